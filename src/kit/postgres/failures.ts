import pg from 'pg';
import { Prisma } from './generated/client.ts';

/** What went wrong with a statement, without a word of what was being stored. */
export type DatabaseFailure =
  /** A key, a reference or a rule stood in the way; `constraint` is its name in the database. */
  | { kind: 'unique' | 'reference' | 'check'; constraint: string; code: string }
  /** The database is away, too busy, or gave up; whether a commit arrived is unknown. Worth asking again. */
  | { kind: 'unavailable'; code: string }
  /** It will fail in the same way again: the data or the program is wrong. */
  | { kind: 'refused'; code: string };

/** SQLSTATE classes that no repetition cures: bad data, broken integrity, wrong SQL or schema. */
const lastingClasses = new Set(['22', '23', '42']);

/** Sorts what Prisma or the driver threw. Everything that is not known to be lasting counts as `unavailable`. */
export function classifyFailure(error: unknown): DatabaseFailure {
  if (error instanceof Prisma.PrismaClientValidationError || error instanceof TypeError) {
    return { kind: 'refused', code: error.name };
  }
  const cause = driverCause(error);
  const code = cause?.originalCode ?? cause?.kind ?? codeOf(error);
  const constraint = cause?.constraint?.index ?? constraintOf(error);
  if (code === '23505') return { kind: 'unique', constraint, code };
  if (code === '23503') return { kind: 'reference', constraint, code };
  if (code === '23514') return { kind: 'check', constraint, code };
  if (lastingClasses.has(code.slice(0, 2))) return { kind: 'refused', code };
  return { kind: 'unavailable', code };
}

type DriverCause = { originalCode?: string; kind?: string; constraint?: { index?: string } };

/** Where Prisma 7 keeps the driver's own account of an error. */
function driverCause(error: unknown): DriverCause | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const wrapped = error.meta?.['driverAdapterError'] as { cause?: DriverCause } | undefined;
  return wrapped?.cause;
}

/** The driver's own errors, of statements that went past Prisma. */
function constraintOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.constraint ?? '') : '';
}

/** Errors of the pool have no code; their class is all that may be told. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.constructor.name;
}
