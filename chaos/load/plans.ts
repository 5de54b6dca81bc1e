import { samplePlan } from '../../prisma/seed/index.ts';
import type { PlannedRequest, WrittenPlan } from '../plan/commands.ts';

/** Which plans a request's steps stand on. */
export function plansOf(planned: PlannedRequest): WrittenPlan[] {
  if (planned.kind === 'start') return [];
  return planned.steps.flatMap(({ facts: { plan } }) =>
    typeof plan === 'object' && plan !== null && 'writes' in plan ? [plan.writes] : [],
  );
}

/** The request that writes one of them, under a key of its own. */
export function planRequest(planned: PlannedRequest, enrollmentId: string, version: WrittenPlan) {
  return {
    key: `${planned.key}-${version}`,
    path: `/enrollments/${enrollmentId}/plans`,
    body: JSON.stringify(samplePlan(version, '2026-01-02')),
  };
}
