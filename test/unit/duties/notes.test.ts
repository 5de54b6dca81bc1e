import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/kit/content-hash.ts';
import type { CurrentDocument } from '../../../src/engine/documents/document.ts';
import { languageHints } from '../../../src/features/notes/language.ts';
import {
  type Note,
  type NoteAct,
  noteKind,
  type NoteText,
} from '../../../src/features/notes/note.document.ts';
import { paperworkOf } from '../../../src/features/notes/paperwork.ts';
import { enterBy } from '../../../src/features/notes/timing.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { coordinator, Story, supervisor } from '../../support/enrollment-builder.ts';
import { localInstant, policyFrom } from '../../support/policies.ts';

const policy = policyFrom();
const at = (text: string) => localInstant(policy.calendar, text);
const whole: NoteText = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{
    facts: 'She has kept both appointments.',
    resolution: 'Goal two goes on.',
    nextSteps: 'Visit on Monday.',
  },
};
const subject = { about: 'step-1', happenedAt: at('2037-03-05 10:00') };
type Stand = CurrentDocument<Note>;

/** A note that acts are put to, as the store does it. */
function file(text: NoteText = whole) {
  let stands: Stand | null = null;
  const put = (act: NoteAct, when: string, by = coordinator) => {
    const now = at(when);
    const judged = noteKind.decide(stands, act, { by, at: now, now, hashOf: contentHash });
    if (!judged.ok) return judged.refusal;
    const { state, content } = judged;
    const { revision, createdBy, createdAt } = stands ?? { revision: 0, createdBy: by, createdAt: now };
    stands = { revision: revision + 1, state, content, createdBy, createdAt };
    return null;
  };
  put({ type: 'begin', subject, text }, '2037-03-05 11:00');
  return { put, note: () => stands?.content as Note, state: () => stands?.state };
}
const sign: NoteAct = { type: 'sign', policy };

describe('case notes', () => {
  it('[DO-1] are signed only when they hold what a note holds', () => {
    const { facts: _, nextSteps: __, ...short } = whole;
    const refusal = file(short).put(sign, '2037-03-05 12:00');
    expect(refusal).toMatchObject({ code: 'note-incomplete' });
    expect(refusal?.fields?.map(({ field }) => field)).toEqual(['text.facts', 'text.nextSteps']);
    expect(file({ ...whole, place: '  ' }).put(sign, '2037-03-05 12:00')?.code).toBe('note-incomplete');
    expect(file().put(sign, '2037-03-05 12:00')).toBeNull();
  });

  it('[DO-1] are written, signed and discarded by their author only', () => {
    for (const act of [{ type: 'write', text: whole }, sign, { type: 'discard' }] satisfies NoteAct[])
      expect(file().put(act, '2037-03-05 12:00', supervisor)?.code).toBe('not-your-note');
    const told = file();
    expect(told.put({ type: 'discard' }, '2037-03-05 12:00')).toBeNull();
    expect(told.put(sign, '2037-03-05 12:01')?.code).toBe('note-discarded');
  });

  it('[DO-2] say that they are late when signed after the next business day', () => {
    const friday = file();
    friday.put(sign, '2037-03-06 17:00');
    expect(friday.note().signed).toMatchObject({ late: false, due: at('2037-03-06 17:00') });
    const evening = file();
    evening.put(sign, '2037-03-06 17:01');
    expect(evening.note().signed).toMatchObject({ late: true, by: coordinator });
  });

  it('[DO-2] are never rewritten once signed: what comes later is an addendum', () => {
    const told = file();
    expect(told.put({ type: 'add', text: 'More.' }, '2037-03-05 12:00')?.code).toBe('note-not-signed');
    told.put(sign, '2037-03-05 12:00');
    const before = told.note();
    expect(told.put({ type: 'write', text: { type: 'other' } }, '2037-03-05 13:00')?.code).toBe(
      'note-signed',
    );
    expect(told.put(sign, '2037-03-05 13:00')?.code).toBe('note-signed');
    expect(told.put({ type: 'discard' }, '2037-03-05 13:00')?.code).toBe('note-signed');
    expect(told.put({ type: 'add', text: 'She called back.' }, '2037-03-09 09:00', supervisor)).toBeNull();
    const addendum = { by: supervisor, at: at('2037-03-09 09:00'), text: 'She called back.' };
    expect(told.note()).toEqual({ ...before, addenda: [addendum] });
  });

  it('whatever is done to a signed note, its text and its signature stay', () => {
    const act = fc.constantFrom<NoteAct>(
      { type: 'write', text: { type: 'other' } },
      { type: 'discard' },
      { type: 'add', text: 'Later.' },
      sign,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.boolean()), { maxLength: 12 }), (acts) => {
        const told = file();
        told.put(sign, '2037-03-05 12:00');
        const { text, signed } = told.note();
        for (const [one, mine] of acts) told.put(one, '2037-03-08 12:00', mine ? coordinator : supervisor);
        expect(told.note()).toMatchObject({ text, signed });
        expect(told.note().addenda).toHaveLength(acts.filter(([{ type }]) => type === 'add').length);
      }),
    );
  });
});

