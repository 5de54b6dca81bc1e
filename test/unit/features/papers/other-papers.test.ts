import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/features/papers/words.ts';
import { dischargePaper } from '../../../../src/features/papers/discharge-summary.ts';
import { referralPaper } from '../../../../src/features/papers/referral-form.ts';
import type { CaseReview } from '../../../../src/features/supervision/case-review.ts';
import { reviewPaper } from '../../../../src/features/papers/case-review.ts';
import { wholeSections } from '../../../support/plans.ts';

const client = { name: 'Łukasz José', reference: 'C-1', birthDate: '1990-04-09', coordinator: 'Theo' };

describe('the referral form', () => {
  const told = {
    ...{ clientName: 'Łukasz José', madeOn: '2037-03-02', sentOn: '2037-03-03' },
    ...{ presentingIssue: 'No room.', desiredServices: 'Housing', goals: 'A door.', payer: null },
    payerAsked: null,
    ...{
      receivingAgency: 'Vliet House',
      targetOn: '2037-06-01',
      reviewOn: '2037-04-01',
      caseManager: 'Theo',
    },
  };

  it('[RF-2] holds what the duty names, each by its name, and nothing else', () => {
    const paper = referralPaper(english, told, '2037-12-31');
    const fields = [
      ...paper.about,
      ...paper.sections.flatMap(({ blocks }) =>
        blocks.flatMap((one) => (one.type === 'fields' ? one.fields : [])),
      ),
    ];
    expect(Object.fromEntries(fields)).toEqual({
      ...{ "Client's full name": 'Łukasz José', 'Date of referral': '03/02/2037', 'Sent on': '03/03/2037' },
      ...{ 'Presenting issue': 'No room.', 'Desired services': 'Housing', Goals: 'A door.', Payer: null },
      ...{ 'Receiving agency': 'Vliet House', 'Target date': '06/01/2037', 'Review date': '04/01/2037' },
      'Case manager': 'Theo',
    });
    // Below it stands what lets it go, and that it goes no further: the same on each.
    const [form, below, ...more] = paper.sections.map(({ blocks }) => blocks);
    expect([form?.length, more.length]).toEqual([1, 0]);
    expect(below?.map((one) => one.type === 'text' && one.text)).toEqual([
      `${english.disclosure.byRelease('12/31/2037')}.`,
      english.disclosure.notice,
    ]);
    // Neither a number of the client nor of a document is at its foot.
    expect(paper).toMatchObject({ mark: null, notice: null });
  });

  it('[RF-2] of what else came along with it nothing is taken', () => {
    const more = { ...told, birthDate: '1990-04-09', note: 'Owes rent.', diagnosis: 'F11' };
    expect(referralPaper(english, more, '2037-12-31')).toEqual(referralPaper(english, told, '2037-12-31'));
  });
});

describe('the discharge summary', () => {
  const facts = {
    stepId: 's',
    at: 0,
    reason: 'completed' as const,
    reopened: false,
    aftercareArranged: true,
    warmHandOver: false,
  };
  const plan = {
    version: 'full' as const,
    reason: null,
    from: null,
    sections: wholeSections(),
    signatures: [],
  };
  const source = {
    ...{
      client,
      facts,
      plan,
      receivedOn: '2037-01-05',
      dischargedOn: '2037-03-02',
      level: 'RSC-I',
      by: 'Theo',
    },
    words: { note: 'Leaves well.', aftercare: 'Tuesday group.', whyNot: 'She was away.' },
    outcome: { facts: { stepId: 'o', at: 1, completed: true }, words: {} },
  };
  const blocksOf = (title: string, from = source) =>
    dischargePaper(english, from).sections.find((one) => one.title === title)?.blocks;

  it('[OU-4] says how the client leaves; what was not stated is said to be not on record', () => {
    const [fields] = blocksOf('How the client leaves') ?? [];
    expect(fields?.type === 'fields' && Object.fromEntries(fields.fields)).toEqual({
      ...{ Reason: 'Completed the program', 'Last team meeting was held': null },
      ...{ 'Aftercare is arranged': 'Yes', Aftercare: 'Tuesday group.', 'Handed over in person': 'No' },
      ...{ 'A receiving agency is named': null, Note: 'Leaves well.' },
      'Why something of it was not done': 'She was away.',
    });
  });

  it('[OU-2] has the goals of the last plan, and what was measured; or that nothing is', () => {
    expect(blocksOf('Goals of the last plan')).toMatchObject([
      { type: 'table', rows: [['I want a door I can lock.', '06/01/2037', 'Open']] },
    ]);
    expect(JSON.stringify(blocksOf('Outcome'))).toContain('["Completed the program","Yes"]');
    const bare = dischargePaper(english, { ...source, plan: null, outcome: null });
    for (const title of ['Goals of the last plan', 'Outcome'])
      expect(bare.sections.find((one) => one.title === title)?.blocks).toEqual([]);
  });

  it('one that was taken back says so', () => {
    expect(dischargePaper(english, { ...source, facts: { ...facts, reopened: true } }).notice).toContain(
      'reopened',
    );
  });
});

