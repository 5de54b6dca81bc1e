import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';
import { atDoor, type Door } from './door.ts';
import { type FieldError, type Refusal, refuse } from './reply.ts';

const mostErrors = 20;
const plainName = /^[\w.:-]{1,60}$/;

/** Checks a body; a refusal points at each wrong field by JSON pointer. */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown, door: Door): { value: T } | Refusal {
  const result = atDoor(door, () => schema.safeParse(body));
  if (result.success) return { value: result.data };
  const issues = result.error.issues.flatMap(innermost);
  const errors = issues.flatMap((issue) =>
    located(issue).map((path): FieldError => ({ pointer: pointerOf(path), detail: describe(issue) })),
  );
  return refuse(codeOf(issues, 'invalid-field'), { errors: errors.slice(0, mostErrors) });
}

/** Checks query parameters or headers; a refusal names each wrong one. */
export function checkParameters<T>(
  schema: z.ZodType<T>,
  values: unknown,
  door: Door,
): { value: T } | Refusal {
  const result = atDoor(door, () => schema.safeParse(values));
  if (result.success) return { value: result.data };
  const errors = result.error.issues.flatMap((issue) =>
    located(issue).map((path): FieldError => {
      const name = String(path[0] ?? '');
      return { ...(plainName.test(name) ? { parameter: name } : {}), detail: describe(issue) };
    }),
  );
  return refuse(codeOf(result.error.issues, 'invalid-parameter'), { errors: errors.slice(0, mostErrors) });
}

/** What all of it is refused with: where a kind of dates has a word of its own for it, that. */
function codeOf(issues: readonly z.core.$ZodIssue[], otherwise: ProblemCode): ProblemCode {
  const codes = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys' && otherwise === 'invalid-field') return 'unknown-field';
    const own: unknown = issue.code === 'custom' ? issue.params?.['problem'] : undefined;
    return (own as ProblemCode | undefined) ?? otherwise;
  });
  const [first = otherwise] = codes;
  return codes.every((code) => code === first) ? first : otherwise;
}

/** Of a value that has several forms, what is wrong with the one that was meant, where only one is of its type. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter(
    (form) => !form.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  if (meant.length !== 1) return [issue];
  return (meant[0] ?? []).flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] }));
}

/** RFC 6901 pointer of a path; it ends early at a name that is no plain word, which could be anything. */
function pointerOf(path: readonly PropertyKey[]): string {
  const end = path.findIndex((part) => !plainName.test(String(part)));
  return path
    .slice(0, end < 0 ? undefined : end)
    .map((part) => `/${String(part)}`)
    .join('');
}

function located(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** What is wrong, in words that come from the schema alone: never from the value. */
function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not known here';
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing: ${kind(issue.expected)}`
        : `has the wrong type: ${kind(issue.expected)}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'has none of the allowed forms';
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'is empty' : `is too short: at least ${String(issue.minimum)}`;
      return `is too small: at least ${String(issue.minimum)}`;
    case 'too_big':
      return `is too big: at most ${String(issue.maximum)}`;
    case 'invalid_format':
      return (
        formats[issue.format] ??
        (issue.message.startsWith('holds') ? issue.message : 'does not have the right form')
      );
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}

const formats: Record<string, string> = {
  datetime: 'must be an ISO 8601 instant with its UTC offset',
  date: 'must be an existing date, YYYY-MM-DD',
  uuid: 'must be a UUID',
};

function kind(expected: string): string {
  return expected === 'int' ? 'a whole number is needed' : `${expected} is needed`;
}
