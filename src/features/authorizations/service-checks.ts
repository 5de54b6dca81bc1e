import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import {
  type CoordinationService,
  coordinationServices,
  type PsychotherapeuticService,
} from '../../engine/policy/service-kinds.ts';
import { authorizationOf, authorizationRegister } from './state.ts';

type Service = StepCheck<'recordService'>;

export function checkServiceKind({ facts }: Service) {
  return notProvided(facts.kind);
}

/** SV-2: coordinators link, monitor and advocate; they do not treat. */
export function notProvided(kind: CoordinationService | PsychotherapeuticService) {
  const known: readonly string[] = coordinationServices;
  if (known.includes(kind)) return null;
  const detail = `Coordinators link, monitor and advocate; ${kind} is treatment. Refer the client to a provider for it.`;
  return refuse('not-a-coordinators-service', detail, 'kind');
}

/** AU-5: for whom it may be billed, and how. */
export function checkBilling({ facts }: Service) {
  const { billable, procedureCode, servedFor, authorization } = facts;
  if (servedFor !== 'client' && (billable || authorization !== undefined)) {
    const detail = 'Others pay only for what is done for the client the enrollment is about.';
    return refuse('not-the-identified-patient', detail, 'servedFor');
  }
  if (!billable || procedureCode !== undefined) return null;
  return refuse('procedure-code-missing', 'A billable service has a procedure code.', 'procedureCode');
}

/** What it uses is judged with all other uses (`checkWhole`); here, that it says what and how much. */
export function checkUse({ facts, event, state, now }: Service) {
  const { authorization, units } = facts;
  if (authorization === undefined) return null;
  const register = authorizationRegister(effectiveSteps(state.steps, event.occurredAt, now));
  if (!authorizationOf(register, authorization)) {
    const detail = 'No such authorization had been asked for by that time.';
    return refuse('unknown-authorization', detail, 'authorization');
  }
  if (units !== undefined) return null;
  return refuse('units-missing', 'Say how many units of the authorization it used.', 'units');
}
