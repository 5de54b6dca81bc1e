import type { PlanSections, PlanVersion } from '../../../features/plans/plan.ts';

/** The parts of a plan in the order in which one is written. */
export const planParts = [
  'strengths',
  'needs',
  'goals',
  'services',
  'responsibilities',
  'funding',
  'safetyPlan',
  'transition',
  'signatures',
] as const;
export type PlanPart = (typeof planParts)[number];

export type TaskState = 'not-started' | 'in-progress' | 'cannot-start' | 'done';
export type Task = { part: PlanPart; state: TaskState; gaps: string[] };

/** What stands in a part before another can be begun: a goal answers needs, a service serves goals, and what is signed is whole. */
const after: Partial<Record<PlanPart, PlanPart[]>> = {
  goals: ['needs'],
  services: ['goals'],
  funding: ['services'],
  safetyPlan: ['strengths'],
  signatures: planParts.filter((part) => part !== 'signatures'),
};

type Plan = { version: PlanVersion; sections: PlanSections; signatures: readonly unknown[] };

/** What is left to write of a draft as tasks; `missing` as the server says it, by pointers into the plan. */
export function tasksOf(plan: Plan, missing: readonly { pointer: string; detail: string }[]): Task[] {
  const gapsOf = (part: PlanPart) =>
    missing.filter(({ pointer }) => partIn(pointer) === part).map(({ detail }) => detail);
  const shown = planParts.filter((part) => part !== 'transition' || plan.version === 'transition');
  const whole = (part: PlanPart) => !shown.includes(part) || gapsOf(part).length === 0;
  return shown.flatMap((part): Task[] => {
    const gaps = gapsOf(part);
    const begun = isBegun(plan, part);
    if (begun) return [{ part, state: gaps.length === 0 ? 'done' : 'in-progress', gaps }];
    // Of what is to be whole before somebody signs, all of it; of the rest, that there is anything.
    const ready = (before: PlanPart) => (part === 'signatures' ? whole(before) : isBegun(plan, before));
    if (!(after[part] ?? []).every(ready)) return [{ part, state: 'cannot-start', gaps }];
    // What nobody asks of this version is no task.
    return gaps.length === 0 ? [] : [{ part, state: 'not-started', gaps }];
  });
}

function isBegun({ sections, signatures }: Plan, part: PlanPart): boolean {
  if (part === 'signatures') return signatures.length > 0;
  const section = sections[part];
  return Array.isArray(section) ? section.length > 0 : section !== null;
}

/** `/sections/goals/0/targetOn` is of the goals. What is of no section is said where it is signed. */
function partIn(pointer: string): PlanPart {
  const [, first, second] = pointer.split('/');
  return planParts.find((part) => part === (first === 'sections' ? second : first)) ?? 'signatures';
}
