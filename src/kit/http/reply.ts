import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';

export type FieldError = { pointer?: string; parameter?: string; detail: string };

export type Reply<Status extends number = number, Body = unknown> = {
  status: Status;
  body: Body;
  headers?: Record<string, string>;
};

/** What the schema of a reply makes it from: the domain's own values, an instant as a number. */
export type BodyOf<Schema extends z.ZodType> = AsReadonly<z.output<Schema>>;

type AsReadonly<T> = T extends readonly (infer Item)[]
  ? readonly AsReadonly<Item>[]
  : T extends object
    ? { [Name in keyof T]: AsReadonly<T[Name]> }
    : T;

/** A refusal as a value. `detail` and `errors` hold nothing of the request but the names of its fields. */
export type Refusal = {
  problem: ProblemCode;
  detail?: string;
  errors?: FieldError[];
  /** The key is somebody else's, and nothing was done: the door asks again under one of its sender's own. */
  anothersKey?: true;
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
): Reply<200, string> {
  return ok(body, { 'Content-Type': `${type}; charset=utf-8`, ...headers });
}

export function ok<Body>(body: Body, headers?: Record<string, string>): Reply<200, Body> {
  return reply(200, body, headers);
}

export function reply<Status extends number, Body>(
  status: Status,
  body: Body,
  headers?: Record<string, string>,
): Reply<Status, Body> {
  return { status, body, ...(headers ? { headers } : {}) };
}
