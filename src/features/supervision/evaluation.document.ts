import type { Instant } from '../../engine/calendar/index.ts';
import type { DocumentKind, Judged } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import type { Actor } from '../../engine/record/events.ts';
import { notLed, type PartRefusal } from './parts.ts';

/** What a supervisor writes of somebody's work. Protected. */
export type EvaluationText = {
  strengths?: string | undefined;
  growth?: string | undefined;
  /** What clients and colleagues say (003, Qualitative Assessments). */
  feedback?: string | undefined;
  summary?: string | undefined;
};

/** SU-2: a written evaluation of a stretch of time; both local dates included. Protected. */
export type Evaluation = {
  staffId: string;
  supervisorId: string;
  from: string;
  through: string;
  text: EvaluationText;
  signed: { by: Actor; at: Instant } | null;
  /** By the person it is about; that they have read it, not that they agree. */
  acknowledged: { at: Instant; comment: string | null } | null;
};

export type EvaluationAct =
  | {
      type: 'begin';
      staffId: string;
      /** Who is named as their supervisor now; null: nobody. */
      supervisorId: string | null;
      from: string;
      through: string;
      text: EvaluationText;
      today: string;
    }
  | { type: 'write'; text: EvaluationText }
  | { type: 'sign' }
  | { type: 'acknowledge'; comment: string | null };

/** What a signed evaluation holds at least; feedback where there is any. */
const askedOfEvaluations = ['strengths', 'growth', 'summary'] as const;

/** With what an act on it is refused. */
type EvaluationRefusal =
  | PartRefusal
  | 'entry-closed'
  | 'evaluation-incomplete'
  | 'evaluation-not-signed'
  | 'evaluation-signed'
  | 'no-supervisor-named'
  | 'not-found'
  | 'not-your-signature'
  | 'nothing-changed'
  | 'occurred-in-future';

/** Drafted and signed by the supervisor, then acknowledged by the person it is about, who may add a comment. */
export const evaluationKind: DocumentKind<Evaluation, EvaluationAct, EvaluationRefusal> = {
  kind: 'evaluation',
  decide(current, act, { by, now }): Judged<Evaluation, EvaluationRefusal> {
    if (act.type === 'begin')
      return current ? refused('nothing-changed', 'It has been begun already.') : begun(act, by);
    if (!current) return noDocument;
    const { content } = current;
    if (act.type === 'acknowledge') {
      if (by.staffId !== content.staffId)
        return refused('not-your-signature', 'Whom it is about acknowledges it.');
      if (!content.signed) return refused('evaluation-not-signed', 'It is acknowledged once it is signed.');
      if (content.acknowledged) return refused('entry-closed', 'You have acknowledged it already.');
      const acknowledged = { at: now, comment: act.comment };
      return { ok: true, state: 'acknowledged', content: { ...content, acknowledged } };
    }
    const wrong = notLed(content, by);
    if (wrong) return wrong;
    if (content.signed) return refused('evaluation-signed', 'A signed evaluation is not rewritten.');
    if (act.type === 'write') return { ok: true, state: 'draft', content: { ...content, text: act.text } };
    if (by.staffId !== content.supervisorId)
      return refused('not-your-signature', 'Their supervisor signs it.');
    const missing = askedOfEvaluations.filter((name) => (content.text[name] ?? '').trim() === '');
    if (missing.length > 0) {
      const fields = missing.map((name) => ({ field: `text.${name}`, detail: 'is missing' }));
      return refused('evaluation-incomplete', `It holds its ${askedOfEvaluations.join(', ')}.`, fields);
    }
    return { ok: true, state: 'signed', content: { ...content, signed: { by, at: now } } };
  },
};

function begun(
  { staffId, supervisorId, from, through, text, today }: Extract<EvaluationAct, { type: 'begin' }>,
  by: Actor,
): Judged<Evaluation, EvaluationRefusal> {
  if (by.staffId === staffId) return refused('supervises-oneself', 'Nobody evaluates themselves.');
  if (supervisorId === null) return refused('no-supervisor-named', 'Nobody is named as their supervisor.');
  const wrong = notLed({ staffId, supervisorId }, by);
  if (wrong) return wrong;
  if (through > today)
    return refused('occurred-in-future', 'What is evaluated has passed.', [
      { field: 'through', detail: 'lies in the future' },
    ]);
  if (from > through)
    return refused('evaluation-incomplete', 'It ends before it begins.', [
      { field: 'from', detail: 'lies after its last day' },
    ]);
  const content = { staffId, supervisorId, from, through, text, signed: null, acknowledged: null };
  return { ok: true, state: 'draft', content };
}
