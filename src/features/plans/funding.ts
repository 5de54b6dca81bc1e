import type { Gap } from './gap.ts';
import { type FundingTier, fundingTiers, type PlanSections } from './plan.ts';

const words: Record<FundingTier, string> = {
  'low-cost': 'what is free or low-cost',
  'other-payer': 'other payers (Medicare, Medicaid…)',
  county: 'the county',
};

/**
 * PL-5: each service has somebody who pays or was asked to, and whatever comes before that source in the policy's
 * order was looked at and, with its reason, is not available.
 */
export function fundingGaps({ services, funding }: Pick<PlanSections, 'services' | 'funding'>): Gap[] {
  const gaps = services.flatMap(({ id }, i): Gap[] => {
    const mine = funding.filter(({ service }) => service === id);
    const used = mine.filter(({ outcome }) => outcome !== 'not-available');
    const at = `sections.services.${i}`;
    if (used.length === 0)
      return [{ field: at, detail: 'a source in the funding plan that pays or was asked (PL-5)' }];
    const first = Math.min(...used.map(({ tier }) => fundingTiers.indexOf(tier)));
    return fundingTiers
      .slice(0, first)
      .filter((tier) => !mine.some((one) => one.tier === tier && one.reason !== undefined))
      .map((tier) => ({
        field: at,
        detail: `in the funding plan, why ${words[tier]} cannot pay, before later sources are used (PL-5)`,
      }));
  });
  const known = new Set(services.map(({ id }) => id));
  const astray = funding.flatMap(({ service }, i) =>
    known.has(service)
      ? []
      : [{ field: `sections.funding.${i}.service`, detail: 'a service of the plan, by its id' }],
  );
  return [...gaps, ...astray];
}
