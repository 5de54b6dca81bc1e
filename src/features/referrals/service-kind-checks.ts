import type { Refusal } from '../../engine/deadlines/step-check.ts';
import {
  type CoordinationService,
  coordinationServices,
  type PsychotherapeuticService,
} from '../../engine/policy/service-kinds.ts';

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
