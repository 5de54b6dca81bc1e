import { mayDo } from '../../contracts/permissions.ts';
import type { StepsRead } from '../../contracts/reads.ts';
import { acuityReply } from '../../contracts/schemas/replies/acuity.ts';
import type { AcuityInstrument, Answers } from '../../domain/acuity/instrument.ts';
import { acuityRegister, type AcuityRegister, type Proposal } from '../../domain/acuity/register.ts';
import { scoreOf } from '../../domain/acuity/score.ts';
import type { RecordedStep } from '../../domain/enrollment/steps.ts';
import { effectiveSteps, standingAt } from '../../domain/obligations/fold.ts';
import type { Policies } from '../../gateway/policies.ts';
import { ok, refuse } from '../http/reply.ts';
import { iso, isoOrNull } from '../render/instants.ts';
import { type Route, route } from '../route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from './context.ts';

/** Scores, what they proposed, and stabilization (AC). */
export function acuityRoutes({ reads, policies, clock }: RouteContext): Route[] {
  return [
    route({
      id: 'getAcuity',
      method: 'get',
      path: '/enrollments/{id}/acuity',
      tag: 'Acuity',
      summary:
        'Acuity scores with their forms, the level changes they proposed, stabilization (AC-1 to AC-5)',
      operation: 'enrollment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'As it stands now', schema: acuityReply } },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const words = mayDo(caller.role, 'details:read');
        const read = await reads.steps(scopeOf(caller), params['id'] ?? '', { words });
        if (!read) return refuse('not-found');
        const now = clock.now();
        const register = acuityRegister(effectiveSteps(read.steps, now));
        const { profile } = standingAt(read.steps, now).policy;
        return ok({
          asOf: iso(now),
          caseManagementUpTo: profile.acuity.value.caseManagementUpTo,
          instrument: profile.acuityInstrument?.value ?? null,
          scores: await Promise.all(register.scores.map((one) => renderScore(one, read, policies))),
          proposals: register.proposals.map((one) => renderProposal(one, read)),
          highAcuityEvents: register.events.map((step) => ({
            ...entryOf(step, read),
            ...wordOf(read, step, 'event'),
          })),
          stabilizedUntil: isoOrNull(register.stabilizedUntil),
        });
      },
    }),
  ];
}

function entryOf(step: RecordedStep, { names }: StepsRead) {
  return {
    stepId: step.id,
    occurredAt: iso(step.at),
    by: { staffId: step.by, name: names.get(step.by) ?? null },
  };
}

function wordOf({ words }: StepsRead, step: RecordedStep, name: string): Record<string, unknown> {
  const word = words.get(step.id)?.[name];
  return word === undefined ? {} : { [name]: word };
}

async function renderScore(
  { step, score, indicates, level }: AcuityRegister['scores'][number],
  read: StepsRead,
  policies: Pick<Policies, 'document'>,
) {
  const used = step.facts.type === 'scoreAcuity' ? step.facts.instrument : undefined;
  const answers = read.words.get(step.id)?.['answers'] as Answers | undefined;
  const form = used && answers ? await policies.document(used.hash) : null;
  const result = form && answers ? scoreOf(form.content as AcuityInstrument, answers) : null;
  return {
    ...entryOf(step, read),
    score,
    indicates,
    level,
    instrument: used ? { id: used.id, version: used.version, hash: used.hash } : null,
    ...(answers ? { answers } : {}),
    ...(result?.ok ? { documentation: result.scored.documentation } : {}),
  };
}

function renderProposal({ index, indicates, from, outcome, by }: Proposal, read: StepsRead) {
  return {
    index: index.id,
    proposedAt: iso(index.at),
    from,
    indicates,
    outcome,
    settledBy: by && entryOf(by, read),
  };
}
