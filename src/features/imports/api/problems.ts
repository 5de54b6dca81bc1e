import { refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that imports add. */
export const importProblems = {
  'export-too-large': refusal(
    413,
    'The export is too large',
    'Send at most 50 MB of the files that are read. A larger one is imported by whoever runs the system, with `npm run import`.',
  ),
  'export-unusable': refusal(
    422,
    'The export cannot be imported as it is',
    'Ask for its preview: that says what stands in the way, where, and what to do. Nothing was started.',
  ),
};
