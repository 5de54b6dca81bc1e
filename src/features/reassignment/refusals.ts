import type { CannotActCode } from '../staff/can-act.ts';

/** Why somebody would not take a client in the moment of the move. */
export type PlacementRefusal = CannotActCode | 'caseload-full';

/** Why a reassignment is refused, or one client of it. */
export type MoveRefusal =
  /** The client is not with whom they are to go from. */
  'not-their-client' | 'being-moved' | 'already-there' | 'reassignment-over';
