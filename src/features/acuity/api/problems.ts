import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const acuityProblems = {
  'unknown-instrument': refusal(
    422,
    "It is not the policy's form of the Acuity Index",
    "Answer the form that the enrollment's policy profile names, or send the bare score of a paper form.",
  ),
  'score-disagrees': refusal(
    422,
    'The answers come to another score',
    'Look at the answers again, or leave the score out: it is worked out from them.',
  ),
  'not-an-index': refusal(
    422,
    'There is no such Acuity Index',
    'Name the step that scored the index the transfer rests on.',
  ),
  'needs-supervisor': refusal(
    403,
    'A supervisor has to decide this',
    'Ask a supervisor, who enters it if it is approved.',
  ),
} satisfies Record<string, Problem>;
