import type { Refusal } from '../enrollment/trial.ts';

/** What a coordinator does for a client, by kind (SV-1). */
export const coordinationServices = [
  'medical',
  'social-services',
  'housing',
  'legal',
  'benefits',
  'accompaniment',
  'troubleshooting',
  'transportation',
  'education',
  'restoration',
] as const;
export type CoordinationService = (typeof coordinationServices)[number];

/** What treats. A coordinator links to these, and provides none of them (SV-2). */
export const psychotherapeuticServices = [
  'psychotherapy',
  'individual-therapy',
  'group-therapy',
  'family-therapy',
  'counseling',
  'crisis-therapy',
] as const;
export type PsychotherapeuticService = (typeof psychotherapeuticServices)[number];

/** Why a coordinator's service of that kind is refused; null when it is one that coordinators provide. */
export function judgeServiceKind(kind: CoordinationService | PsychotherapeuticService): Refusal | null {
  const known: readonly string[] = coordinationServices;
  if (known.includes(kind)) return null;
  return {
    code: 'not-a-coordinators-service',
    detail: `Coordinators link, monitor and advocate; ${kind} is treatment. Refer the client to a provider for it.`,
    field: 'kind',
  };
}
