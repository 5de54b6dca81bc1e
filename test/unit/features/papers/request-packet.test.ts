import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../../src/engine/documents/paper.ts';
import { effectiveSteps } from '../../../../src/engine/obligations/fold.ts';
import type { Enclosed } from '../../../../src/features/authorizations/packet.ts';
import { authorizationRegister } from '../../../../src/features/authorizations/state.ts';
import { requestPaper, type RequestOnPaper } from '../../../../src/features/papers/request-packet.ts';
import { english } from '../../../../src/features/papers/words.ts';
import { decision, firstDocuments, payer, sar } from '../../../support/authorizations.ts';
import { referral } from '../../../support/enrollment-builder.ts';
import { wholeSections } from '../../../support/plans.ts';

const enclosed = firstDocuments.map((document) => ({ document, id: document, hash: 'ab'.repeat(32) }));
const { state } = referral()
  .assigned('2037-03-02 10:00')
  .step(sar({ enclosed }), '2037-03-03 09:00', { id: 'sar' });
const story = () =>
  referral()
    .assigned('2037-03-02 10:00')
    .step(sar(), '2037-03-03 09:00', { id: 'sar' })
    .step(
      decision('sar', { decision: 'returned', units: null, lacks: ['rst-meeting'] }),
      '2037-03-04 09:00',
      { by: payer, id: 'back' },
    )
    .step(
      { type: 'resubmitAuthorization', about: 'sar', documents: [...firstDocuments, 'rst-meeting'] },
      '2037-03-05 09:00',
      { id: 'again' },
    )
    .step(
      decision('sar', { decision: 'approved-in-part', units: 6, appealBy: '2037-04-20' }),
      '2037-03-06 09:00',
      { by: payer, id: 'part' },
    );
const registerOf = (of: typeof state) => authorizationRegister(effectiveSteps(of.steps, of.lastRecordedAt));
const given = {
  sentAt: 0,
  current: true,
  withheld: null,
  plan: null,
  index: null,
  meeting: null,
  file: null,
};
const plan = {
  version: 'full' as const,
  reason: null,
  from: null,
  sections: wholeSections(),
  signatures: [],
};

function sourceOf(of: typeof state, enclosures: readonly Enclosed[] = []): RequestOnPaper {
  const [authorization] = registerOf(of).authorizations;
  if (!authorization) throw new Error('no authorization');
  return {
    ...{ one: { type: 'authorization', authorization }, enclosures, members: new Map() },
    client: { name: 'Łukasz José', reference: 'C-1', birthDate: '1990-04-09', coordinator: 'Theo' },
    details: new Map([
      ['sar', { justification: 'A room first.' }],
      ['back', { reason: 'What did the team say?' }],
      ['again', { justification: 'Here it is.' }],
      ['part', { reason: 'Six are enough.' }],
    ]),
    names: new Map([['payer-1', 'Pat Payer']]),
    local: (instant) => new Date(instant).toISOString().slice(0, 10),
  };
}
const section = (paper: Paper, title: string) => paper.sections.find((one) => one.title === title)?.blocks;

describe('[AU-2] the packet of a request', () => {
  it('[AU-3] says what was decided, sent again and granted, in the order in which it happened', () => {
    const paper = requestPaper(english, sourceOf(story().state));
    const [table] = section(paper, 'Decisions and history') ?? [];
    expect(table?.type === 'table' && table.rows.map(([, what, , words]) => [what, words])).toEqual([
      ['Asked back', 'What did the team say?\nIt lacks: Notes of the Recovery Support Team meeting.'],
      ['Sent again', 'Here it is.'],
      [
        'Approved in part',
        '6 units from 03/05/2037 through 03/31/2037\nSix are enough.\nIt can be appealed through 04/20/2037.',
      ],
    ]);
    expect(table?.type === 'table' && table.rows.map(([, , by]) => by)).toContain('Pat Payer');
    expect(JSON.stringify(section(paper, 'What is granted'))).toContain('["Units granted","6"]');
    expect(JSON.stringify(section(paper, 'The request'))).toContain('A room first.');
  });

  it('what was sent before enclosures had names is there by its kinds', () => {
    const words = JSON.stringify(section(requestPaper(english, sourceOf(story().state)), 'The request'));
    expect(words).toContain('Single Coordinated Care Plan (SCCP), Patient placement criteria');
    const now = JSON.stringify(section(requestPaper(english, sourceOf(state)), 'The request'));
    expect(now).not.toContain('Documents that went with it');
  });

  it('has a line for each enclosure: what is read here is behind it, a file and what is withheld are not', () => {
    const file = { attachmentId: 'f', fileName: 'criteria.pdf', bytes: 12_345, mediaType: 'application/pdf' };
    const answers = [{ item: 'i', asks: 'Where the client sleeps', points: 2, means: 'at times' }];
    const { bound } = requestPaper(
      english,
      sourceOf(state, [
        {
          ...{ ...given, document: 'sccp', id: 'plan', revision: 2, hash: 'ab'.repeat(32) },
          plan: { state: 'complete', revision: 2, hash: 'ab'.repeat(32), writtenAt: 0, content: plan },
        },
        { ...given, document: 'acuity-index', id: 's', index: { at: 0, score: 2, form: 'Index', answers } },
        {
          ...{ ...given, document: 'acuity-documentation', id: 's' },
          index: { at: 0, score: 2, form: 'Index', answers },
        },
        { ...given, document: 'placement-criteria', id: 'f', hash: 'cd'.repeat(32), file },
        {
          ...{ ...given, document: 'rst-meeting', id: 'm', current: false },
          meeting: {
            ...{ at: 0, summary: 'All came.', decisions: ['Go on.'] },
            nextSteps: [{ what: 'Call.', who: 'Theo' }],
          },
        },
        { ...given, document: 'other', id: 'o', withheld: 'struck-out' },
      ]),
    );
    const entries = bound?.entries ?? [];
    expect(entries.map(({ title, body }) => [title, body !== null])).toEqual([
      ['Single Coordinated Care Plan (SCCP)', true],
      ['Acuity Index, Documentation of the Acuity Index', true],
      ['Patient placement criteria: criteria.pdf', false],
      ['Notes of the Recovery Support Team meeting', true],
      ['Other document', false],
    ]);
    const [sccp, index, criteria, meeting, other] = entries;
    expect(sccp?.below).toBe('no. plan, revision 2, fingerprint abababababababab, sent on 01/01/1970');
    // Whose it is, the cover says; of which version it is, the part.
    expect(sccp?.body?.about.map(([label]) => label)).toEqual([
      ...['Version', 'As written on', 'Fingerprint of its words'],
    ]);
    expect(JSON.stringify(index?.body)).toContain('["Where the client sleeps","2","at times"]');
    expect(criteria?.below).toContain(
      'cdcdcdcdcdcdcdcd, sent on 01/01/1970, file in the record, application/pdf, 13 kB',
    );
    expect(JSON.stringify(meeting?.body)).toContain('["Call.","Theo",""]');
    expect(meeting?.below).toContain('not with what was sent last');
    expect(other?.below).toContain('struck out since, and not to be used');
  });

  it('[RF-3] the copy of the payer has no name and no birth date', () => {
    const source = sourceOf(state);
    const paper = requestPaper(english, { ...source, client: { ...source.client, numberOnly: true } });
    const text = JSON.stringify(paper);
    for (const known of ['Łukasz', '1990', '04/09']) expect(text).not.toContain(known);
    expect(paper.about[0]).toEqual(['Number', 'C-1']);
  });
});
