import type { Instant } from '../../engine/calendar/index.ts';
import { overlap } from '../absence/absence.ts';
import { type Acting, cannotAct, type CannotActCode, cannotActCodes } from '../staff/can-act.ts';
import type { OnCallRefusal } from './refusals.ts';
import { clashOf, counts, countsUntil, presentIn, revisionOf, type Shift, type Span } from './shift.ts';

/** Somebody who might be on call: whoever is takes emergencies, so they have to be able to act all the while. */
export type Person = Acting & { staffId: string };

/** What an act is judged by: the shifts that count anywhere near it, and the people. */
export type Rota = { shifts: readonly Shift[]; people: readonly Person[]; now: Instant };

export type RotaCode = OnCallRefusal | CannotActCode | 'end-not-later' | 'version-conflict';

/** What an act changes: nothing else is ever done to a rota. */
export type Changed = { made: (Shift & { replaces: string | null })[]; cut: { id: string; at: Instant }[] };

/** `at`: of several shifts asked for, which one (from 0); `absences`: of its person, all that those shifts meet. */
export type Decided<T> =
  ({ ok: true } & T) | { ok: false; code: RotaCode; at?: number; absences?: readonly Span[] };

type NewShift = Omit<Shift, 'cutAt'>;

/** New shifts, all of them or none. */
export function decideMake(rota: Rota, wanted: readonly NewShift[], absencesKnown = false): Decided<Changed> {
  const made = wanted.map((shift) => ({ ...shift, cutAt: null, replaces: null }));
  return fitting(rota, { made, cut: [] }, absencesKnown);
}

/** A shift counts no more: what was served of it stays. */
export function decideWithdraw({ shifts, now }: Rota, id: string): Decided<Changed> {
  const shift = openShift(shifts, id, now);
  return typeof shift === 'string'
    ? { ok: false, code: shift }
    : { ok: true, made: [], cut: [{ id, at: now }] };
}

/**
 * Another person, rank or time in place of a shift. Of one that is under way the past stays as it was, and the change
 * holds from now, or from the later time that is asked for: until then whoever is on call stays so. `seen`: the revision
 * from which its author goes out.
 */
export function decideChange(
  rota: Rota,
  { id, seen }: { id: string; seen: number },
  wanted: { id: string; staffId?: string; rank?: number; from?: Instant; until?: Instant },
  absencesKnown = false,
): Decided<Changed> {
  const { shifts, now } = rota;
  const named = shifts.find((one) => one.id === id);
  if (named && revisionOf(named) !== seen) return { ok: false, code: 'version-conflict' };
  const shift = openShift(shifts, id, now);
  if (typeof shift === 'string') return { ok: false, code: shift };
  const begun = shift.from <= now;
  const { staffId = shift.staffId, rank = shift.rank, until = countsUntil(shift) } = wanted;
  const from = wanted.from ?? (begun ? now : shift.from);
  const at = begun ? Math.min(Math.max(from, now), countsUntil(shift)) : now;
  const made = [{ id: wanted.id, staffId, rank, from, until, cutAt: null, replaces: id }];
  return fitting(rota, { made, cut: [{ id, at }] }, absencesKnown);
}

/** One takes the other's shift, or each the other's. Whoever is on call when, somebody is. */
export function decideSwap(
  rota: Rota,
  { given, to, inReturn }: { given: string; to: string; inReturn: string | null },
  newIds: readonly [string, string],
): Decided<Changed> {
  const shift = futureShift(rota, given);
  if (typeof shift === 'string') return { ok: false, code: shift };
  const handed = {
    ...shift,
    id: newIds[0],
    staffId: to,
    replaces: given,
    until: countsUntil(shift),
    cutAt: null,
  };
  if (inReturn === null) return fitting(rota, { made: [handed], cut: [{ id: given, at: rota.now }] });
  const back = futureShift(rota, inReturn);
  if (typeof back === 'string') return { ok: false, code: back };
  const returned = {
    ...{ ...back, id: newIds[1], staffId: shift.staffId, replaces: inReturn },
    ...{ until: countsUntil(back), cutAt: null },
  };
  return fitting(rota, {
    made: [handed, returned],
    cut: [given, inReturn].map((id) => ({ id, at: rota.now })),
  });
}

