import type { ProblemCode } from '../../kit/http/problem.ts';
import { Router } from 'express';
import { codeNow, problemOf } from '../problems.ts';
import { refuse } from '../../kit/http/reply.ts';
import { sendProblem } from '../../kit/http/send.ts';

/** Where the `type` of a problem document leads: a page that says what to do. */
export function problemsRouter(): Router {
  const router = Router();
  router.get('/problems/:code', (req, res) => {
    const code = codeNow(req.params.code);
    if (code === undefined) sendProblem(res, refuse('not-found'));
    else res.type('html').send(page(code));
  });
  return router;
}

function page(code: ProblemCode): string {
  const { status, title, retryable, remedy } = problemOf(code);
  const again = retryable ? 'The same request may succeed later.' : 'The same request will be refused again.';
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escape(title)}</title></head>
  <body>
    <h1>${escape(title)}</h1>
    <p><code>${code}</code>, status ${status}. ${again}</p>
    <p>${escape(remedy)}</p>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
