import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import type * as Now from '../../../src/console/time/now.ts';

const began = Date.parse('2037-03-02T15:00:00.250Z');
const minute = 60_000;

let clock: typeof Now;
/** The server's time; it goes on with the device's. */
let server = began;

beforeEach(async () => {
  vi.useFakeTimers({ now: began });
  server = began;
  vi.resetModules();
  clock = await import('../../../src/console/time/now.ts');
});
afterEach(() => {
  vi.useRealTimers();
  // Others of this process begin without what was measured here.
  vi.resetModules();
});

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
  server += ms;
}
/** What runs on stands while a device sleeps: to it, its time of day was set ahead. */
function sleep(ms: number): void {
  setBy(ms);
  server += ms;
}
const setBy = (ms: number) => void vi.setSystemTime(Date.now() + ms);

function answer({ there = 40, back = 40, cache = 'no-store' } = {}): void {
  const asked = clock.shown();
  pass(there);
  const headers = new Headers({ Date: new Date(server).toUTCString(), 'Cache-Control': cache });
  pass(back);
  clock.measure(asked, new Response(null, { headers }));
}
const wrongBy = () => clock.now() - server;

describe('the time by the server’s clock', () => {
  it('is the device’s, as long as nothing else is known and where that is right', () => {
    expect(clock.now()).toBe(began);
    for (let n = 0; n < 50; n += 1) {
      answer({ there: n * 31, back: n * 17 });
      pass(n * 107);
      expect(wrongBy()).toBe(0);
    }
  });

  it('is the server’s where the device is ahead or behind, from the first answer on, however long that took', () => {
    for (const off of [10 * minute, -10 * minute, 300 * 86_400_000, -3_500])
      for (const [there, back] of [
        [20, 20],
        [3_000, 10],
        [10, 3_000],
      ] as const) {
        vi.setSystemTime(server + off);
        answer({ there, back });
        // Half of what the question took, and half of the second that the answer says.
        expect(Math.abs(wrongBy())).toBeLessThanOrEqual((there + back + 1_000) / 2 + 1);
        pass(minute);
        const wrong = wrongBy();
        answer();
        pass(minute);
        expect(Math.abs(wrongBy())).toBeLessThanOrEqual(clock.uncertainMs);
        if (there === 20) expect(wrongBy()).toBe(wrong);
      }
  });

  it('is not taken from an answer that the browser had kept, or without a time', () => {
    answer();
    server += 20 * minute;
    answer({ cache: 'private, max-age=86400, immutable' });
    clock.measure(clock.shown(), new Response(null, { headers: { 'Cache-Control': 'no-store' } }));
    expect(wrongBy()).toBe(-20 * minute);
  });

  it('goes on while the device sleeps, and holds where its clock is set back; set ahead, it is measured again', () => {
    answer();
    sleep(40 * minute);
    expect([wrongBy(), clock.isUnsure(clock.shown())]).toEqual([0, true]);
    answer();
    expect(clock.isUnsure(clock.shown())).toBe(false);
    setBy(-10 * minute);
    pass(minute);
    expect([wrongBy(), clock.isUnsure(clock.shown())]).toEqual([0, true]);
    answer();
    setBy(10 * minute);
    expect([wrongBy(), clock.isUnsure(clock.shown())]).toEqual([10 * minute, true]);
    answer();
    expect(Math.abs(wrongBy())).toBeLessThanOrEqual(clock.uncertainMs);
    expect(clock.isUnsure(clock.shown())).toBe(false);
  });

  it('is not measured by a question during which the clock was set', () => {
    answer();
    const asked = clock.shown();
    setBy(10 * minute);
    const headers = new Headers({ Date: new Date(server).toUTCString(), 'Cache-Control': 'no-store' });
    clock.measure(asked, new Response(null, { headers }));
    expect(clock.isUnsure(clock.shown())).toBe(true);
  });

  it('follows a page whose clock ran ahead of the server’s, at the next answer', () => {
    answer();
    vi.advanceTimersByTime(60 * minute);
    expect([wrongBy(), clock.isUnsure(clock.shown())]).toEqual([60 * minute, false]);
    answer();
    expect(Math.abs(wrongBy())).toBeLessThanOrEqual(clock.uncertainMs);
  });
});
