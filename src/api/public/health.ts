import { Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { ok, refuse } from '../../kit/http/reply.ts';
import { sendProblem, sendReply } from '../../kit/http/send.ts';

/** Longer than this, and callers would have given up as well. */
const patienceMs = 3000;

/** Whether the process lives, and whether it can work. */
export function healthRouter({ reads, gateway }: ApiDeps): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => sendReply(res, ok({ status: 'alive' })));

  router.get('/readyz', async (_req, res) => {
    const [postgres, temporal] = await Promise.all([
      answers(() => reads.ping()),
      answers(() => gateway.ping()),
    ]);
    const checks = { postgres: postgres ? 'ok' : 'unreachable', temporal: temporal ? 'ok' : 'unreachable' };
    // Without Temporal everything can be read, and steps are taken in: still worth a caller's while.
    if (postgres) sendReply(res, ok({ status: temporal ? 'ready' : 'degraded', checks }));
    else sendProblem(res, refuse('unavailable', { extra: { checks } }));
  });
  return router;
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([ping().then(() => true), patience]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
