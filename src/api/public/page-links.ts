import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { answerPage } from '../../features/notifications/api/answer-page.ts';
import type { PageLink } from '../../features/notifications/postgres/ports.ts';
import type { Clock, RouteContext } from '../../kit/http/context.ts';
import { isRefusal, type Refusal } from '../../kit/http/reply.ts';
import { hashToken } from '../../kit/token.ts';
import { RecordUnavailableError } from '../../kit/reads.ts';

/** What a link shows: of a client nothing, of its reader nothing. */
const shown = {
  open: [
    200,
    'Somebody needs an answer',
    'You are paged about an emergency or a crisis. Press the button if you are on it. Until somebody does, the next person is paged.',
  ],
  yours: [
    200,
    'You are on it',
    'Your answer is on record, and nobody else is paged. Sign in to see the rest.',
  ],
  taken: [
    202,
    'Your answer was taken in',
    'It is recorded within minutes. Begin; there is no need to press again.',
  ],
  answered: [410, 'Somebody is on it', 'This page was answered. Nothing is left to press.'],
  ended: [410, 'Nothing is left to answer', 'This page is over.'],
  unknown: [404, 'This link opens nothing', 'Sign in, and look into your inbox.'],
  refused: [
    409,
    'This link cannot answer the page',
    'Sign in and answer it there, or call who is on call after you: you are not on record as being on it.',
  ],
  away: [
    503,
    'Your answer could not be recorded',
    'Go back and press again in a minute. Until it is on record, the next person is paged.',
  ],
  busy: [429, 'Too many requests', 'Try again in a few seconds.'],
  big: [413, 'The request is too big', 'Press the button of the page: it sends nothing along.'],
} as const satisfies Record<string, readonly [number, string, string]>;
type Shown = keyof typeof shown;

const style =
  'body{font:1.1rem/1.5 sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem}button{font:inherit;padding:.8rem 1.6rem}';
const styleHash = createHash('sha256').update(style).digest('base64');
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

const token = /^[A-Za-z0-9_-]{43}$/;
const mostBytes = 1_024;

/**
 * The link of a page, which opens without signing in. Looking changes nothing, so a scanner that opens it uses nothing up; the
 * press answers the page for whose link it is.
 */
export function pageLinkRouter(context: RouteContext): Router {
  const { pageLinks, clock } = context;
  const mayAsk = createRate({ most: 60, everyMs: 10_000, clock });
  const router = Router();

  async function linkOf(req: Request): Promise<(PageLink & { hash: string }) | null> {
    const named = String(req.params['token'] ?? '');
    if (!token.test(named)) return null;
    const hash = hashToken(named);
    const link = await pageLinks.find(hash, clock.now());
    return link && { ...link, hash };
  }

  async function look(req: Request): Promise<Shown> {
    const link = await linkOf(req);
    return link ? (stateOf(link) ?? 'open') : 'unknown';
  }

  async function press(req: Request, res: Response): Promise<Shown> {
    const link = await linkOf(req);
    if (!link) return 'unknown';
    const state = stateOf(link);
    if (state) return state;
    res.locals['caller'] = link.caller;
    const result = await answerPage(context, { caller: link.caller, expectedVersion: undefined }, link.page);
    if (isRefusal(result)) return refusedAs(result);
    await pageLinks.use(link.hash, clock.now());
    return result.status === 202 ? 'taken' : 'yours';
  }

  const route = router.route('/page/:token');
  for (const [method, answer] of [
    ['get', look],
    ['post', press],
  ] as const)
    route[method](async (req, res) => {
      res.locals['route'] = '/page/{token}';
      if (!mayAsk(req.ip ?? '')) return show(res, 'busy');
      if (isBig(req)) return show(res, 'big');
      try {
        show(res, await answer(req, res));
      } catch (error) {
        if (!(error instanceof RecordUnavailableError)) throw error;
        show(res, 'away');
      }
    });
  return router;
}

function stateOf({ used, over }: PageLink): 'yours' | 'answered' | 'ended' | null {
  return used ? 'yours' : over;
}

function refusedAs({ problem }: Refusal): Shown {
  switch (problem) {
    case 'crisis-answered':
      return 'answered';
    case 'no-page-open':
    case 'crisis-closed':
    case 'enrollment-ended':
    case 'entered-in-error':
      return 'ended';
    case 'unavailable':
    case 'outcome-unknown':
      return 'away';
    default:
      return 'refused';
  }
}

/** A press sends nothing; what is sent along is not read. */
function isBig({ headers: { 'content-length': length, 'transfer-encoding': encoding } }: Request): boolean {
  return encoding !== undefined || Number(length ?? 0) > mostBytes;
}

function show(res: Response, what: Shown): void {
  const [status, title, text] = shown[what];
  res.status(status).set(headers);
  if (status === 429 || status === 503) res.set('Retry-After', '5');
  res.type('html').send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <title>${title}</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${text}</p>${what === 'open' ? '\n    <form method="post"><button type="submit">I am on it</button></form>' : ''}
  </body>
</html>
`);
}

const mostKnown = 10_000;

/** Answers whether that address may ask once more: so many in a while, counted anew after it. */
function createRate({ most, everyMs, clock }: { most: number; everyMs: number; clock: Clock }) {
  const known = new Map<string, { count: number; until: number }>();
  return (address: string): boolean => {
    const now = clock.now();
    const before = known.get(address);
    if (before && before.until > now) {
      before.count += 1;
      return before.count <= most;
    }
    if (known.size >= mostKnown) known.clear();
    known.set(address, { count: 1, until: now + everyMs });
    return true;
  };
}
