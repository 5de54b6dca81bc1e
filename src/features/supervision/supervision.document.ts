import { type CannotAct, type CannotActCode, cannotActCodes, cannotActWords } from '../staff/can-act.ts';
import type { Hours } from '../../engine/deadlines/rungs.ts';
import type { ActContext, DocumentKind, Judged } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import { notLed, notTheirs, partOf, passed, unknownEntry, type PartRefusal } from './parts.ts';
import type { ReviewFormat } from '../../engine/policy/supervision-terms.ts';
import type { Goal, Supervision, Training, GoalOutcome, TrainingAnswer } from './supervision.ts';

type Days = Pick<Hours, 'calendar'>;

export type SupervisionAct =
  /** `leads`: whether that person may supervise anybody; `cannot`: why they cannot act now. */
  | {
      type: 'name-supervisor';
      staffId: string;
      supervisorId: string;
      leads: boolean;
      cannot: CannotAct | null;
    }
  | { type: 'set-goal'; goal: Pick<Goal, 'term' | 'what' | 'targetOn'>; days: Days }
  | { type: 'close-goal'; goal: number; outcome: GoalOutcome; why: string | null }
  | { type: 'check-in'; mode: ReviewFormat; notes: string }
  | { type: 'offer-training'; training: Pick<Training, 'title' | 'heldOn'>; days: Days }
  | { type: 'answer-training'; training: number; answer: TrainingAnswer; note: string | null }
  | { type: 'pair-mentor'; mentorId: string; cannot: CannotAct | null }
  | { type: 'end-mentorship'; mentorship: number; why: string };

/** With what an act on it is refused. */
type SupervisionRefusal =
  PartRefusal | CannotActCode | 'entry-closed' | 'not-a-supervisor' | 'not-found' | 'nothing-changed';

/** One a member of staff, begun when a supervisor is named for them (SU-2). */
export const supervisionKind: DocumentKind<Supervision, SupervisionAct, SupervisionRefusal> = {
  kind: 'supervision',
  decide(current, act, context) {
    if (act.type === 'name-supervisor') return named(current?.content ?? null, act, context);
    return current ? changed(current.content, act, context) : noDocument;
  },
};

/** Who has nobody is taken on by any supervisor; after that the supervisor hands them over, or the director does. */
function named(
  current: Supervision | null,
  { staffId, supervisorId, leads, cannot }: Extract<SupervisionAct, { type: 'name-supervisor' }>,
  { by }: ActContext,
): Judged<Supervision, SupervisionRefusal> {
  if (supervisorId === staffId || by.staffId === staffId)
    return refused('supervises-oneself', 'Nobody supervises themselves, or says who does.');
  if (cannot !== 'gone' && !leads)
    return refused('not-a-supervisor', 'Supervisors and directors supervise.', [namedField]);
  if (current?.supervisorId === supervisorId)
    return refused('nothing-changed', 'That is their supervisor already.');
  if (cannot !== null) return cannotBe('supervisorId', cannot);
  if (!current) {
    const empty = { goals: [], checkIns: [], trainings: [], mentorships: [] };
    return kept({ staffId, supervisorId, ...empty });
  }
  return notLed(current, by) ?? kept({ ...current, supervisorId });
}

function cannotBe(field: string, why: CannotAct) {
  return refused(cannotActCodes[why], cannotActWords[why], [{ field, detail: 'cannot be used' }]);
}

const namedField = { field: 'supervisorId', detail: 'is not at work here as a supervisor or director' };

function changed(
  content: Supervision,
  act: Exclude<SupervisionAct, { type: 'name-supervisor' }>,
  context: ActContext,
): Judged<Supervision, SupervisionRefusal> {
  const { by, at, now } = context;
  if (act.type === 'answer-training') return trainingAnswered(content, act, context);
  const wrong = notLed(content, by);
  if (wrong) return wrong;
  switch (act.type) {
    case 'set-goal': {
      const goal: Goal = { ...act.goal, set: { by, at: now }, closed: null };
      const { targetOn } = act.goal;
      return passed(act.days, now, { targetOn }) ?? kept({ ...content, goals: [...content.goals, goal] });
    }
    case 'close-goal': {
      const goal = content.goals[act.goal - 1];
      if (!goal) return unknownEntry('goal');
      if (goal.closed) return refused('entry-closed', 'The goal is closed already.');
      const { outcome, why } = act;
      const goals = replaced(content.goals, act.goal, { ...goal, closed: { outcome, why, by, at: now } });
      return kept({ ...content, goals }, why);
    }
    case 'check-in': {
      const { mode, notes } = act;
      return kept({ ...content, checkIns: [...content.checkIns, { at, mode, notes, by }] });
    }
    case 'offer-training': {
      const { heldOn } = act.training;
      const training: Training = { ...act.training, offered: { by, at: now }, answer: null };
      return (
        passed(act.days, now, heldOn === null ? {} : { heldOn }) ??
        kept({ ...content, trainings: [...content.trainings, training] })
      );
    }
    case 'pair-mentor': {
      const { mentorId, cannot } = act;
      if (mentorId === content.staffId)
        return refused('unknown-entry', 'A mentor is somebody else who works here.', [
          { field: 'mentorId', detail: 'is no colleague of theirs' },
        ]);
      if (content.mentorships.some((one) => one.mentorId === mentorId && one.ended === null))
        return refused('nothing-changed', 'They are paired already.');
      if (cannot !== null) return cannotBe('mentorId', cannot);
      const pair = { mentorId, begun: { by, at: now }, ended: null };
      return kept({ ...content, mentorships: [...content.mentorships, pair] });
    }
    case 'end-mentorship': {
      const pair = content.mentorships[act.mentorship - 1];
      if (!pair) return unknownEntry('mentorship');
      if (pair.ended) return refused('entry-closed', 'The mentorship has ended already.');
      const ended = { ...pair, ended: { why: act.why, by, at: now } };
      const mentorships = replaced(content.mentorships, act.mentorship, ended);
      return kept({ ...content, mentorships }, act.why);
    }
  }
}

/** Whoever was offered it says so themselves, or their supervisor does. */
function trainingAnswered(
  content: Supervision,
  { training: place, answer, note }: Extract<SupervisionAct, { type: 'answer-training' }>,
  { by, now }: ActContext,
): Judged<Supervision, SupervisionRefusal> {
  if (partOf(content, by) === null) return notTheirs;
  const training = content.trainings[place - 1];
  if (!training) return unknownEntry('training');
  if (training.answer) return refused('entry-closed', 'It was attended or declined already.');
  const answered = { ...training, answer: { answer, note, by, at: now } };
  return kept({ ...content, trainings: replaced(content.trainings, place, answered) });
}

function kept(content: Supervision, reason: string | null = null): Judged<Supervision, SupervisionRefusal> {
  return { ok: true, state: 'kept', content, ...(reason === null ? {} : { reason }) };
}

function replaced<Entry>(entries: readonly Entry[], place: number, entry: Entry): Entry[] {
  return entries.map((one, n) => (n === place - 1 ? entry : one));
}
