import { Prisma } from './generated/client.ts';

export const clientColumns = {
  select: { id: true, reference: true, givenName: true, familyName: true, birthDate: true },
} as const;

/** The same of a client `c` in a statement, as one column. */
export const clientJson = Prisma.sql`json_build_object('id', c.id, 'reference', c.reference,
  'givenName', c.given_name, 'familyName', c.family_name, 'birthDate', c.birth_date)`;

/** Epoch ms of a column that may be empty. */
export function instantOrNull(date: Date | null): number | null {
  return date === null ? null : date.getTime();
}

/** A JSON column that holds an object; anything else reads as an empty one. */
export function jsonObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** An open obligation that is past its due instant; whatever was announced. */
export function overdueAt(now: number) {
  return { closedAt: null, superseded: false, due: { lt: new Date(now) } };
}
