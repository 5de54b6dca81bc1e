import type { PlanSections } from '../plans/plan.ts';

/**
 * The part of a family's plan that may be given to somebody who may see these members' parts: what concerns those, and what
 * concerns nobody in particular. `clientId`: the release is the client's own.
 */
export function copyFor(
  sections: PlanSections,
  visible: ReadonlySet<string>,
  clientId: string,
): PlanSections {
  const shown = <T extends { member?: string | undefined }>(items: readonly T[]): T[] =>
    items.filter(({ member }) => member === undefined || visible.has(member));
  const strengths = shown(sections.strengths);
  const needs = shown(sections.needs);
  const goals = shown(sections.goals).map((goal) => ({ ...goal, needs: known(goal.needs, needs) }));
  const services = shown(sections.services).map((one) => ({ ...one, goals: known(one.goals, goals) }));
  const { safetyPlan, transition } = sections;
  const [safety] = safetyPlan ? shown([safetyPlan]) : [];
  return {
    strengths,
    needs,
    goals,
    services,
    responsibilities: shown(sections.responsibilities),
    // Who pays for a service tells that there is one.
    funding: shown(sections.funding).filter(({ service }) => services.some(({ id }) => id === service)),
    safetyPlan: safety ? { ...safety, strengths: known(safety.strengths, strengths) } : null,
    transition: visible.has(clientId) ? transition : null,
  };
}

function known(ids: readonly string[], items: readonly { id: string }[]): string[] {
  return ids.filter((id) => items.some((item) => item.id === id));
}
