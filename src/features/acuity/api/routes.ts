import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { StepsRead } from '../../../kit/reads.ts';
import { acuityReply } from './replies.ts';
import type { AcuityInstrument, Answers } from '../../../engine/policy/acuity-form.ts';
import { acuityRegister, type AcuityRegister, type Proposal } from '../state.ts';
import { scoreOf } from '../score.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import type { Policies } from '../../../kit/policies.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { registerRoute, type RegisterView } from '../../../kit/http/register-route.ts';

/** Scores, what they proposed, and stabilization (AC). */
export function acuityRoutes(context: RouteContext): Route[] {
  const { policies } = context;
  return [
    registerRoute(
      context,
      {
        id: 'getAcuity',
        path: 'acuity',
        tag: 'Acuity',
        summary:
          'Acuity scores with their forms, the level changes they proposed, stabilization (AC-1 to AC-5)',
        reply: { description: 'As it stands now', schema: acuityReply },
      },
      async (view) => {
        const { read, steps, now } = view;
        const register = acuityRegister(steps);
        const { profile } = statusAt(read.steps, now).policy;
        return {
          asOf: now,
          caseManagementUpTo: profile.acuity.value.caseManagementUpTo,
          instrument: profile.acuityInstrument?.value ?? null,
          scores: await Promise.all(register.scores.map((one) => renderScore(one, view, policies))),
          proposals: register.proposals.map((one) => renderProposal(one, view)),
          highAcuityEvents: register.events.map((step) => ({
            ...entryOf(step, view),
            ...wordOf(read, step, 'event'),
          })),
          stabilizedUntil: register.stabilizedUntil,
        };
      },
    ),
  ];
}

function entryOf(step: RecordedStep, { told }: RegisterView) {
  return { stepId: step.id, occurredAt: step.at, by: told.author(step.by) };
}

function wordOf({ details }: StepsRead, step: RecordedStep, name: string): Record<string, unknown> {
  const word = details.get(step.id)?.[name];
  return word === undefined ? {} : { [name]: word };
}

async function renderScore(
  { step, score, indicates, level }: AcuityRegister['scores'][number],
  view: RegisterView,
  policies: Pick<Policies, 'document'>,
) {
  const used = step.facts.type === 'scoreAcuity' ? step.facts.instrument : undefined;
  const answers = view.read.details.get(step.id)?.['answers'] as Answers | undefined;
  const form = used && answers ? await policies.document(used.hash) : null;
  const result = form && answers ? scoreOf(form.content as AcuityInstrument, answers) : null;
  return {
    ...entryOf(step, view),
    score,
    indicates,
    level,
    instrument: used ? { id: used.id, version: used.version, hash: used.hash } : null,
    ...(answers ? { answers } : {}),
    ...(result?.ok ? { documentation: result.scored.documentation } : {}),
  };
}

function renderProposal({ index, indicates, from, outcome, by }: Proposal, view: RegisterView) {
  return {
    index: index.id,
    proposedAt: index.at,
    from,
    indicates,
    outcome,
    settledBy: by && entryOf(by, view),
  };
}
