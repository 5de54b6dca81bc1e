import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { payerConsent, signedOnPaper } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, minute, monday } from '../support/api-rig.ts';
import { clientRecord } from '../support/client-record.ts';
import { deliverWaiting } from '../support/deliver-waiting.ts';

let rig: ApiRig;
let put: ReturnType<typeof clientRecord>;
beforeAll(async () => {
  rig = await createApiRig({ tokenDays: 3_650 });
  put = clientRecord(rig);
});
afterAll(() => rig?.close());

const away = { status: 'unavailable', unknown: true, away: 'engine' } as const;
const runs = process.env['TEST_LONG'] ? 1_000 : 50;

const stops = ['revokeRelease', 'endRelease', 'voidStep'] as const;
const often = <T>(weight: number, value: T) => ({ weight, arbitrary: fc.constant(value) });
const anyAct = fc.oneof(
  often(5, 'away' as const),
  often(2, 'back' as const),
  often(6, 'ask' as const),
  often(2, 'hand' as const),
  often(2, 'read' as const),
  often(1, 'again' as const),
  // The last is taken in, or recorded, at the same time at which what waits is brought.
  ...(['stop', 'stop', 'stop while back'] as const).map((one) => often(2, one)),
);

it(
  '[RF-3] a consent that ends while requests wait for Temporal, in any order: what was not on record by then leaves no more, and what left has one row',
  { timeout: 3_600_000 },
  async () => {
    const tally = new Map<string, number>();
    let id = '';
    let orders = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { minLength: 6, maxLength: 14 }),
        fc.constantFrom(...stops),
        fc.boolean(),
        async (acts, stop, isAway) => {
          // A record that grows without end is slow to read, and shows nothing more.
          if (orders % 20 === 0) id = await enclosing();
          orders += 1;
          rig.clock.set(monday + orders * 120 * minute);
          const one = await consented(id, stop, (what) => tally.set(what, (tally.get(what) ?? 0) + 1));
          for (const act of isAway ? ['away' as const, ...acts] : acts) await one.does(act);
          await one.does('back');
          await one.does('stop');
        },
      ),
      { numRuns: runs, ...(process.env['TEST_LONG'] ? {} : { seed: 231 }), endOnFailure: true },
    );
    // Each of them happened, both ways.
    for (const stop of stops)
      for (const status of [200, 202]) expect([...tally.keys()]).toContain(`${stop} ${status}`);
    for (const what of ['ask 200', 'ask 202', 'ask 409', 'hand 201', 'hand 409', 'read 200', 'read 403'])
      expect([...tally.keys()]).toContain(what);
    expect([...tally.keys()]).toEqual(
      expect.arrayContaining([
        'waited recorded',
        'waited before the end refused',
        'waited while it ended recorded',
      ]),
    );
  },
);

let enclosed: object[] = [];
/** A client with something to send. */
async function enclosing(): Promise<string> {
  const id = await rig.enroll();
  enclosed = [
    { document: 'sccp', id: await put.plan(id) },
    { document: 'placement-criteria', id: await put.file(id, 'placement-criteria') },
  ];
  return id;
}

