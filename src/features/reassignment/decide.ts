import type { MoveRefusal } from './refusals.ts';
import { type CannotAct, type CannotActCode, cannotActCodes } from '../staff/can-act.ts';

/** How far one client of a reassignment has come. */
export const moveStates = ['waiting', 'moved', 'refused', 'left'] as const;
export type MoveState = (typeof moveStates)[number];

/** Clients of one coordinator, each with whom they are to go to. */
export type Wanted = { from: string; items: readonly { enrollmentId: string; to: string }[] };

/** How things stand with those a reassignment is about. */
export type Present = {
  /** Staff of the agency, as far as they are named: why they could take no client; null: they could. */
  people: readonly { staffId: string; cannot: CannotAct | null }[];
  /** Enrollments that are with the one they are to go from. */
  theirs: ReadonlySet<string>;
  /** Enrollments that another reassignment moves already. */
  moving: ReadonlySet<string>;
};

/** `items`: places in the list of those it is about; none: it is about whom they go from. */
export type PlanRefused = { code: CannotActCode | MoveRefusal; items: number[] };

/** Whether clients of one coordinator may go to those others (ST-4): all of the list, or nothing of it. */
export function decideReassignment(
  { from, items }: Wanted,
  { people, theirs, moving }: Present,
): { ok: true; plan: null } | { ok: false; refusal: PlanRefused } {
  const refuse = (code: PlanRefused['code'], wrong: (item: Wanted['items'][number]) => boolean) => {
    const places = items.flatMap((item, place) => (wrong(item) ? [place] : []));
    return places.length > 0 ? { code, items: places } : null;
  };
  if (!people.some(({ staffId }) => staffId === from))
    return { ok: false, refusal: { code: 'unknown-staff', items: [] } };
  const known = new Map(people.map((one) => [one.staffId, one.cannot]));
  const whyNot = (to: string) => (known.has(to) ? (known.get(to) ?? null) : 'gone');
  const first = items.map(({ to }) => whyNot(to)).find((why) => why !== null);
  const refusal =
    refuse('already-there', ({ to }) => to === from) ??
    (first ? refuse(cannotActCodes[first], ({ to }) => whyNot(to) === first) : null) ??
    refuse('not-their-client', ({ enrollmentId }) => !theirs.has(enrollmentId)) ??
    refuse('being-moved', ({ enrollmentId }) => moving.has(enrollmentId));
  return refusal ? { ok: false, refusal } : { ok: true, plan: null };
}

/** What a move has to know of its client at the moment. */
export type ClientToMove = {
  version: number;
  coordinatorId: string | null;
  /** Steps that wait for Temporal: they come first. */
  pendingSteps: number;
  /** Why the new coordinator can take nobody by now; null: they can. */
  cannot: CannotAct | null;
};

/** Whether a client's turn has come: their step is sent at that version, waits for others, or is refused by that name. */
export function decideMove(
  client: ClientToMove | null,
  from: string,
): { send: number } | 'wait' | { refused: 'not-found' | 'not-their-client' | CannotActCode } {
  if (!client) return { refused: 'not-found' };
  if (client.pendingSteps > 0) return 'wait';
  // Whoever has moved the client meanwhile has had a reason to.
  if (client.coordinatorId !== from) return { refused: 'not-their-client' };
  return client.cannot === null ? { send: client.version } : { refused: cannotActCodes[client.cannot] };
}
