import type { Instant } from '../../engine/calendar/index.ts';
import type { CodeLists } from '../../engine/policy/code-lists.ts';

/** What is known while a request is read: by it dates and words are judged that come in. */
export type Door = {
  now: Instant;
  /** The agency's date, `YYYY-MM-DD`; null until a field asks for it. */
  today: string | null;
  /** Whether a field asked for the date: then the request is read again, with it. */
  asksForToday: boolean;
  /** The codes of the agency; null until a field asks for them. */
  codes: CodeLists | null;
  asksForCodes: boolean;
};

let open: Door | null = null;

/**
 * Reads what comes in. Schemas make replies as well, of what was kept under older rules: only in here do they hold
 * words and dates to the rules of today. Reading is synchronous, so no other request is judged by this one's door.
 */
export function atDoor<T>(door: Door, read: () => T): T {
  const before = open;
  open = door;
  try {
    return read();
  } finally {
    open = before;
  }
}

/** The door of the request that is being read; null: nothing comes in. */
export function doorNow(): Door | null {
  return open;
}
