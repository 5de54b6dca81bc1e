import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Test } from 'supertest';
import { samplePlan, signedOnPaper } from '../../../prisma/seed/index.ts';
import { type ApiRig, minute } from '../api-rig.ts';
import { clientRecord } from '../client-record.ts';
import type { PlanVersion } from '../../../src/features/plans/plan.ts';
import { filesOfKinds } from '../files-of-kinds.ts';
import { type Client, newClient, newest } from './client.ts';
import { daysAfter, localDay } from '../agency-days.ts';
import type { Consent } from './rule.ts';

/** A line of the accounting as it has to be: codes and ids. `releases`: any of these may have let it. */
export type Line = {
  enrollmentId: string;
  way: string;
  to: [string, string | null];
  content: string[];
  items: object[];
  releases: (string | null)[];
  law: string | null;
  stepId: string | null;
  at: number;
  recordedAt: number;
};

type Reply = { status: number; body: { code?: string } & Record<string, unknown> };

const pdf = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);

/** Two clients of one agency, what is done with them, and what by the rule has to come of it. */
export function leavingWorld(rig: ApiRig, harbor: string, eastSide: string) {
  const put = clientRecord(rig);
  const lines: Line[] = [];
  const tally = new Map<string, number>();
  let last: { what: string; send: () => Promise<Reply> } | null = null;
  let marks = 0;

  const world = {
    ...{ rig, harbor, eastSide, put, lines, tally },
    clients: [] as Client[],
    /** What the product said of the last step that was not taken. */
    refused: '',
    now: () => rig.clock.now(),
    mark: () => `mark-${(marks += 1)}-`,
    count: (what: string) => void tally.set(what, (tally.get(what) ?? 0) + 1),

    async enter(): Promise<Client> {
      const id = await rig.enroll();
      const client = newClient(id);
      world.clients.push(client);
      return client;
    },

    /** A step that lets nothing leave: the product alone says whether it may be; null where it may not. */
    async step(
      of: Client,
      type: string,
      body: object,
      login: Parameters<ApiRig['command']>[0] = 'coordinator',
    ) {
      const reply = await rig.command(login, of.id, type, body);
      if (reply.status >= 300) world.refused = `${type}: ${reply.text}`;
      return stepOf(reply);
    },

    /** Sends it; by the rule it leaves, with these lines, or it stays for one of these reasons. */
    async leaves(
      what: string,
      send: (key: string) => Test,
      reasons: readonly string[],
      linesOf: (stepId: string | null) => Omit<Line, 'recordedAt'>[],
    ): Promise<{ reply: Reply; stepId: string | null } | null> {
      const key = randomUUID();
      const again = async () => (await send(key)) as Reply;
      const reply = await again();
      const said = bodyOf(reply);
      const why = `${what}: ${reply.status} ${JSON.stringify(said).slice(0, 400)}`;
      if (reasons.length > 0) {
        expect(reply.status, why).toBeGreaterThanOrEqual(400);
        expect(reasons, why).toContain(said.code);
        world.count(`${what} stayed`);
        return null;
      }
      expect(reply.status, why).toBeLessThan(300);
      const stepId = stepOf(reply);
      lines.push(...linesOf(stepId).map((line) => ({ ...line, recordedAt: world.now() })));
      // What is only looked at has no key: looked at again, it leaves again.
      if (send.length > 0) last = { what, send: again };
      world.count(`${what} left`);
      return { reply, stepId };
    },

    /** The last that left, asked for once more under its key: the same answer, and nothing more has left. */
    async again(): Promise<void> {
      if (!last) return;
      const { what, send } = last;
      expect((await send()).status, what).toBeLessThan(300);
      world.count('again');
    },

    async plan(of: Client, isComplete: boolean): Promise<void> {
      const mark = world.mark();
      const begun = await rig.post('coordinator', put.path(of.id, 'plans'), planOf(mark)).expect(201);
      const { documentId: id, revision, hash } = begun.body;
      of.plans.push({ id, state: 'draft', readings: [{ revision, hash, mark }] });
      if (isComplete) await world.planAct(of, of.plans.length - 1, 'complete', {});
    },

    /** A plan of that version, completed by the step that names it. */
    async planByStep(of: Client, version: PlanVersion, type: string): Promise<void> {
      const mark = world.mark();
      const body = { ...planOf(mark), version };
      const { documentId: id } = (await rig.post('coordinator', put.path(of.id, 'plans'), body).expect(201))
        .body;
      const reply = await rig.command('coordinator', of.id, type, { plan: id, amendment: true });
      expect(reply.status, reply.text).toBe(200);
      const { revision, hash } = (await rig.get('coordinator', put.path(of.id, `plans/${id}`)).expect(200))
        .body;
      of.plans.push({ id, state: 'complete', readings: [{ revision, hash, mark }] });
    },

    /** An act on a plan that may be refused: it then is as it was. */
    async planAct(
      of: Client,
      place: number,
      act: 'edit' | 'complete' | 'strike',
      body: object,
      mark?: string,
    ) {
      const plan = of.plans[place];
      if (!plan) return;
      const reply = await rig.post('coordinator', put.path(of.id, `plans/${plan.id}/acts/${act}`), body);
      if (reply.status >= 300) return;
      const { revision, hash } = reply.body;
      plan.readings.push({ revision, hash, mark: mark ?? newest(plan).mark });
      if (act !== 'edit') plan.state = act === 'strike' ? 'struck' : 'complete';
    },

    async file(of: Client, what: string): Promise<void> {
      const bytes = Buffer.concat([pdf, Buffer.from(`%${world.mark()}\n`)]);
      const files = put.path(of.id, 'attachments');
      const body = { what, fileName: 'scan.pdf', bytes: bytes.length };
      const { attachmentId: id } = (await rig.post('coordinator', files, body).expect(201)).body;
      const octets = { 'Content-Type': 'application/octet-stream' };
      await rig.post('coordinator', `${files}/${id}/parts/0`, bytes, octets).expect(200);
      const hash = createHash('sha256').update(bytes).digest('hex');
      of.files.push({ id, what, hash, bytes, isStruck: false });
    },

    async grant(
      of: Client,
      consent: Pick<Consent, 'kind' | 'recipient' | 'purpose' | 'content'>,
      { back, lasts }: { back: number; lasts: number },
    ): Promise<void> {
      const at = world.now() - back;
      const signedOn = localDay(at);
      const lastDay = daysAfter(signedOn, lasts);
      const { kind, recipient, purpose, content } = consent;
      const id = await world.step(of, 'grantRelease', {
        ...{ recipientKind: kind, recipientName: 'As agreed', purpose, content, expiresOn: lastDay },
        ...(recipient === null ? {} : { recipient }),
        ...{ ...signedOnPaper(signedOn), ...dated(back) },
      });
      expect(id, `a consent until ${lastDay}`).not.toBeNull();
      of.consents.push({ ...consent, id: id ?? '', at, isVoid: false, lastDay, over: [] });
    },
  };

  /** What was done that long ago; now, where it was not. */
  function dated(back: number): object {
    return back === 0 ? {} : { occurredAt: new Date(world.now() - back).toISOString() };
  }

  return Object.assign(world, { dated, hour: 61 * minute + 7_000 });
}

export type World = ReturnType<typeof leavingWorld>;

export const planOf = (mark: string) => {
  const plan = samplePlan('preliminary', '2037-03-02');
  return { ...plan, sections: { ...plan.sections, strengths: [{ id: 's1', text: mark }] } };
};

/** Of an answer in bytes, too. */
function bodyOf({ body }: Pick<Reply, 'body'>): Reply['body'] {
  if (!Buffer.isBuffer(body)) return body;
  const text = String(body);
  return text.startsWith('{') ? (JSON.parse(text) as Reply['body']) : {};
}

function stepOf({ status, body }: Pick<Reply, 'status' | 'body'>): string | null {
  if (status >= 300) return null;
  const { steps } = body as { steps?: { stepId: string }[] };
  return steps?.[0]?.stepId ?? null;
}
