/** Why steps about what must be written down (DO) are refused. */
export type NoteRefusal = never;
