import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

const granted = ['approved', 'approved-in-part'];

/** Duties about service authorizations and their use, SARs, the discretionary fund (AU). */
export const authorizationRules: Rule[] = [
  {
    ...plain,
    kind: 'sar.submission',
    duty: 'AU-3',
    title: 'Send a Service Authorization Request with the preliminary plan',
    // 001 C.1 asks for it where there are services needed: confirmed emergency needs, found before or after the plan.
    opens: [
      {
        on: 'met',
        kind: 'sccp.preliminary',
        given: [{ happened: 'confirmNeed', where: { outcome: 'confirmed' } }],
      },
      {
        on: 'step',
        step: 'confirmNeed',
        where: { outcome: 'confirmed' },
        given: [{ happened: 'completePreliminarySccp' }],
      },
    ],
    cadence: every(1, 'business-days', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'requestAuthorization' }],
  },
  {
    ...plain,
    kind: 'sar.decision',
    duty: 'AU-3',
    title: 'Payer decides on the Service Authorization Request',
    opens: [
      { on: 'step', step: 'requestAuthorization' },
      { on: 'step', step: 'resubmitAuthorization' },
      { on: 'step', step: 'appealDecision' },
    ],
    perThing: true,
    cadence: every(5, 'business-days', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'decideAuthorization' }],
    withdrawnBy: [{ step: 'endAuthorization' }],
    ladder: 'payer',
  },
  {
    ...plain,
    kind: 'authorization.renewal',
    duty: 'AU-1',
    title: 'Continue or end the authorization before it runs out',
    opens: [
      { on: 'step', step: 'decideAuthorization', where: { decision: granted } },
      { on: 'step', step: 'decideExtension', where: { decision: granted }, thing: 'authorization' },
      // Corrected, it runs out when what is left of it does.
      { on: 'step', step: 'decideExtension', where: { moves: true }, thing: 'authorization' },
    ],
    perThing: true,
    cadence: {
      ...{ fact: 'through', instead: 'runsOut' },
      source: 'Agency default, after 001 B.2, B.4 (service authorizations are kept current)',
      basis: 'agency',
    },
    met: [
      { step: 'requestAuthorization', thing: 'extends' },
      { step: 'requestExtension', thing: 'authorization' },
      { step: 'endAuthorization' },
    ],
    // Denied on appeal or corrected to that, nothing runs out any more.
    withdrawnBy: [
      { step: 'decideAuthorization', where: { decision: 'denied' } },
      { step: 'decideAuthorization', where: { moves: true } },
      { step: 'decideExtension', where: { moves: true }, thing: 'authorization' },
    ],
    ladder: 'renewal',
  },
  {
    ...plain,
    kind: 'fund.claim',
    duty: 'AU-4',
    title: 'Claim the payment from the discretionary fund back',
    opens: [{ on: 'step', step: 'payFromFund' }],
    perThing: true,
    cadence: every(3, 'business-days', 'Agency default, after 001 C.1', 'agency'),
    met: [{ step: 'requestAuthorization', thing: 'claims' }],
  },
];

/** What requests to the payer carry. */
export const payerDocuments: NonNullable<Profile['requestDocuments']> = [
  {
    duty: 'AU-2, AU-3',
    with: ['authorization', 'claim', 'extension'],
    value: ['sccp'],
    source: '001 C.1 (a copy of the preliminary plan goes with the requests), B.2, B.4',
    basis: 'policy',
  },
  {
    duty: 'AU-2',
    with: ['authorization', 'extension'],
    value: ['placement-criteria'],
    source: '001 B.2, B.4 (up-to-date patient placement criteria from the treatment provider)',
    basis: 'policy',
  },
  {
    duty: 'AC-2',
    with: ['authorization', 'extension'],
    exceptInitial: true,
    value: ['acuity-index', 'acuity-documentation'],
    source: '001 B.2, B.4 (with every request other than the initial one)',
    basis: 'policy',
  },
  {
    duty: 'AU-2',
    with: ['authorization', 'extension'],
    levels: ['cm'],
    exceptInitial: true,
    value: ['rst-meeting', 'rss-tool'],
    source: '001 B.4 (information obtained from the RST meetings and RSS Tool)',
    basis: 'policy',
  },
];

export const appealWithinBusinessDays: NonNullable<Profile['appealWithinBusinessDays']> = {
  value: 10,
  source: 'Agency default: the seeds give no time for an appeal',
  basis: 'agency',
};

export const underUse: NonNullable<Profile['underUse']> = {
  value: { belowShareOfTime: 0.5, afterShareOfTime: 0.25 },
  source: 'Agency default, after 001 B.4 (clients are utilizing services)',
  basis: 'agency',
};
