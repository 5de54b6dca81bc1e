import type { StepFacts } from '../../engine/record/steps/index.ts';
import type { Refusal } from '../../engine/deadlines/step-check.ts';
import { judgeServiceKind } from '../referrals/service-kind-checks.ts';
import { authorizationOf, type AuthorizationRegister } from './state.ts';

/** SV-2, AU-5: what coordinators do, for whom it may be billed, and how; what it uses is judged with all other uses. */
export function judgeRecordedService(facts: StepFacts, register: AuthorizationRegister): Refusal | null {
  if (facts.type !== 'recordService') return null;
  return judgeServiceKind(facts.kind) ?? judgeBilling(facts) ?? judgeUse(facts, register);
}

type Service = Extract<StepFacts, { type: 'recordService' }>;

function judgeBilling({ billable, procedureCode, servedFor, authorization }: Service): Refusal | null {
  if (servedFor !== 'client' && (billable || authorization !== undefined)) {
    return {
      code: 'not-the-identified-patient',
      detail: 'Others pay only for what is done for the client the enrollment is about.',
      field: 'servedFor',
    };
  }
  if (!billable || procedureCode !== undefined) return null;
  return {
    code: 'procedure-code-missing',
    detail: 'A billable service has a procedure code.',
    field: 'procedureCode',
  };
}

function judgeUse({ authorization, units }: Service, register: AuthorizationRegister): Refusal | null {
  if (authorization === undefined) return null;
  if (!authorizationOf(register, authorization)) {
    const detail = 'No such authorization had been asked for by that time.';
    return { code: 'unknown-authorization', detail, field: 'authorization' };
  }
  if (units !== undefined) return null;
  const detail = 'Say how many units of the authorization it used.';
  return { code: 'units-missing', detail, field: 'units' };
}
