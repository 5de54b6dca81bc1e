import { isGrpcServiceError } from '@temporalio/client';

/** gRPC's codes for what may pass in a moment: UNKNOWN, RESOURCE_EXHAUSTED, ABORTED, UNAVAILABLE. */
const passing = new Set([2, 8, 10, 14]);
const firstPauseMs = 100;
const longestPauseMs = 1_000;

/**
 * Asks again where the way to Temporal broke, until it is answered, the signal says stop or the time is over. The
 * client library does so by itself, but goes on after its caller has given up: a step would then arrive long after its
 * author had been told that it waits.
 */
export async function retrying<T>(
  ask: () => Promise<T>,
  { signal, until }: { signal: AbortSignal; until: number },
): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error) || signal.aborted || Date.now() + pauseMs >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // Nobody waits for it any more.
      if (signal.aborted) throw error;
    }
  }
}

function mayPass(error: unknown): boolean {
  if (isGrpcServiceError(error)) return passing.has(error.code);
  return error instanceof Error && error.cause !== undefined && mayPass(error.cause);
}
