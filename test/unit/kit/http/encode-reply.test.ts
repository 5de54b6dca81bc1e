import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemOf } from '../../../../src/api/problems.ts';
import { encodeReply, ReplyMismatchError } from '../../../../src/kit/http/encode-reply.ts';
import { failureHandler } from '../../../../src/kit/http/failures.ts';
import { ok, type Reply, reply } from '../../../../src/kit/http/reply.ts';
import { signer } from '../../../../src/kit/http/reply-parts.ts';
import { route } from '../../../../src/kit/http/route.ts';
import { instantIn, instantOut } from '../../../../src/kit/http/dates.ts';

const at = Date.parse('2037-03-02T15:00:00.120Z');
const schema = z.strictObject({
  at: instantOut,
  until: instantOut.nullable(),
  by: signer,
  words: z.record(z.string(), z.string().max(20)).optional(),
});
const replies = {
  200: { description: 'JSON', schema },
  201: { description: 'A table', schema: z.string(), type: 'text/csv' as const },
};
const by = { staffId: 's-1', role: 'coordinator', agencyId: 'a-1' };

/** Where an answer does not fit; nothing where it does. */
function misfitsOf(answer: Reply): readonly string[] {
  try {
    encodeReply({ replies }, answer);
    return [];
  } catch (error) {
    if (error instanceof ReplyMismatchError) return error.misfits;
    throw error;
  }
}

describe('a reply', () => {
  it('is made from instants as numbers, and leaves the agency of an author out', () => {
    expect(encodeReply({ replies }, ok({ at, until: null, by }, { ETag: '"1"' }))).toEqual({
      status: 200,
      body: { at: '2037-03-02T15:00:00.120Z', until: null, by: { staffId: 's-1', role: 'coordinator' } },
      headers: { ETag: '"1"' },
    });
  });

  it('that is no JSON leaves as it is', () => {
    const table = Buffer.from('a,b\n');
    expect(encodeReply({ replies }, reply(201, table)).body).toBe(table);
  });

  it('that does not fit is not sent, and says where without a value or a key of the data', () => {
    expect(misfitsOf(ok({ at, until: null, by, surname: 'Brandywine' }))).toEqual(['unrecognized_keys at /']);
    expect(misfitsOf(ok({ at: '2037-03-02', until: null, by }))).toEqual(['invalid_type at /at']);
    const words = { 'ottilie-brandywine': 'Lives under the bridge on 5th Street' };
    expect(misfitsOf(ok({ at, until: null, by, words }))).toEqual(['too_big at /words/*']);
    expect(misfitsOf(reply(204, null))).toEqual(['undocumented status 204']);
  });

  it('that does not fit is a 500 without a stack, and a log line without values', async () => {
    const lines: string[] = [];
    const app = express();
    app.locals['problemOf'] = problemOf;
    app.get('/', () => encodeReply({ replies }, ok({ at, until: 'Brandywine', by })));
    app.use(failureHandler(pino({}, { write: (line: string) => void lines.push(line) })));
    const answer = await request(app).get('/').expect(500);
    expect(answer.body).toMatchObject({ code: 'internal' });
    expect(answer.text).not.toContain('encode');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      name: 'ReplyMismatchError',
      misfits: ['invalid_type at /until'],
    });
    expect(lines[0]).not.toMatch(/Brandywine|stack|\.ts/);
  });
});

describe('the compiler', () => {
  const rest = { method: 'get', path: '/', tag: '', summary: '', operation: null, replies } as const;

  it('holds a handler to what the schema of its status is made from, no less and no more', () => {
    route({ ...rest, id: 'whole', handle: async () => ok({ at, until: null, by }) });
    route({ ...rest, id: 'table', handle: async () => reply(201, 'a,b') });
    // @ts-expect-error -- text, where the schema makes the text from a number
    route({ ...rest, id: 'text', handle: async () => ok({ at: '2037', until: null, by }) });
    // @ts-expect-error -- `until` is missing
    route({ ...rest, id: 'missing', handle: async () => ok({ at, by }) });
    // @ts-expect-error -- no such status
    route({ ...rest, id: 'status', handle: async () => reply(202, { at, until: null, by }) });
    const deep = { at, until: null, by: { ...by, surname: 'Brandywine' } };
    // @ts-expect-error -- a member that the schema does not name, however deep
    route({ ...rest, id: 'surplus', handle: async () => ok(deep) });
    expect(misfitsOf(ok(deep))).toEqual(['unrecognized_keys at /by']);
  });
});

describe('an instant', () => {
  it('comes in with any offset and goes out in UTC, and nothing that is none passes', () => {
    expect(z.decode(instantIn('happened'), '2037-03-02T09:00:00-06:00')).toBe(
      Date.parse('2037-03-02T15:00:00Z'),
    );
    expect(z.encode(instantOut, at)).toBe('2037-03-02T15:00:00.120Z');
    expect(z.decode(instantOut, '2037-03-02T15:00:00.120Z')).toBe(at);
    for (const text of ['2037-03-02T09:00:00', '2037-02-30T09:00:00Z', 'soon'])
      expect(instantIn('happened').safeParse(text).success, text).toBe(false);
    for (const number of [NaN, Infinity])
      expect(z.safeEncode(instantOut, number).success, String(number)).toBe(false);
  });
});