/** One consent from its giving to its end, and what the rule says of all that is tried in between. */
async function consented(id: string, type: (typeof stops)[number], count: (what: string) => void) {
  const first = signedOnPaper('2037-03-02');
  const consent = await put.step(id, 'grantRelease', {
    ...{ ...payerConsent('2037-12-31'), recipientName: 'The payer', ...first },
  });
  const request = await put.step(id, 'requestAuthorization', sar());
  /** Keys of requests that wait, and whether the end of the consent waits. */
  let line: string[] = [];
  let [isEndWaiting, isOver] = [false, false];
  let endedAt = Infinity;
  let left = 1;
  let last: (() => Promise<{ status: number }>) | null = null;

  const rows = () => rig.prisma.disclosure.findMany({ where: { enrollmentId: id, release: consent } });
  const waits = () => line.length > 0 || isEndWaiting;

  async function ask(): Promise<void> {
    const key = randomUUID();
    const body = sar();
    const send = () =>
      rig.post('coordinator', `/enrollments/${id}/commands/requestAuthorization`, body, {
        'Idempotency-Key': key,
      });
    const { status, body: said } = await send();
    // Behind what waits nobody judges it yet.
    if (waits() || (rig.gateway.outage && !isOver)) {
      expect(status).toBe(202);
      line.push(key);
    } else if (isOver) expect([status, said.code]).toEqual([409, 'release-missing']);
    else {
      expect(status).toBe(200);
      left += 1;
    }
    if (status < 300) last = send;
    count(`ask ${status}`);
  }

  async function leavesAtOnce(what: 'hand' | 'read'): Promise<void> {
    const key = randomUUID();
    const send = async () =>
      what === 'read'
        ? rig.get('payer', `/enrollments/${id}/requests/${request}`)
        : rig.post(
            'coordinator',
            `/enrollments/${id}/papers/care-plan/hand-outs`,
            {
              ...{ to: { kind: 'payer', id: null }, purpose: 'authorization' },
              allowedBy: { ground: 'release', release: consent },
            },
            { 'Idempotency-Key': key },
          );
    const { status } = await send();
    const may = !isOver && !isEndWaiting;
    expect([what, status]).toEqual([what, may ? (what === 'read' ? 200 : 201) : what === 'read' ? 403 : 409]);
    if (may) left += 1;
    if (may && what === 'hand') last = send;
    count(`${what} ${status}`);
  }

  const end = () => {
    const body = {
      revokeRelease: { about: consent },
      endRelease: { about: consent, what: 'The stay is over.' },
      voidStep: { step: consent, reason: 'It was of somebody else.' },
    }[type];
    return rig.command('coordinator', id, type, body);
  };

  async function stop(): Promise<void> {
    if (isOver || isEndWaiting) return;
    endedAt = rig.clock.now();
    const joins = waits() || rig.gateway.outage !== null;
    const { status } = await end();
    expect(status).toBe(joins ? 202 : 200);
    [isEndWaiting, isOver] = [joins, !joins];
    count(`${type} ${status}`);
  }

  /** Temporal is there again, and what waits is brought; `meanwhile`: it ends in that moment. */
  async function back(meanwhile: boolean): Promise<void> {
    rig.gateway.outage = null;
    const isEnding = meanwhile && !isOver && !isEndWaiting;
    const waited = line;
    const wasEnding = isEndWaiting;
    if (isEnding) endedAt = rig.clock.now();
    const [reply] = await Promise.all([
      isEnding ? end() : null,
      waited.length + Number(wasEnding) > 0 ? deliverWaiting(rig) : null,
    ]);
    await deliverWaiting(rig);
    if (reply) expect([200, 202]).toContain(reply.status);
    const settled = await rig.prisma.pendingStep.findMany({
      where: { enrollmentId: id, commandId: { in: waited } },
    });
    expect(settled).toHaveLength(waited.length);
    for (const { state, rejection, commandId } of settled) {
      count(`waited ${wasEnding ? 'before the end ' : isEnding ? 'while it ended ' : ''}${state}`);
      // Nobody has claimed it: it stays, whatever its place in line.
      if (wasEnding || isOver) expect(state).toBe('refused');
      if (!wasEnding && !isEnding && !isOver) expect(state).toBe('recorded');
      if (state === 'refused') expect(rejection).toMatchObject({ code: 'release-missing' });
      if (state === 'recorded') left += 1;
      if (state === 'recorded') await isBeforeTheEnd(commandId);
    }
    line = [];
    isOver ||= wasEnding || isEnding;
    isEndWaiting = false;
  }

  /** The record has it before the step that ends the consent, where that is there. */
  async function isBeforeTheEnd(commandId: string): Promise<void> {
    const events = await rig.prisma.event.findMany({ where: { enrollmentId: id }, orderBy: { seq: 'asc' } });
    const ended = events.findIndex(({ data }) => {
      const { about, step } = data as { about?: string; step?: string };
      return about === consent || step === consent;
    });
    const sent = events.findIndex((event) => event.commandId === commandId);
    expect(sent).toBeGreaterThan(0);
    if (ended >= 0) expect(sent).toBeLessThan(ended);
  }

  return {
    async does(act: typeof anyAct extends fc.Arbitrary<infer One> ? One : never): Promise<void> {
      rig.clock.set(rig.clock.now() + minute);
      if (act === 'away') rig.gateway.outage = away;
      if (act === 'ask') await ask();
      if (act === 'hand' || act === 'read') await leavesAtOnce(act);
      if (act === 'stop') await stop();
      if (act === 'back') await back(false);
      if (act === 'stop while back') await back(true);
      // An answer that was lost is asked for again, and nothing leaves twice.
      if (act === 'again' && last) await last();
      const written = await rows();
      expect(written).toHaveLength(left);
      for (const row of written) expect(row.recordedAt.getTime()).toBeLessThanOrEqual(endedAt);
    },
  };
}

let services = 0;
const sar = () => ({
  ...{
    service: `RSS-${(services += 1)}`,
    units: 10,
    from: '2037-03-05',
    through: '2037-12-31',
    initial: true,
  },
  ...{ justification: 'Two visits a week.', enclosed },
});
