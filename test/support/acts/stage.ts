import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Login } from '../../../prisma/seed/index.ts';
import { mayDo } from '../../../src/api/permissions.ts';
import type { Operation } from '../../../src/kit/http/roles.ts';
import type { ProblemCode } from '../../../src/kit/http/problem.ts';
import { hashToken } from '../../../src/kit/token.ts';
import { type ApiRig, createApiRig, day, hour, letLook, monday } from '../api-rig.ts';

/** One request that acts, and what stands beside it: all that a key can meet with. */
export type Trial = {
  as: Login;
  path: string;
  body?: object;
  /** The same key with another content; null: the route takes none. */
  changed: { path?: string; body?: object } | null;
  /** A request of the kind that is refused, and how. */
  refused: { path?: string; body?: object; headers?: Record<string, string>; code: ProblemCode };
  /** What has to come between the refusal and the act. */
  between?: () => Promise<unknown>;
  /** Members of the reply that are shown once. */
  once?: readonly string[];
};

export type Make = (stage: Stage) => Promise<Trial>;

export type Stage = Awaited<ReturnType<typeof stageOver>>;

/** The order in which a role is looked for that may do something. */
const actors = ['supervisor', 'coordinator', 'intake', 'director', 'payer', 'ops'] as const;

/** The API over a database of its own, with somebody else for each role. */
export async function createStage() {
  const rig = await createApiRig();
  rig.clock.set(monday + hour);
  return await stageOver(rig);
}

/** What such a stage needs of the API that it stands on. */
export async function stageOver(rig: ApiRig) {
  const others = new Map<Login, string>();

  /** Somebody else of that role, by the token. */
  async function otherOf(login: Login): Promise<string> {
    const known = others.get(login);
    if (known) return known;
    const id = randomUUID();
    const role = login.replace(/\d$/, '');
    const { agencyId } = rig.agency;
    await rig.prisma.staff.create({
      data: { id, agencyId, name: `Other ${login}`, email: `${login}@others.example.org`, role },
    });
    const expiresAt = new Date(monday + 90 * day);
    await rig.prisma.accessToken.create({ data: { hash: hashToken(id), staffId: id, expiresAt } });
    others.set(login, id);
    return id;
  }

  async function ok(login: Login, path: string, body?: object): Promise<Record<string, unknown>> {
    const reply = await rig.post(login, path, body);
    if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
    return reply.body as Record<string, unknown>;
  }

  // One of them is to have all clients of the test.
  const until = new Date(monday + 60 * day).toISOString();
  for (let more = 0; more < 2; more += 1)
    await ok('supervisor', `/staff/${rig.agency.staffIds.coordinator}/caseload-overrides`, {
      ...{ level: 'rsc-i', clients: 100, until, reason: 'For the test.' },
    });

  const tables = await rig.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const everywhere = tables
    .map(
      ({ name }) => `SELECT '${name}' AS name, count(*)::int, max(xmin::text::bigint)::text FROM "${name}"`,
    )
    .join(' UNION ALL ');

  return {
    rig,
    otherOf,
    /** Addresses at which somebody else did the same under the same key. */
    ownActs: [] as string[],
    /** How much was gone of what acts named, when they were asked for again. */
    taken: { documents: 0, steps: 0 },
    /** Has the person see every client there is: what a key means is another question. */
    async letLook(staffId: string): Promise<void> {
      for (const { id } of await rig.prisma.enrollment.findMany({ select: { id: true } }))
        await letLook(rig.prisma, rig.agency.agencyId, [staffId], id);
    },
    ok,
    staff: rig.agency.staffIds,
    /** `YYYY-MM-DD`, so many days from today. */
    dayIn: (days: number) => new Date(monday + days * day).toISOString().slice(0, 10),
    instantIn: (hours: number) => new Date(monday + hour + hours * hour).toISOString(),
    actor: (operation: Operation): Login => {
      const found = actors.find((role) => mayDo(role, operation));
      if (!found) throw new Error(`nobody may do ${operation}`);
      return found;
    },
    /** An enrollment that has its coordinator. */
    async client(overrides: Parameters<ApiRig['enroll']>[0] = {}): Promise<string> {
      const id = await rig.enroll(overrides);
      await rig.assign(id);
      return id;
    },
    /** Takes a step, and answers its id. */
    async step(id: string, type: string, body: object = {}, as: Login = 'supervisor'): Promise<string> {
      const reply = await ok(as, `/enrollments/${id}/commands/${type}`, body);
      return (reply as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
    },
    /** Begins a document, and answers its id. */
    async begun(login: Login, path: string, body: object): Promise<string> {
      return (await ok(login, path, body))['documentId'] as string;
    },
    /** A request of somebody who is in none of the seeds. */
    postBy: (token: string, path: string, body: object | undefined, headers: Record<string, string>) => {
      const test = request(rig.app)
        .post(`/api/v1${path}`)
        .set('Authorization', `Bearer ${token}`)
        .set(headers);
      return body === undefined ? test : test.send(body);
    },
    /** Changes with whatever is written anywhere: of each table, how many rows, and who wrote last. */
    written: async () => JSON.stringify(await rig.prisma.$queryRawUnsafe(everywhere)),
  };
}
