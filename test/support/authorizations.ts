import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import type { RequestDocument } from '../../src/engine/policy/request-documents.ts';
import type { Actor } from '../../src/engine/record/events.ts';

type Facts<T extends StepFacts['type']> = Omit<Extract<StepFacts, { type: T }>, 'type'>;

export const payer: Actor = { staffId: 'payer-1', role: 'payer', agencyId: 'agency-1' };
export const firstDocuments: RequestDocument[] = ['sccp', 'placement-criteria'];
export const laterDocuments: RequestDocument[] = [...firstDocuments, 'acuity-index', 'acuity-documentation'];

/** A SAR for 10 units of housing support in March 2037, the first for that service, with what has to go with it. */
export function sar(parts: Partial<Facts<'requestAuthorization'>> = {}): StepFacts {
  return {
    type: 'requestAuthorization',
    service: 'RSS-HOUSING',
    units: 10,
    from: '2037-03-05',
    through: '2037-03-31',
    initial: true,
    documents: firstDocuments,
    ...parts,
  };
}

/** Approved as asked for in `sar`, unless said otherwise. */
export function decision(about: string, parts: Partial<Facts<'decideAuthorization'>> = {}): StepFacts {
  return {
    type: 'decideAuthorization',
    about,
    decision: 'approved',
    units: 10,
    from: '2037-03-05',
    through: '2037-03-31',
    ...parts,
  };
}

/** A billable hour for the client that uses two units. */
export function service(authorization: string, parts: Partial<Facts<'recordService'>> = {}): StepFacts {
  return {
    type: 'recordService',
    kind: 'housing',
    minutes: 60,
    servedFor: 'client',
    billable: true,
    procedureCode: 'T1016',
    authorization,
    units: 2,
    ...parts,
  };
}
