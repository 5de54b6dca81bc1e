import { crossesLine } from '../../../engine/policy/level-line.ts';
import { highAcuityEvents } from '../../../engine/record/steps/acuity.ts';
import type { AcuityInstrument, Answers } from '../../../engine/policy/acuity-form.ts';
import { scoreOf } from '../../../features/acuity/score.ts';
import { acuityRegister } from '../../../features/acuity/state.ts';
import type { StepsOf } from '../registry.ts';
import { enclosing } from './enclosed-part.tsx';
import { recordPaths } from './enclosing.ts';
import { IndexPart } from './index-part.tsx';
import {
  type Known,
  known,
  note,
  one,
  optional,
  part,
  prose,
  type StepForms,
  thing,
  type Words,
} from './fields.ts';

const formHash = ({ status }: Pick<Known, 'status'>): string =>
  status.policy.profile.acuityInstrument?.value.hash ?? '';
const formPath = (given: Pick<Known, 'status'>) => `/policies/${formHash(given)}`;
const formIn = (given: Known) =>
  (given.reply(formPath(given)) as { content: AcuityInstrument } | undefined)?.content;

const levels = ({ status }: Known) =>
  status.policy.profile.levels
    .filter(({ id }) => id !== status.level)
    .map(({ id, title }) => ({ value: id, label: title }));
/** AC-4: to the other side of the line of the index goes what supports it. */
const crosses = ({ level }: Words, { status }: Known) =>
  crossesLine(status.policy.profile, status.level, String(level));
const newestIndex = ({ steps }: Known) => acuityRegister(steps).scores.at(-1)?.step.id;

/** The Acuity Index, item by item as the profile's form has it, and the level of care (AC). */
export const forms: StepForms<StepsOf<'acuity'>> = {
  scoreAcuity: {
    facts: { score: null, instrument: known(formHash) },
    words: { answers: part<Record<string, number>>(IndexPart, { first: () => ({}) }), note },
    reads: (given) => [formPath(given)],
    judged(words, given) {
      const form = formIn(given);
      const result = form && scoreOf(form, (words['answers'] ?? {}) as Answers);
      if (!form || !result?.ok) return null;
      const { score, documentation } = result.scored;
      const { id, version } = form;
      const instrument = { id, version, hash: formHash(given), documentation: documentation.length > 0 };
      return { type: 'scoreAcuity', score, instrument };
    },
  },
  changeLevel: {
    facts: {
      level: thing(levels),
      index: optional(known(newestIndex)),
      enclosed: enclosing('transfer', { when: crosses }),
    },
    words: { reason: prose(), note: null },
    reads: recordPaths,
  },
  keepLevel: { facts: {}, words: { reason: prose(), note: null } },
  updateAssessment: { facts: {}, words: { summary: optional(prose()), note } },
  reportHighAcuityEvent: {
    facts: {},
    words: { event: one('event', highAcuityEvents), summary: optional(prose()), note: null },
  },
};