/** Whether that swap can be asked for: what accepting it at once would say, and whose shifts they are. */
export function decideAsk(
  rota: Rota,
  by: string,
  swap: { given: string; to: string; inReturn: string | null },
  newIds: readonly [string, string],
): Decided<object> {
  const { shifts } = rota;
  if (swap.to === by) return { ok: false, code: 'swap-with-oneself' };
  const given = shifts.find(({ id }) => id === swap.given);
  if (given && given.staffId !== by) return { ok: false, code: 'not-your-shift' };
  const back = shifts.find(({ id }) => id === swap.inReturn);
  if (swap.inReturn !== null && back?.staffId !== swap.to) return { ok: false, code: 'unknown-shift' };
  const decided = decideSwap(rota, swap, newIds);
  return decided.ok ? { ok: true } : decided;
}

/** A swap that somebody has asked for, and what became of it. */
export type Swap = {
  given: string;
  inReturn: string | null;
  asker: string;
  askedOf: string;
  state: 'asked' | 'accepted' | 'declined' | 'withdrawn';
};

/**
 * Who is asked accepts or declines, who has asked may withdraw it until then; accepted, the shifts change hands with it.
 * Null: there is no such swap.
 */
export function decideSettle(
  rota: Rota,
  swap: Swap | null,
  { by, state }: { by: string; state: Exclude<Swap['state'], 'asked'> },
  newIds: readonly [string, string],
): Decided<Changed> {
  if (!swap) return { ok: false, code: 'unknown-swap' };
  const { given, inReturn, asker, askedOf: to } = swap;
  if (by !== (state === 'withdrawn' ? asker : to)) return { ok: false, code: 'not-your-swap' };
  if (swap.state !== 'asked') return { ok: false, code: 'swap-settled' };
  if (state !== 'accepted') return { ok: true, made: [], cut: [] };
  return decideSwap(rota, { given, to, inReturn }, newIds);
}

/** The shifts as they stand once the act is done. */
export function after(shifts: readonly Shift[], { made, cut }: Changed): Shift[] {
  const cutAt = new Map(cut.map(({ id, at }) => [id, at]));
  return [...shifts.map((shift) => ({ ...shift, cutAt: cutAt.get(shift.id) ?? shift.cutAt })), ...made];
}

function openShift(shifts: readonly Shift[], id: string, now: Instant): Shift | OnCallRefusal {
  const shift = shifts.find((one) => one.id === id);
  if (!shift) return 'unknown-shift';
  return shift.cutAt !== null || !counts(shift) || shift.until <= now ? 'shift-over' : shift;
}

function futureShift({ shifts, now }: Rota, id: string): Shift | OnCallRefusal {
  const shift = openShift(shifts, id, now);
  return typeof shift !== 'string' && shift.from <= now ? 'shift-begun' : shift;
}

/**
 * What is made has to fit to what stands, and to the people. A shift that meets an absence is asked back with all that its
 * person's shifts meet; where that is known it is kept, as long as they are there for some of it: the rest is a gap.
 */
function fitting(rota: Rota, changed: Changed, absencesKnown = false): Decided<Changed> {
  const { people, now } = rota;
  const standing = after(rota.shifts, { ...changed, made: [] });
  for (const [at, shift] of changed.made.entries()) {
    const refuse = (code: RotaCode) => ({ ok: false as const, code, at });
    const person = people.find(({ staffId }) => staffId === shift.staffId);
    if (!person?.works) return refuse(cannotActCodes.gone);
    if (shift.until <= shift.from) return refuse('end-not-later');
    if (shift.from < now) return refuse('shift-begun');
    for (const other of standing) {
      const clash = clashOf(shift, other);
      if (clash) return refuse(clash);
    }
    const there = presentIn(shift, person.away).length > 0;
    const why = cannotAct(absencesKnown && there ? { ...person, away: [] } : person, shift);
    if (why === 'away') {
      const theirs = changed.made.filter(({ staffId }) => staffId === person.staffId);
      const absences = person.away.filter((span) => theirs.some((one) => overlap(one, span)));
      return { ...refuse(cannotActCodes.away), absences };
    }
    if (why !== null) return refuse(cannotActCodes[why]);
    standing.push(shift);
  }
  return { ok: true, ...changed };
}
