import type { Funding, FundingOutcome, Goal, PlanSections } from '../plans/plan.ts';

/** What of a plan a referral tells, by the ids of its items. */
export type Picked = { planNeeds: string[]; planServices: string[]; planGoals: string[] };
export const pickedFields = ['planNeeds', 'planServices', 'planGoals'] as const;

type Item = { id: string; text: string };

/** The words and dates of RF-2 as the plan has them. */
export type Planned = {
  words: {
    presentingIssue: string;
    desiredServices: string;
    goals: string;
    /** Who pays for these services, and who was asked to (PL-5): of which service, where there are several. */
    payers?: string;
    payersAsked?: string;
  };
  dates: { targetOn: string; reviewOn: string };
  /** The items of the funding that say so. */
  planFunding: string[];
};

/** What there is to be picked: of the goals those that are still open. */
export function pickable({ needs, services, goals }: PlanSections) {
  return {
    planNeeds: needs as Item[],
    planServices: services as Item[],
    planGoals: goals.filter(({ state }) => state === 'open'),
  };
}

/**
 * RF-2: what a referral says is put together from the plan and typed by nobody. Where several goals are named, it is aimed at
 * the last of their targets and looked at with the first of their reviews. Of the funding, what these services are paid from is
 * told, and what was asked. `unknown`: what the plan has not, by its place.
 */
export function fromPlan(sections: PlanSections, picked: Picked): Planned | { unknown: string } {
  const there = pickable(sections);
  for (const field of pickedFields) {
    const place = picked[field].findIndex((id) => !there[field].some((item) => item.id === id));
    if (place >= 0) return { unknown: `${field}/${place}` };
  }
  const of = <One extends Item>(items: readonly One[], ids: readonly string[]) =>
    items.filter(({ id }) => ids.includes(id));
  const goals: Goal[] = of(there.planGoals, picked.planGoals);
  const [targetOn = ''] = goals
    .map((goal) => goal.targetOn)
    .toSorted()
    .toReversed();
  const [reviewOn = ''] = goals.map((goal) => goal.reviewOn).toSorted();
  const services = of(there.planServices, picked.planServices);
  const funding = sections.funding.filter(({ service, outcome }) =>
    services.some(({ id }) => id === service && outcome !== 'not-available'),
  );
  const payers = sourcesOf(services, funding, 'pays');
  const payersAsked = sourcesOf(services, funding, 'asked');
  return {
    words: {
      presentingIssue: inOneLine(of(there.planNeeds, picked.planNeeds)),
      desiredServices: inOneLine(services),
      goals: inOneLine(goals),
      ...(payers === '' ? {} : { payers }),
      ...(payersAsked === '' ? {} : { payersAsked }),
    },
    dates: { targetOn, reviewOn },
    planFunding: funding.map(({ id }) => id),
  };
}

/** In the order of the services: each with its sources, as the plan calls them. */
function sourcesOf(services: readonly Item[], funding: readonly Funding[], outcome: FundingOutcome): string {
  const paid = services.flatMap(({ id, text }) => {
    const mine = funding.filter((one) => one.service === id && one.outcome === outcome);
    return mine.length === 0 ? [] : [{ text, sources: mine.map(({ source }) => source).join(', ') }];
  });
  const called = (text: string, sources: string) =>
    services.length === 1 ? sources : `${text.replace(/[.;:]$/u, '')}: ${sources}`;
  return paid.map(({ text, sources }) => called(text, sources)).join('; ');
}

/** As they stand in the plan, told apart where no sentence ends. */
function inOneLine(items: readonly Item[]): string {
  return items
    .map(({ text }, place) =>
      place + 1 < items.length ? `${text}${/[.!?…]$/u.test(text) ? '' : ';'}` : text,
    )
    .join(' ');
}
