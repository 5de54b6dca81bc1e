import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const noteProblems = {
  'unknown-consultation': refusal(
    422,
    'There is no such consultation',
    'Name the consultation by the step that began it (`consultSupervisor`).',
  ),
  'not-your-note': refusal(
    403,
    'The note is somebody else’s',
    'Its author writes and signs it. Once it is signed, add an addendum of your own.',
  ),
  'note-signed': refusal(
    409,
    'The note is signed',
    'A signed note is never rewritten: add an addendum, dated and signed by you.',
  ),
  'note-not-signed': refusal(
    409,
    'The note is not signed yet',
    'Its author goes on with the draft; an addendum follows a signature.',
  ),
  'note-incomplete': refusal(
    422,
    'The note lacks something',
    'Write what "errors" points at, then sign again.',
  ),
  'nothing-to-export': refusal(
    409,
    'Every service is in a batch already',
    'Nothing is to be exported; `/mis/outstanding` says what is still to be entered.',
  ),
  'unknown-note': refusal(
    422,
    'There is no such struck-out note',
    'Strike the note out in the file it does not belong to; then name it where it is written anew.',
  ),
  'note-discarded': refusal(409, 'The draft was discarded', 'Begin a new note.'),
} satisfies Record<string, Problem>;
