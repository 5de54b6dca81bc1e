import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCircuitBreaker, EngineAwayError } from '../../../../src/kit/temporal/circuit-breaker.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const refused = new Error('refused');
const isPlain = (error: unknown) => error === refused;
const never = () => new Promise<never>(() => undefined);

describe('whether the engine is there', () => {
  it('is not asked while answers come quickly', async () => {
    const ping = vi.fn(async () => undefined);
    const presence = createCircuitBreaker({ ping, isPlain });
    expect(await presence.during(async () => 'answer')).toBe('answer');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ping).not.toHaveBeenCalled();
  });

  it('ends all waiting once nobody is found, and answers at once from then on until somebody is', async () => {
    let there = false;
    const ping = vi.fn(async () => {
      if (!there) throw refused;
    });
    const presence = createCircuitBreaker({ ping, isPlain });
    const signals: AbortSignal[] = [];
    const waiting = [1, 2].map(() =>
      presence.during((signal) => {
        signals.push(signal);
        return never();
      }),
    );
    const ended = Promise.allSettled(waiting);
    await vi.advanceTimersByTimeAsync(600);
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    const asked = vi.fn(never);
    await expect(presence.during(asked)).rejects.toBeInstanceOf(EngineAwayError);
    expect(asked).not.toHaveBeenCalled();
    expect(presence.away()).toBe(true);

    there = true;
    await vi.advanceTimersByTimeAsync(1_100);
    expect(presence.away()).toBe(false);
    expect(await presence.during(async () => 'answer')).toBe('answer');
    const looks = ping.mock.calls.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ping.mock.calls.length).toBe(looks);
    presence.close();
  });

  it('is not doubted because one look was slow; three in a row are enough', async () => {
    const ping = vi.fn(async () => {
      throw new Error('slow');
    });
    const presence = createCircuitBreaker({ ping, isPlain });
    const waiting = presence.during(never);
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_100);
    expect([ping.mock.calls.length, presence.away()]).toEqual([2, false]);
    await vi.advanceTimersByTimeAsync(500);
    await expect(waiting).rejects.toBeInstanceOf(EngineAwayError);
  });

  it('lets nobody wait for it when it is closed', async () => {
    const presence = createCircuitBreaker({ ping: async () => undefined, isPlain });
    const waiting = presence.during(never);
    presence.close();
    await expect(waiting).rejects.toBeInstanceOf(EngineAwayError);
  });
});
