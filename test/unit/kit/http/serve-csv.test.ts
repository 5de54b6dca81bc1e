import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csvList } from '../../../../src/kit/http/csv-list.ts';
import { instantOut } from '../../../../src/kit/http/dates.ts';
import { pageOf, pageQuery } from '../../../../src/kit/http/paging.ts';
import { isRefusal, ok, refuse } from '../../../../src/kit/http/reply.ts';
import { route } from '../../../../src/kit/http/route.ts';
import { csvReply, mostRows } from '../../../../src/kit/http/serve-csv.ts';
import type { ListTaken } from '../../../../src/kit/list-taken.ts';
import { calendarOf } from '../../../support/policies.ts';

const schema = pageOf(
  z.strictObject({ enrollmentId: z.string(), words: z.array(z.string()), at: instantOut }),
);
const at = Date.parse('2037-03-02T15:00:00Z');
const caller = { staffId: 's-1', role: 'supervisor', agencyId: 'a-1' } as never;

/** A list of so many rows, whose every second row is of one client. */
function listOf(rows: number) {
  const asked: unknown[] = [];
  const served = route({
    ...{ id: 'listThings', method: 'get', path: '/things', tag: 'Things', summary: 'Things' },
    operation: null,
    query: z.strictObject({ level: z.string().optional(), ...pageQuery }),
    replies: { 200: { description: 'A page', schema } },
    csv: csvList(schema, {
      list: 'things',
      rows: ({ items }) => items,
      enrollmentId: (row) => row.enrollmentId,
      columns: { words: ({ words }) => words, at: (row) => row.at },
    }),
    async handle({ query }) {
      asked.push(query);
      const from = Number(query.cursor ?? 0);
      const items = Array.from({ length: Math.min(query.limit, rows - from) }, (_, n) => ({
        enrollmentId: (from + n) % 2 === 0 ? 'one' : String(from + n),
        words: [`w${from + n}`, '=1'],
        at,
      }));
      const next = from + query.limit;
      return ok({ items, nextCursor: next < rows ? String(next) : null });
    },
  });
  const { csv } = served;
  if (!csv) throw new Error('no table');
  return { served: { ...served, csv }, asked };
}

async function take(rows: number, keep: (taken: ListTaken) => Promise<void>) {
  const { served, asked } = listOf(rows);
  const input = {
    ...{ caller, params: {}, body: undefined, key: undefined, expectedVersion: undefined, codes: null },
    query: { level: 'cm', limit: 50, cursor: undefined },
  };
  const reply = await csvReply(served, input, { calendar: calendarOf(), keep, now: at });
  if (isRefusal(reply)) throw new Error(reply.problem);
  return { reply, lines: reply.body.split('\r\n'), asked };
}

describe('a list as a table', () => {
  it('has all pages, names no filter in its name, and is on record with whose rows they were', async () => {
    const kept: ListTaken[] = [];
    const { reply, lines, asked } = await take(450, async (taken) => void kept.push(taken));
    expect(asked).toHaveLength(3);
    expect(lines.slice(0, 2)).toEqual(['\uFEFFwords,at', 'w0; =1,2037-03-02 09:00']);
    expect(lines).toHaveLength(452);
    expect(reply.headers).toMatchObject({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="things-2037-03-02.csv"',
    });
    expect(kept).toMatchObject([{ list: 'things', rows: 450, cut: false, filters: { level: 'cm' }, at }]);
    expect(kept[0]?.filters).not.toHaveProperty('limit');
    expect(kept[0]?.enrollmentIds).toHaveLength(226);
  });

  it('says in its last line what was left off, and on record', async () => {
    const kept: ListTaken[] = [];
    const { lines } = await take(mostRows + 1, async (taken) => void kept.push(taken));
    expect(lines.at(-2)).toMatch(/^Only the first 5000 rows are here: .*,$/);
    expect(lines).toHaveLength(mostRows + 3);
    expect(kept).toMatchObject([{ rows: mostRows, cut: true }]);
    const whole = await take(mostRows, async (taken) => void kept.push(taken));
    expect(whole.lines).toHaveLength(mostRows + 2);
    expect(kept[1]).toMatchObject({ rows: mostRows, cut: false });
  });

  it('does not leave without its record', async () => {
    const away = async () => {
      throw new Error('away');
    };
    await expect(take(3, away)).rejects.toThrow('away');
  });

  it('is refused as the list is', async () => {
    const { served } = listOf(1);
    const refusing = { ...served, handle: async () => refuse('not-found') };
    const input = { caller, params: {}, query: {}, body: undefined, key: undefined } as never;
    const kept: unknown[] = [];
    const asked = {
      calendar: calendarOf(),
      keep: async (taken: ListTaken) => void kept.push(taken),
      now: at,
    };
    expect(await csvReply(refusing, input, asked)).toEqual(refuse('not-found'));
    expect(kept).toEqual([]);
  });
});
