import type { NoteRefusal } from '../../domain/notes/refusals.ts';
import type { Problem } from './problem.ts';

export const noteProblems = {} satisfies Record<NoteRefusal, Problem>;
