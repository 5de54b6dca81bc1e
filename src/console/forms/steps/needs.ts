import { needOutcomes } from '../../../engine/record/steps/triage.ts';
import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import type { StepsOf } from '../registry.ts';
import { tellingWords, whoWasTold } from './disclosed-part.tsx';
import { type Known, line, note, one, optional, prose, type StepForms, thing, tick } from './fields.ts';
import { tellingReads } from './telling.ts';

const lists = '/code-lists';
const needs = ({ reply }: Known) =>
  ((reply(lists) as { content: CodeLists } | undefined)?.content.needs ?? []).flatMap(
    ({ code, title, retired }) => (retired ? [] : [{ value: code, label: title }]),
  );

/** What cannot wait, and who treats the client (IN-3, IN-6). */
export const forms: StepForms<StepsOf<'needs'>> = {
  confirmNeed: {
    facts: { outcome: one('need', needOutcomes), last: tick() },
    words: { need: thing(needs), words: optional(prose({ label: 'field.theirWords' })), note },
    reads: () => [lists],
  },
  nameTreatmentProvider: {
    facts: {},
    words: { provider: line(), reachedBy: optional(prose()), note },
  },
  notifyTreatmentProvider: {
    facts: { disclosed: whoWasTold },
    words: { told: optional(prose()), ...tellingWords, note },
    reads: tellingReads,
  },
};
