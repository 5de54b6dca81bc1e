import type { Instant } from '../calendar/index.ts';

/** What an open enrollment takes up of its coordinator's caseload (ST-4). */
export type Place = {
  staffId: string;
  level: string;
  /** Of a whole caseload. */
  share: number;
  /** Of an emergency, until somebody is assigned to stay (IN-8): counts for nothing. */
  provisional: boolean;
  /** When its coordinator was named last. */
  since: Instant;
};

/** Why nobody takes that client (ST-2, ST-4). The database says so, in the moment in which it is written. */
export type PlaceRefusal = 'caseload-full' | 'staff-file-incomplete' | 'coordinator-absent';
