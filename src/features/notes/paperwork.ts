import type { RecordedStep, StepFacts, StepType } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { stepsNoted } from './note.document.ts';
import { signBy } from './timing.ts';

/** Steps that a note follows (DO-1): services and conversations, not what is only decided or sent. */
export const notedSteps = [
  'logContact',
  'holdRstMeeting',
  'recordService',
  'startService',
  'reviewService',
  'recordLocateAttempt',
] as const satisfies StepType[];

/** Whether somebody was spoken with or served. An attempt speaks for itself: its step says all there is. */
export function wantsNote(facts: StepFacts): boolean {
  if (!notedSteps.some((type) => type === facts.type)) return false;
  if (facts.type === 'logContact' || facts.type === 'recordLocateAttempt') return facts.outcome === 'reached';
  return true;
}

/** A step without a signed note, or a draft about no step. */
export type Paper = {
  what: StepType | 'draft';
  about: string | null;
  happenedAt: Instant;
  /** Document of the draft, where one was begun. */
  draft: string | null;
  due: Instant | null;
  overdue: boolean;
};

export type NoteOnFile = {
  id: string;
  state: string;
  about: string | null;
  besides?: string[] | undefined;
  happenedAt: Instant;
};

/** What is still to be written (DO-2): of these steps those without a signed note, and drafts. Oldest first. */
export function paperworkOf(
  steps: readonly Pick<RecordedStep, 'id' | 'at' | 'facts'>[],
  notes: readonly NoteOnFile[],
  policy: Policy,
  now: Instant,
): Paper[] {
  const signed = new Set(notes.flatMap((note) => (note.state === 'signed' ? stepsNoted(note) : [])));
  const drafts = notes.filter(({ state }) => state === 'draft');
  const due = (at: Instant) => {
    const instant = signBy(policy, at);
    return { due: instant, overdue: instant !== null && instant < now };
  };
  const open = steps.filter(({ id, facts }) => wantsNote(facts) && !signed.has(id));
  const owed = new Set(open.map(({ id }) => id));
  return [
    ...open.map(({ id, at, facts }): Paper => ({
      ...{ what: facts.type, about: id, happenedAt: at },
      draft: drafts.find((note) => stepsNoted(note).includes(id))?.id ?? null,
      ...due(at),
    })),
    ...drafts
      .filter((note) => !stepsNoted(note).some((id) => owed.has(id)))
      .map(({ id, about, happenedAt }): Paper => ({
        ...{ what: 'draft', about, happenedAt, draft: id },
        ...due(happenedAt),
      })),
  ].toSorted((a, b) => a.happenedAt - b.happenedAt);
}
