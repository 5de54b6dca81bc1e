import type { PlaceRefusal } from '../../engine/record/place.ts';

/** Why somebody would not take a client, as the database would say it in the moment of the move. */
export type PlacementRefusal = PlaceRefusal;

/** Why a reassignment is refused, or one client of it. */
export type MoveRefusal =
  /** The client is not with whom they are to go from. */
  'not-their-client' | 'being-moved' | 'already-there' | 'reassignment-over';
