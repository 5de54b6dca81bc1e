import {
  acknowledgeFields,
  beginEvaluationFields,
  evaluationContent,
  writeEvaluationFields,
} from './schemas.ts';
import { type Evaluation, type EvaluationAct, evaluationKind } from '../evaluation.document.ts';
import { actRoute, type DocumentDefinition } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { seesSupervision, supervisorOf } from './supervised-routes.ts';
import { dayAt, staffClockOf } from '../../staff/api/staff-clock.ts';

/** Written evaluations of a member of staff (SU-2). */
export function evaluationRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, definition);
}

const operation = 'supervision:write' as const;
const drafts = ['supervises-oneself', 'not-their-supervisor', 'evaluation-signed'] as const;

const definition: DocumentDefinition<Evaluation, EvaluationAct, typeof evaluationContent> = {
  kind: evaluationKind,
  ...{ name: 'Evaluation', noun: 'written evaluation', tag: 'Supervision' },
  ...{ path: 'evaluations', of: 'staff', single: false },
  ...{ read: 'supervision:read', seenBy: seesSupervision, content: evaluationContent },
  begin: actRoute({
    id: 'beginEvaluation',
    summary: 'Begin a draft about a stretch of time (SU-2)',
    operation,
    fields: beginEvaluationFields,
    problems: ['supervises-oneself', 'not-their-supervisor', 'no-supervisor-named', 'evaluation-incomplete'],
    async toAct(body, { caller, staffId, now }, context) {
      const supervisorId = await supervisorOf(context, caller.agencyId, staffId ?? '');
      const today = dayAt(await staffClockOf(context, caller.agencyId), now);
      return { type: 'begin' as const, staffId: staffId ?? '', supervisorId, ...body, today };
    },
  }),
  acts: {
    write: actRoute({
      id: 'writeEvaluation',
      replaces: true,
      summary: 'Put another text in the place of the draft',
      operation,
      fields: writeEvaluationFields,
      problems: drafts,
      toAct: ({ text }) => ({ type: 'write' as const, text }),
    }),
    sign: actRoute({
      id: 'signEvaluation',
      summary: 'Sign it: from then on it is never rewritten (SU-2)',
      operation,
      fields: {},
      problems: [...drafts, 'not-your-signature', 'evaluation-incomplete'],
      toAct: () => ({ type: 'sign' as const }),
    }),
    acknowledge: actRoute({
      id: 'acknowledgeEvaluation',
      summary: 'Say that you have read the evaluation of you, with a comment where you want to',
      operation: 'supervision:own',
      fields: acknowledgeFields,
      problems: ['not-your-signature', 'evaluation-not-signed', 'entry-closed'],
      toAct: ({ comment = null }) => ({ type: 'acknowledge' as const, comment }),
    }),
  },
};