describe('the case review', () => {
  const by = { staffId: 'sup', role: 'supervisor' as const, agencyId: 'a' };
  const review: CaseReview = {
    ...{ staffId: 'co', supervisorId: 'sup', plannedOn: '2037-03-02', format: 'phone', agenda: null },
    brought: { items: ['caseload-list'], remarks: 'Two are hard to reach.', at: 1 },
    held: {
      at: 2,
      format: 'in-person',
      items: [{ enrollmentId: 'e1', what: 'Visits.', decided: 'Weekly.' }],
    },
    points: [
      { what: 'Call the sister.', who: 'coordinator', dueOn: '2037-03-09', enrollmentId: 'e1', closed: null },
      {
        what: 'Ask the payer.',
        who: 'supervisor',
        dueOn: '2037-03-10',
        enrollmentId: null,
        closed: { by, at: 3, outcome: 'Done.' },
      },
    ],
    signed: { supervisor: { by, at: 3, due: 4, late: false }, coordinator: null },
    addenda: [{ by, at: 4, text: 'She called back.' }],
  };
  const source = {
    ...{ review, state: 'signed-by-supervisor', revision: 4, hash: 'cd'.repeat(32), writtenOn: '2037-03-02' },
    names: new Map([
      ['co', 'Theo Marchetti'],
      ['sup', 'Ines Okafor'],
    ]),
    references: new Map([['e1', 'C-1']]),
    local: (instant: number) => `2037-03-0${instant} 09:00`,
  };

  it('[SU-1] has what was looked at, what is to be done, and who signed; a line for who has not', () => {
    const paper = reviewPaper(english, source);
    expect(Object.fromEntries(paper.about)).toMatchObject({
      ...{
        Coordinator: 'Theo Marchetti',
        Supervisor: 'Ines Okafor',
        'Held on': '03/02/2037 09:00',
        Format: 'In person',
      },
    });
    const text = JSON.stringify(paper.sections);
    for (const row of [
      '["C-1","Visits.","Weekly."]',
      '["C-1","Call the sister.","Coordinator","03/09/2037","Open"]',
      '["","Ask the payer.","Supervisor","03/10/2037","Closed on 03/03/2037 09:00: Done."]',
      '["03/04/2037 09:00","Ines Okafor","She called back."]',
      '{"role":"Supervisor","signed":"Ines Okafor, 03/03/2037 09:00"}',
      '{"role":"Coordinator","signed":null}',
      'Two are hard to reach.',
    ])
      expect(text).toContain(row);
  });

  it('one that was not held, or was cancelled, says so', () => {
    const planned = { ...review, held: null, points: [], addenda: [] };
    expect(reviewPaper(english, { ...source, review: planned }).notice).toBe(
      'This review has not been held.',
    );
    expect(reviewPaper(english, { ...source, review: planned, state: 'cancelled' }).notice).toContain(
      'cancelled',
    );
  });
});
