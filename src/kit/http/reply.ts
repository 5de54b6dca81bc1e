import type { ProblemCode } from './problem.ts';

export type FieldError = { pointer?: string; parameter?: string; detail: string };

export type Reply = { status: number; body: unknown; headers?: Record<string, string> };

/** A refusal as a value. `detail` and `errors` hold nothing of the request but the names of its fields. */
export type Refusal = {
  problem: ProblemCode;
  detail?: string;
  errors?: FieldError[];
  /** Further members of the problem document. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
};

export function refuse(problem: ProblemCode, more: Omit<Refusal, 'problem'> = {}): Refusal {
  return { problem, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'problem' in value;
}

/** A reply that is a page or a table instead of JSON. */
export function ofType(
  type: 'text/html' | 'text/csv',
  body: string,
  headers?: Record<string, string>,
): Reply {
  return ok(body, { 'Content-Type': `${type}; charset=utf-8`, ...headers });
}

export function ok(body: unknown, headers?: Record<string, string>): Reply {
  return { status: 200, body, ...(headers ? { headers } : {}) };
}
