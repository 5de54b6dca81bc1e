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

/** Whom an enrollment is of, as its page says. */
export type ClientNamed = { id: string; reference: string };

/** Each gives the client another name. */
export function identityRequest(key: string, { id, reference }: ClientNamed) {
  const content = {
    name: [{ use: 'official', given: 'Given', family: `Corrected ${key}` }],
    ...{ birthDate: null, birthDateQuality: 'unknown', telecom: [] },
    identifier: [{ system: 'agency', value: reference }],
  };
  return {
    path: `/clients/${id}/identity/acts/correct`,
    body: JSON.stringify({ ...content, reason: 'They said so.' }),
    words: content,
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
