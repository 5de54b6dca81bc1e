import type { Instant } from '../../engine/calendar/index.ts';
import { type Acting, cannotAct, type CannotActCode, cannotActCodes } from '../staff/can-act.ts';

/** Somebody is away, and somebody else covers. It is in force from `from` on, and from `until` (Infinity: open) no more. */
export type Absence = { id: string; staffId: string; coverId: string; from: Instant; until: Instant };

/** Why an absence is refused, or its end. */
export type AbsenceRefusal =
  /** The person is away then already. */
  | 'absence-overlaps'
  /** The person covers for somebody else then. */
  | 'is-covering'
  | 'covers-for-oneself'
  | 'no-cover'
  /** They are on call at some time of it, and nobody has said that this is known. */
  | 'on-call-then'
  | 'unknown-absence'
  | 'absence-over';

/** Why somebody's being away is not entered. */
export type AwayRefusal =
  Exclude<AbsenceRefusal, 'unknown-absence' | 'absence-over'> | CannotActCode | 'end-not-later';

/** `cover`: it is about who was to cover; `shifts`: those that it meets. */
export type AwayRefused = { code: AwayRefusal; cover: boolean; shifts?: readonly MetShift[] };

/** When the person who is to be away is on call. */
export type MetShift = { id: string; from: Instant; until: Instant };

export type Span = Pick<Absence, 'from' | 'until'>;

/** Whether two spans share an instant; one that was ended before it began has none. */
export function overlap(one: Span, other: Span): boolean {
  return Math.max(one.from, other.from) < Math.min(one.until, other.until);
}

/** Why somebody cannot be away then with that cover, beside the absences there are; null: they can. */
export function refusalOf(wanted: Omit<Absence, 'id'>, others: readonly Absence[]): AwayRefusal | null {
  const { staffId, coverId } = wanted;
  if (staffId === coverId) return 'covers-for-oneself';
  const then = others.filter((other) => overlap(wanted, other));
  if (then.some((other) => other.staffId === staffId)) return 'absence-overlaps';
  if (then.some((other) => other.coverId === staffId)) return 'is-covering';
  return then.some((other) => other.staffId === coverId) ? cannotActCodes.away : null;
}

/** Somebody who could cover. */
export type PossibleCover = {
  staffId: string;
  /** How full their own caseload is, in shares. */
  used: number;
} & Omit<Acting, 'away'>;

/**
 * Who is proposed to cover: of those who are there all the while, who covers for the fewest others then, and of these who has the
 * least full caseload. Null: nobody is there.
 */
export function proposedCover(
  wanted: Omit<Absence, 'id' | 'coverId'>,
  people: readonly PossibleCover[],
  others: readonly Absence[],
): string | null {
  const then = others.filter((other) => overlap(wanted, other));
  const [best] = people
    .filter((one) => one.staffId !== wanted.staffId && unfitCover(one, wanted) === null)
    .filter(({ staffId }) => !then.some((other) => other.staffId === staffId))
    .map((one) => ({ ...one, covers: then.filter((other) => other.coverId === one.staffId).length }))
    .toSorted(
      (a, b) =>
        a.covers - b.covers ||
        a.used - b.used ||
        (a.staffId < b.staffId ? -1 : a.staffId > b.staffId ? 1 : 0),
    );
  return best?.staffId ?? null;
}

/** Why this person could not act for the clients they would cover, from when the absence begins on; null: they could. */
function unfitCover(person: PossibleCover, { from, until }: Span): AwayRefusal | null {
  const why = cannotAct({ ...person, away: [] }, { from, until, fileUntil: from });
  return why && cannotActCodes[why];
}

/**
 * Whether somebody may be away then, and who covers: whoever is named, or who is proposed. `people` are all coordinators
 * who work here, `others` the absences that touch that time or come after it, `shifts` when the person is on call.
 */
export function decideAbsence(
  wanted: Omit<Absence, 'id' | 'coverId'> & { coverId: string | null; shiftsKnown: boolean },
  {
    people,
    others,
    shifts,
    now,
  }: {
    people: readonly PossibleCover[];
    others: readonly Absence[];
    shifts: readonly MetShift[];
    now: Instant;
  },
): { ok: true; plan: { coverId: string } } | { ok: false; refusal: AwayRefused } {
  const works = (id: string) => people.some(({ staffId }) => staffId === id);
  const refuse = (code: AwayRefusal, cover = false) => ({ ok: false as const, refusal: { code, cover } });
  if (wanted.until <= wanted.from || wanted.until <= now) return refuse('end-not-later');
  if (!works(wanted.staffId)) return refuse('unknown-staff');
  const coverId = wanted.coverId ?? proposedCover(wanted, people, others);
  if (coverId === null) return refuse('no-cover');
  if (!works(coverId)) return refuse('unknown-staff', true);
  const cover = people.find(({ staffId }) => staffId === coverId);
  const clash = refusalOf({ ...wanted, coverId }, others) ?? (cover ? unfitCover(cover, wanted) : null);
  if (clash) return refuse(clash, clash !== 'absence-overlaps' && clash !== 'is-covering');
  const met = wanted.shiftsKnown ? [] : shifts.filter((shift) => overlap(shift, wanted));
  if (met.length === 0) return { ok: true, plan: { coverId } };
  return { ok: false, refusal: { code: 'on-call-then', cover: false, shifts: met } };
}

/**
 * Until when an absence counts that somebody ends before its time; one that has not begun never begins. `ended`: somebody
 * has done so already, and nothing changes.
 */
export function decideEnd(
  absence: Span & { ended: boolean },
  now: Instant,
): { ok: true; until: Instant | null } | { ok: false; refusal: 'absence-over' } {
  if (absence.ended) return { ok: true, until: null };
  if (absence.until <= now) return { ok: false, refusal: 'absence-over' };
  return { ok: true, until: Math.max(absence.from, now) };
}
