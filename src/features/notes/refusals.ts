/** Why steps and notes about what must be written down (DO) are refused. */
export type NoteRefusal =
  | 'unknown-consultation'
  | 'not-your-note'
  | 'note-signed'
  | 'note-not-signed'
  | 'note-incomplete'
  | 'note-discarded'
  | 'nothing-to-export';
