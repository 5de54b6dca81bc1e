import type { Problem } from '../server/request.ts';
import { ProblemBox } from './problem-box.tsx';

/** In the place of a page that has not been read yet: room for it, or why it could not be read. */
export function Unread({ problem }: { problem: Problem | null }) {
  return problem ? <ProblemBox problem={problem} /> : <p className="unread" aria-busy="true" />;
}
