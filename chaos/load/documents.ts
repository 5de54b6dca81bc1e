import { samplePlan, sampleRoster } from '../../prisma/seed/index.ts';
import type { PlannedRequest, WrittenPlan } from '../plan/requests.ts';

/** A document that a request's steps stand on, written just before it. `plan`: whose id a step is to name. */
export type WrittenBefore = { key: string; path: string; body: string; plan?: WrittenPlan };

/** Each says something else: what is found in a revision says whose it is. */
export function contactInformationRequest(key: string, enrollmentId: string) {
  const ways = [{ kind: 'place', value: `Where ${key} says.`, mayLeaveMessage: false }];
  return {
    path: `/enrollments/${enrollmentId}/contact-information/acts/change`,
    body: JSON.stringify({ ways }),
  };
}

/** What has to be written before a request is sent, under keys of its own. */
export function writtenBefore(planned: PlannedRequest, enrollmentId: string): WrittenBefore[] {
  if (planned.kind !== 'command') return [];
  return planned.steps.flatMap(({ type, facts: { plan } }) => {
    if (type === 'formRst')
      return [
        {
          key: `${planned.key}-roster`,
          path: `/enrollments/${enrollmentId}/roster/acts/change`,
          body: JSON.stringify(sampleRoster(enrollmentId)),
        },
      ];
    if (type === 'confirmContactInformation')
      return [{ key: `${planned.key}-ways`, ...contactInformationRequest(planned.key, enrollmentId) }];
    if (typeof plan !== 'object' || plan === null || !('writes' in plan)) return [];
    return [
      {
        key: `${planned.key}-${plan.writes}`,
        path: `/enrollments/${enrollmentId}/plans`,
        body: JSON.stringify(samplePlan(plan.writes, '2026-01-02')),
        plan: plan.writes,
      },
    ];
  });
}
