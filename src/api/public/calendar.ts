import { createHash } from 'node:crypto';
import { Router } from 'express';
import { calendarText, type Entry } from '../../features/day/calendar-feed.ts';
import { triageOf } from '../../features/triage/state.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { RouteContext } from '../../kit/http/context.ts';
import { refuse } from '../../kit/http/reply.ts';
import { sendProblem, sendReply } from '../../kit/http/send.ts';
import { hashToken } from '../../kit/token.ts';

const address = /^(tl_[A-Za-z0-9_-]{43})\.ics$/;
const dayMs = 86_400_000;
/** What was, so that a calendar keeps it a while. */
const backMs = 14 * dayMs;

/** What a calendar program reads without signing in: times of appointments. Whoever finds the address learns when somebody is busy. */
export function calendarRouter({ access, reads, clock }: RouteContext): Router {
  const router = Router();

  async function entriesOf({ staffId, agencyId }: { staffId: string; agencyId: string }): Promise<Entry[]> {
    const now = clock.now();
    const rows = await reads.workOf(agencyId, staffId, now);
    const about = await reads.aboutClients(agencyId, [
      ...new Set(rows.map(({ enrollmentId }) => enrollmentId)),
    ]);
    return [...about.values()]
      .flatMap(({ steps }) => triageOf(effectiveSteps(steps, now)).appointments)
      .filter(({ startsAt, outcome }) => startsAt >= now - backMs && outcome?.outcome !== 'cancelled')
      .map(({ id, madeAt, startsAt }) => ({ uid: uidOf(id), madeAt, startsAt }))
      .toSorted((a, b) => a.startsAt - b.startsAt);
  }

  router.get('/calendar/:token', async (req, res) => {
    res.locals['route'] = '/calendar/{token}';
    const secret = address.exec(req.params['token'] ?? '')?.[1];
    const owner = secret === undefined ? null : await access.calendarOf(hashToken(secret));
    if (!owner) return sendProblem(res, refuse('not-found'));
    const text = calendarText(await entriesOf(owner));
    sendReply(res, {
      ...{ status: 200, body: text },
      headers: {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="appointments.ics"',
        'X-Robots-Tag': 'noindex, nofollow',
      },
    });
  });
  return router;
}

/** The same each time, and no key that somebody has chosen. */
const uidOf = (id: string): string =>
  `${createHash('sha256').update(id).digest('hex').slice(0, 32)}@throughline`;
