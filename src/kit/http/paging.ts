import { z } from 'zod';
import type { RouteContext } from './context.ts';

const limit = z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items of a page' });
const cursor = z
  .string()
  .max(1000)
  .optional()
  .meta({ description: '`nextCursor` of the page before, with the same filters' });

/** What a list is asked for beside its filters. */
export const pageQuery = { limit, cursor };

/** A page of a list, whose cursor leads to the next one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type Page<After> = {
  after: After | undefined;
  /** `rows` holds one more than the page when there is a next one. */
  close<Row, Item>(
    rows: readonly Row[],
    limit: number,
    place: (row: Row) => After,
    render: (row: Row) => Item,
  ): { items: Item[]; nextCursor: string | null };
};

/**
 * A page of a list. The cursor is signed together with what was asked (list, agency, filters), so one that was made
 * up, or taken from another question, is null here.
 */
export function openPage<After>(
  { keyed }: Pick<RouteContext, 'keyed'>,
  question: unknown,
  cursor: string | undefined,
): Page<After> | null {
  const after = cursor === undefined ? undefined : (keyed.readCursor(question, cursor) as After | undefined);
  if (cursor !== undefined && after === undefined) return null;
  return {
    after,
    close(rows, limit, place, render) {
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { items: shown.map(render), nextCursor: more ? keyed.writeCursor(question, place(last)) : null };
    },
  };
}
