import { RecordUnavailableError } from '../reads.ts';
import { classifyFailure } from './failures.ts';

type Query = (...args: never[]) => Promise<unknown>;

/**
 * The same queries, whose errors tell only a code: the driver's messages may quote what was asked for. Whatever may
 * pass by itself becomes RecordUnavailableError.
 */
export function guarded<T extends Record<keyof T, Query>>(queries: T): T {
  const entries = Object.entries(queries) as [string, Query][];
  return Object.fromEntries(entries.map(([name, query]) => [name, guard(name, query)])) as T;
}

function guard(name: string, query: Query): Query {
  return (...args) =>
    query(...args).catch((error: unknown) => {
      throw withoutWords(name, error);
    });
}

function withoutWords(name: string, error: unknown): Error {
  const { kind, code } = classifyFailure(error);
  if (kind === 'unavailable') return new RecordUnavailableError(`${name}: ${code}`);
  return new Error(`query ${name} failed: ${code}`);
}
