/** Thrown to whoever asks an engine that is known not to be there. */
export class EngineAwayError extends Error {
  override readonly name = 'EngineAwayError';
}

export type CircuitBreaker = {
  /** Asks, unless the engine is away; gives up as soon as it turns out to be. The signal ends what is under way. */
  during<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Whether it was away at the last look. */
  away(): boolean;
  /** Since when it has been; null while it is there. */
  awaySince(): number | null;
  /** Whoever still waits gives up. */
  close(): void;
};

export type CircuitBreakerOptions = {
  /** One quick question that needs nothing but the engine's front door. */
  ping: () => Promise<void>;
  /** Whether a failed ping says that nobody is there, not merely that somebody is slow. */
  isPlain: (error: unknown) => boolean;
  /** An answer that takes longer makes one look whether anybody is there. */
  suspiciousAfterMs?: number;
  /** Between two looks at an engine that is away. */
  everyMs?: number;
};

/** So many slow pings in a row count as nobody there. */
const slowPings = 3;

/**
 * Tells whether the engine is there, so that callers need not each wait out their whole patience while it plainly is
 * not. Nobody looks while answers come quickly.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { ping, isPlain, suspiciousAfterMs = 500, everyMs = 1_000 } = options;
  const asking = new Map<AbortController, number>();
  let goneSince: number | null = null;
  let slow = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function lookIn(ms: number): void {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => void look(), ms).unref();
  }

  async function look(): Promise<void> {
    const suspicious = [...asking.values()].some((since) => performance.now() - since >= suspiciousAfterMs);
    if (goneSince !== null || suspicious) {
      try {
        await ping();
        if (!closed) goneSince = null;
        slow = 0;
      } catch (error) {
        slow += 1;
        if (isPlain(error) || slow >= slowPings) leave();
      }
    }
    timer = undefined;
    if (goneSince !== null) lookIn(everyMs);
    else if (asking.size > 0) lookIn(suspiciousAfterMs);
  }

  function leave(): void {
    goneSince ??= Date.now();
    for (const controller of asking.keys()) controller.abort();
  }

  return {
    async during(ask) {
      if (goneSince !== null) throw new EngineAwayError('the engine is away');
      const controller = new AbortController();
      const ended = new Promise<never>((_resolve, reject) => {
        controller.signal.addEventListener('abort', () => reject(new EngineAwayError('the engine is away')), {
          once: true,
        });
      });
      asking.set(controller, performance.now());
      lookIn(suspiciousAfterMs);
      const answer = ask(controller.signal);
      // Whichever comes second has nobody to tell.
      answer.catch(() => undefined);
      ended.catch(() => undefined);
      try {
        return await Promise.race([answer, ended]);
      } finally {
        asking.delete(controller);
      }
    },
    away: () => goneSince !== null,
    awaySince: () => goneSince,
    close() {
      closed = true;
      clearTimeout(timer);
      leave();
    },
  };
}

/** For an engine whose address nobody knows here: it is taken to be there. */
export const alwaysThere: CircuitBreaker = {
  during: (ask) => ask(new AbortController().signal),
  away: () => false,
  awaySince: () => null,
  close: () => undefined,
};
