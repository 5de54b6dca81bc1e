/**
 * Every problem of the product, by its code. Each feature has a table of its own; `src/api/problems.ts` puts them together and
 * declares the codes here, so that a code without an entry compiles nowhere.
 */
export interface ProblemTable {}

export type ProblemCode = keyof ProblemTable;

export type Problem = {
  status: number;
  title: string;
  /** True when the very same request may succeed later. */
  retryable: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** What its reader can do about it; shown at `/problems/<code>`. */
  remedy: string;
};

/** A refusal that comes again, whatever the time, until the request changes. */
export function refusal(status: number, title: string, remedy: string): Problem {
  return { status, title, retryable: false, logLevel: 'info', remedy };
}

/** The URI (a path of the API) that names a kind of problem. */
export function problemType(code: ProblemCode): string {
  return `/problems/${code}`;
}

/** What a code that was stored says now, and by which code. */
export type ProblemNow = (stored: string) => Problem & { code: ProblemCode };

/** The entry of a code; typed as Problem, so that callers need not know the literal. */
export type ProblemOf = (code: ProblemCode) => Problem;
