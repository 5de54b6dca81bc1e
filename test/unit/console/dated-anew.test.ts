import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { createOutbox as Create, undoMs as Undo } from '../../../src/console/outbox/outbox.ts';
import type { Outgoing, Sending } from '../../../src/console/outbox/sending.ts';
import type * as Now from '../../../src/console/time/now.ts';

const began = Date.parse('2037-03-02T15:00:00.250Z');
const minute = 60_000;

type Page = {
  clock: typeof Now;
  outbox: ReturnType<typeof Create>;
  arrived: Outgoing[];
  kept: Map<string, Sending>;
};
/** The server's time goes on with what runs on here, also while that stands. */
let ahead = 0;
const server = () => Math.floor(performance.now() + ahead);
let isOnline = true;
let undoMs: typeof Undo;

beforeEach(() => {
  vi.useFakeTimers({ now: began });
  ahead = began - performance.now();
  isOnline = true;
});
afterEach(() => {
  vi.useRealTimers();
  // Others of this process begin without what was measured here.
  vi.resetModules();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const setBy = (ms: number) => void vi.setSystemTime(Date.now() + ms);
function sleep(ms: number): void {
  setBy(ms);
  ahead += ms;
}

/** A page as it is opened: asked who is there first, and with what was kept. */
async function openPage(from: readonly Sending[] = []): Promise<Page> {
  vi.resetModules();
  const clock = await import('../../../src/console/time/now.ts');
  const { createOutbox, undoMs: patience } = await import('../../../src/console/outbox/outbox.ts');
  const { datedAnew } = await import('../../../src/console/outbox/dated-anew.ts');
  undoMs = patience;
  const kept = new Map<string, Sending>();
  const arrived: Outgoing[] = [];
  async function ask(): Promise<void> {
    const headers = { Date: new Date(server()).toUTCString(), 'Cache-Control': 'no-store' };
    const asked = clock.shown();
    await pass(50);
    if (isOnline) clock.measure(asked, new Response(null, { headers }));
  }
  await ask();
  const outbox = createOutbox({
    kept: from,
    async send(outgoing) {
      await Promise.resolve();
      if (!isOnline) return { name: 'unanswered' };
      arrived.push(outgoing);
      return { name: 'answered', answer: { met: [] } };
    },
    async date(sending) {
      await ask();
      return datedAnew(sending);
    },
    keep: (sending) => void kept.set(sending.key, structuredClone(sending)),
    forget: (key) => void kept.delete(key),
    onRecorded: () => undefined,
  });
  return { clock, outbox, arrived, kept };
}

const typed = '2037-03-02T14:15:00.000Z';
/** Just now, half an hour ago, and a time that somebody entered; answers the server's time of the press. */
function press({ outbox, clock }: Page): number {
  const at = clock.now();
  const text = (time: number) => new Date(time).toISOString();
  outbox.add({
    ...{ enrollmentId: 'e', client: 'Somebody', path: '/enrollments/e/commands' },
    body: {
      commands: [
        { type: 'logContact', occurredAt: text(at) },
        { type: 'assessRisk', occurredAt: text(at - 30 * minute), startsAt: text(at) },
        { type: 'logContact', occurredAt: typed },
      ],
      happenedAt: text(at),
    },
  });
  return server();
}
type Body = { commands: { occurredAt: string }[]; happenedAt: string };

function saidOf({ arrived }: Page, pressed: number): number[] {
  expect(arrived).toHaveLength(1);
  const { commands, happenedAt } = (arrived[0]?.body ?? {}) as Body;
  const [first, second, third] = commands.map(({ occurredAt }) => Date.parse(occurredAt) - pressed);
  expect((third ?? 0) + pressed).toBe(Date.parse(typed));
  expect((first ?? 0) - (second ?? 0)).toBe(30 * minute);
  expect(Date.parse(happenedAt) - pressed).toBe(first);
  return [first ?? Number.NaN];
}

async function untilSent(page: Page): Promise<void> {
  await pass(undoMs);
  for (let n = 0; page.arrived.length === 0 && n < 10; n += 1) await pass(minute);
}

it('a press made offline has the time that it was made, whatever the clock was set to, and however long it waited', async () => {
  for (const off of [0, 10 * minute, -10 * minute])
    for (const happens of [
      'nothing',
      'set before',
      'set after',
      'slept before',
      'slept after',
      'slept and set',
    ] as const)
      for (const by of [10 * minute, -10 * minute]) {
        ahead = Date.now() - off - performance.now();
        isOnline = true;
        const page = await openPage();
        isOnline = false;
        await pass(3 * minute);
        if (happens === 'set before') setBy(by);
        if (happens === 'slept before' || happens === 'slept and set') sleep(45 * minute);
        if (happens === 'slept and set') setBy(by);
        const pressed = press(page);
        await pass(2 * minute);
        if (happens === 'set after') setBy(by);
        if (happens === 'slept after') sleep(45 * minute);
        isOnline = true;
        await untilSent(page);
        const [wrong = Number.NaN] = saidOf(page, pressed);
        expect(Math.abs(wrong), `${off} ${happens} ${by}`).toBeLessThanOrEqual(page.clock.uncertainMs + 50);
        page.outbox.stop();
      }
});

it('what could not be dated waits, and goes out dated once: never again under the same key', async () => {
  const page = await openPage();
  isOnline = false;
  setBy(10 * minute);
  press(page);
  await pass(undoMs);
  await pass(100);
  expect(page.outbox.current().map(({ state }) => state.name)).toEqual(['not-sent']);
  expect([...page.kept.values()].map(({ doubt }) => doubt !== undefined)).toEqual([true]);
  isOnline = true;
  await untilSent(page);
  expect(page.kept.size).toBe(0);
  page.outbox.stop();
});

it('a press of a page that is closed by now is not later than the page that sends it', async () => {
  const page = await openPage();
  isOnline = false;
  setBy(10 * minute);
  const pressed = press(page);
  page.outbox.stop();
  await pass(minute);
  isOnline = true;
  // Another page counts from another beginning.
  const kept = [...page.kept.values()].map((one) => ({
    ...one,
    doubt: one.doubt && { ...one.doubt, page: 1 },
  }));
  const next = await openPage(kept as Sending[]);
  await untilSent(next);
  const [wrong = Number.NaN] = saidOf(next, pressed);
  expect(Math.abs(wrong)).toBeLessThanOrEqual(next.clock.uncertainMs + 50);
  next.outbox.stop();
});