it('[DO-2] paperwork names what lacks a signed note, with its time, and marks what is overdue', () => {
  const told = new Story({}).assigned('2037-03-02 10:00');
  told.contact('2037-03-03 10:00', {}, { id: 'noted' });
  told.contact('2037-03-04 10:00', {}, { id: 'unnoted' });
  told.contact('2037-03-05 10:00', { outcome: 'attempted' });
  told.contact('2037-03-06 10:00', {}, { id: 'drafted' });
  const note = (id: string, state: string, about: string | null) => ({
    ...{ id, state, about },
    happenedAt: at('2037-03-06 09:00'),
  });
  const notes = [note('n1', 'signed', 'noted'), note('n2', 'draft', 'drafted'), note('n3', 'draft', null)];
  const papers = paperworkOf(told.state.steps, notes, policy, at('2037-03-09 09:00'));
  expect(
    papers.map(({ what, about, draft, due, overdue }) => [what, about, draft, told.local(due ?? 0), overdue]),
  ).toEqual([
    ['logContact', 'unnoted', null, '2037-03-05 17:00', true],
    ['draft', null, 'n3', '2037-03-09 17:00', false],
    ['logContact', 'drafted', 'n2', '2037-03-09 17:00', false],
  ]);
});

describe.each([
  ['county', policy],
  ['recovery coaching', policyFrom(recoveryCoachProfile)],
])('consultations under the policy of %s', (_, pinned) => {
  it('[DO-4] are documented in the chart within 24 hours, each on its own', () => {
    const level = pinned.profile.levels[0]?.id ?? '';
    const told = new Story({ level, policy: pinned }).assigned('2037-03-02 10:00');
    told.step({ type: 'consultSupervisor' }, '2037-03-03 10:00', { id: 'one' });
    told.step({ type: 'consultSupervisor' }, '2037-03-03 15:00', { id: 'two' });
    expect(told.due('consultation.documentation')).toBe('2037-03-04 15:00');
    told.step({ type: 'documentConsultation', about: 'two' }, '2037-03-03 16:00');
    expect(told.statuses['consultation.documentation']).toEqual(['open', 'met']);
    const again = { type: 'documentConsultation', about: 'two' } as const;
    expect(told.refused(again, '2037-03-03 17:00').code).toBe('nothing-to-meet');
    expect(told.refused({ ...again, about: 'three' }, '2037-03-03 17:00').code).toBe('unknown-consultation');
  });
});

it("[DO-5] services are entered in the county's system within a week", () => {
  expect(enterBy(policy, at('2037-03-05 10:00'))).toBe(at('2037-03-12 23:59') + 59_999);
});

describe('person-first language', () => {
  it('points at words, at their place, and says what is better', () => {
    const text = 'The addict was homeless; a homeless man, an alcoholic. She is resistant.';
    const hints = languageHints(text);
    expect(hints.map(({ from, to }) => text.slice(from, to))).toEqual([
      'addict',
      'homeless man',
      'alcoholic',
      'resistant',
    ]);
    expect(hints.map(({ found }) => found)).toEqual(hints.map(({ from, to }) => text.slice(from, to)));
  });

  it('leaves other words alone', () => {
    const text = 'A person in recovery, offended by saddicts; cleaned her room; Felonia and drunkard.';
    expect(languageHints(text)).toEqual([]);
  });

  it('hints never overlap, and always lie in the text', () => {
    const words = fc.constantFrom('addict', 'the homeless', 'clean urine', 'is clean', ' ', 'x', '. ', 'é');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { from, to, found } of languageHints(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(text.slice(from, to)).toBe(found);
          end = to;
        }
      }),
    );
  });
});
