import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import { crisisActions } from '../../../engine/policy/terms.ts';
import { staffingPurposes } from '../../../engine/record/steps/crisis.ts';
import { crisesOf } from '../../../features/crisis/state.ts';
import type { StepsOf } from '../registry.ts';
import { NeedsPart } from './needs-part.tsx';
import { type Known, note, one, optional, part, prose, type StepForms, thing, yesNo } from './fields.ts';

const lists = '/code-lists';
const kinds = ({ reply }: Known) =>
  ((reply(lists) as { content: CodeLists } | undefined)?.content.crises ?? []).flatMap(
    ({ code, title, retired }) => (retired ? [] : [{ value: code, label: title }]),
  );

const crises =
  (which: 'open' | 'all') =>
  ({ steps, time }: Known) =>
    crisesOf(steps)
      .filter(({ closed, leftAt }) => which === 'all' || (closed === null && leftAt === null))
      .toReversed()
      .map(({ id, at }) => ({ value: id, label: time.moment(new Date(at).toISOString()) }));
const crisis = thing(crises('open'), { label: 'field.crisis' });

/** What cannot wait goes out at once, and cannot be taken back (CR, IN-2). */
export const forms: StepForms<StepsOf<'crisis'>> = {
  reportCrisis: {
    facts: { full: optional(yesNo()) },
    words: {
      kind: thing(kinds, { label: 'field.crisisKind' }),
      what: prose(),
      who: optional(prose({ more: true })),
      place: optional(prose({ label: 'field.whereNow' })),
      note: null,
    },
    atOnce: true,
    reads: () => [lists],
  },
  reportEmergentNeed: {
    facts: {},
    words: { needs: part<string[]>(NeedsPart, { first: () => [] }), summary: optional(prose()), note: null },
    atOnce: true,
    reads: () => [lists],
  },
  recordCrisisAction: {
    facts: { about: crisis, action: one('action', crisisActions, { first: () => 'respond' }) },
    words: { summary: prose(), note: null },
    atOnce: true,
  },
  handOverCrisis: {
    facts: { about: crisis },
    words: { to: prose({ label: 'field.handedTo' }), note: null },
    atOnce: true,
  },
  closeCrisis: {
    facts: { about: crisis },
    words: { summary: optional(prose({ label: 'field.ended' })), note: null },
  },
  recordStaffing: {
    facts: {
      purpose: one('staffing', staffingPurposes, {
        first: ({ about, steps }) => (crisesOf(steps).some(({ id }) => id === about) ? 'crisis' : undefined),
      }),
      about: optional(
        thing(crises('all'), { label: 'field.crisis', when: ({ purpose }) => purpose === 'crisis' }),
      ),
    },
    words: { talk: prose(), recommendations: prose(), withStaffId: null, note },
  },
  reviewSafetyPlan: {
    facts: { changed: yesNo(), about: optional(thing(crises('all'), { label: 'field.afterCrisis' })) },
    words: {
      safetyPlan: optional(prose({ when: ({ changed }) => changed === true })),
      summary: optional(prose({ label: 'field.found' })),
      note: null,
    },
  },
};
