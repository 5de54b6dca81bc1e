import { samplePlan, sampleRoster } from '../../prisma/seed/index.ts';
import type { Field, PlannedRequest, WrittenPlan } from '../plan/requests.ts';

/**
 * A document that a request's steps stand on, written just before it. `plan`: whose id a step is to name; `completes`: a step
 * encloses it or tells of it, and nobody is sent a draft.
 */
export type WrittenBefore = {
  key: string;
  path: string;
  body: string;
  plan?: WrittenPlan;
  completes?: boolean;
};

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
  return planned.steps.flatMap(({ type, facts: { plan, enclosed } }) => {
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
    const version = versionIn(plan, 'writes') ?? versionIn(enclosed, 'encloses');
    if (version === null) return [];
    return [
      {
        key: `${planned.key}-${version}`,
        path: `/enrollments/${enrollmentId}/plans`,
        body: JSON.stringify(samplePlan(version, '2026-01-02')),
        plan: version,
        completes: type === 'requestAuthorization' || type === 'makeReferral',
      },
    ];
  });
}

function versionIn(field: Field | undefined, name: 'writes' | 'encloses'): WrittenPlan | null {
  if (typeof field !== 'object' || field === null || Array.isArray(field)) return null;
  return name in field ? (field as Record<typeof name, WrittenPlan>)[name] : null;
}
