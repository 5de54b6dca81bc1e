import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { enclosuresFor, type Login, seedAgency } from '../../../prisma/seed/index.ts';
import type { RequestDocument } from '../../../src/engine/policy/request-documents.ts';
import { type Stage, stageOver } from '../acts/stage.ts';
import { type ApiRig, day, hour, letLook, monday } from '../api-rig.ts';
import type { Document } from '../fields.ts';
import { readAt, replacing } from '../reading-first.ts';
import type { realSystem } from '../real-system.ts';
import { stem, withWords, type Words } from './words.ts';

type Reply = { status: number; text: string; headers: Record<string, string>; body: unknown };

const dated = /^(20\d\d-\d\d-\d\d)(T[\d:.]+Z?)?$/;
const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
const replaced = replacing.map(({ path }) => patternOf(path));

/**
 * The stage of the acts' trials on a running system: days of the trials are those of today, and whatever people write in a request
 * has a planted word in it. `refused` are the answers that took nothing: what they say is searched as well.
 */
export async function realStage(system: Awaited<ReturnType<typeof realSystem>>, words: Words) {
  const { prisma, agency } = system;
  const otherAgency = await seedAgency(prisma, { now: Date.now(), slug: 'other', name: 'Another County' });
  const document = (await (await fetch(`${system.url}/openapi.json`)).json()) as Document;
  const posts = Object.entries(document.paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    return post && schema
      ? [{ pattern: patternOf(path.replace('/api/v1', '')), id: post.operationId, schema }]
      : [];
  });
  // Whole days, so that today of the trials is today, or yesterday where it is today in few places yet.
  const days = Math.floor((Date.now() - 12 * hour) / day) - Math.floor(monday / day);
  const refused: string[] = [];
  /** Which requests were taken with their words, by operation. */
  const taken = new Set<string>();
  const asked = new Set<string>();

  const moved = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const [, on, at = ''] = dated.exec(value) ?? [];
      return on === undefined ? value : new Date(Date.parse(on) + days * day).toISOString().slice(0, 10) + at;
    }
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moved(member)]));
  };

  async function once(
    token: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Reply> {
    const all: Record<string, string> = { 'Idempotency-Key': randomUUID(), ...headers };
    if (all['If-Match'] === undefined && replaced.some((one) => one.test(path))) {
      const read = await request(system.url)
        .get(`/api/v1${readAt(path)}`)
        .set('Authorization', `Bearer ${token}`);
      all['If-Match'] = read.headers['etag'] ?? '"0"';
    }
    const test = request(system.url).post(`/api/v1${path}`).set('Authorization', `Bearer ${token}`).set(all);
    const reply = await (body === undefined ? test : test.send(body as object));
    // Who is referred and looks like somebody is shown whom: that refusal is an answer with names, to who may read them.
    if (reply.status >= 400 && !reply.text.includes('"looks-alike"')) refused.push(reply.text);
    return reply;
  }

  /** With a word in every text; where a rule is against that, in fewer; and then without. */
  async function post(
    token: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const of = posts.find(({ pattern }) => pattern.test(path));
    if (!of || body === undefined || Buffer.isBuffer(body)) return once(token, path, body, headers);
    const plain = moved(body);
    const plant = (at: string) => words.word(`${of.id} ${at}`);
    // What a rule keeps from being said here is left out; where it does not say what, all that was not there before.
    let leftOut: Set<string> | 'all' = new Set<string>();
    for (let tries = 0; tries < 5; tries += 1) {
      const full = withWords(document, of.schema, plain, { plant, leftOut });
      if (!JSON.stringify(full).includes(stem)) break;
      asked.add(of.id);
      const reply = await somebodyElse(full, await once(token, path, full, headers), (other) =>
        once(token, path, other, headers),
      );
      if (reply.status < 400) {
        taken.add(of.id);
        return reply;
      }
      if (![400, 409, 422].includes(reply.status)) return reply;
      if (leftOut === 'all') break;
      const named = namedBy(reply).filter((one) => leftOut !== 'all' && !leftOut.has(one));
      leftOut = named.length === 0 ? 'all' : new Set([...leftOut, ...named]);
    }
    return once(token, path, plain, headers);
  }

  const tokenOf = (login: Login) => agency.tokens[login];
  let clients = 0;
  const rig = {
    ...{ prisma, agency, otherAgency, seal: undefined },
    // Its time is the trials': what it is set to would be another than the system's.
    clock: { now: () => monday + hour, set: () => undefined },
    get: (login: Login, path: string) =>
      request(system.url)
        .get(`/api/v1${path}`)
        .set('Authorization', `Bearer ${tokenOf(login)}`),
    post: (login: Login, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      sent(post(tokenOf(login), path, body, headers)),
    command: (login: Login, id: string, type: string, body: object = {}) =>
      sent(post(tokenOf(login), `/enrollments/${id}/commands/${type}`, body)),
    async enroll(overrides: { client?: object; referral?: object } = {}): Promise<string> {
      clients += 1;
      const client = { reference: `T-${clients}`, givenName: 'Ottilie', familyName: 'Brandywine' };
      const body = {
        client: { ...client, ...overrides.client },
        referral: { level: 'rsc-i', emergency: false, ...overrides.referral },
      };
      const reply = await post(tokenOf('intake'), '/enrollments', body);
      if (reply.status !== 201) throw new Error(`no enrollment: ${reply.text}`);
      const { enrollmentId } = reply.body as { enrollmentId: string };
      await rig.letLook(enrollmentId);
      return enrollmentId;
    },
    async letLook(enrollmentId: string): Promise<void> {
      const { intake, coordinator, coordinator2, coordinator3 } = agency.staffIds;
      await letLook(prisma, agency.agencyId, [intake, coordinator, coordinator2, coordinator3], enrollmentId);
    },
    async assign(id: string): Promise<void> {
      const body = { coordinatorId: agency.staffIds.coordinator };
      const reply = await post(tokenOf('supervisor'), `/enrollments/${id}/commands/assignCoordinator`, body);
      if (reply.status !== 200) throw new Error(`not assigned: ${reply.text}`);
    },
    async enclosing(
      id: string,
      documents: readonly RequestDocument[] = ['sccp', 'placement-criteria'],
      login: Login = 'coordinator',
    ) {
      const ask = async (path: string, body?: object | Buffer): Promise<unknown> => {
        const bytes = Buffer.isBuffer(body) ? { 'Content-Type': 'application/octet-stream' } : {};
        const reply: Reply = await (body ? post(tokenOf(login), path, body, bytes) : rig.get(login, path));
        if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
        return reply.body;
      };
      return await enclosuresFor(ask, id, documents, new Date(monday).toISOString().slice(0, 10));
    },
  };
  const stage: Stage = await stageOver(rig as unknown as ApiRig);
  return { stage, document, post, refused, taken, asked, otherAgency };
}

/** Of whom the client looks like, it is said that they are somebody else. */
async function somebodyElse(
  sent: unknown,
  reply: Reply,
  again: (body: unknown) => Promise<Reply>,
): Promise<Reply> {
  if (reply.status !== 409 || !reply.text.includes('"looks-alike"')) return reply;
  type Candidates = { candidates: Record<'own' | 'others', { clientId: string }[]> };
  const { own, others } = (JSON.parse(reply.text) as Candidates).candidates;
  const body = sent as { client: object };
  const differentFrom = [...own, ...others].map(({ clientId }) => clientId);
  return await again({ ...body, client: { ...body.client, differentFrom } });
}

/** The places that a refusal names. */
function namedBy({ text }: Reply): string[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { pointer?: string }[] };
  return errors.flatMap(({ pointer }) => (pointer === undefined ? [] : [pointer]));
}

/** As supertest's, but sent at once. */
function sent(answered: Promise<Reply>) {
  return Object.assign(answered, {
    async expect(status: number): Promise<Reply> {
      const reply = await answered;
      if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.text}`);
      return reply;
    },
  });
}
