import { signersOf } from '../../../features/plans/missing.ts';
import type { PlanSections, PlanVersion, Signature, SignatureRole } from '../../../features/plans/plan.ts';
import { planSections } from '../../forms/written/plan-parts.ts';
import type { Part } from '../../forms/written/parts.ts';

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

export type TaskState = 'not-started' | 'in-progress' | 'cannot-start' | 'not-asked' | 'done';
export type PlanGap = { pointer: string; detail: string };
/** `after`: what stands in front of what cannot start yet. */
export type Task = { part: PlanPart; state: TaskState; gaps: PlanGap[]; after: PlanPart[] };

/** What stands in a part before another can be begun: a goal answers needs, a service serves goals, and what is signed is whole. */
const after: Partial<Record<PlanPart, PlanPart[]>> = {
  goals: ['needs'],
  services: ['goals'],
  funding: ['services'],
  safetyPlan: ['strengths'],
  signatures: planParts.filter((part) => part !== 'signatures'),
};

type Plan = { version: PlanVersion; sections: PlanSections; signatures: readonly Pick<Signature, 'role'>[] };

/** What is left to write of a draft as tasks; `missing` as the server says it, by pointers into the plan. */
export function tasksOf(plan: Plan, missing: readonly PlanGap[]): Task[] {
  const gapsOf = (part: PlanPart) => missing.filter(({ pointer }) => partIn(pointer) === part);
  const shown = planParts.filter((part) => part !== 'transition' || plan.version === 'transition');
  const whole = (part: PlanPart) => !shown.includes(part) || gapsOf(part).length === 0;
  return shown.map((part): Task => {
    const gaps = gapsOf(part);
    const task = { part, gaps, after: [] };
    if (isBegun(plan, part)) return { ...task, state: gaps.length === 0 ? 'done' : 'in-progress' };
    // Of what is to be whole before somebody signs, all of it; of the rest, that there is anything.
    const ready = (before: PlanPart) => (part === 'signatures' ? whole(before) : isBegun(plan, before));
    const before = (after[part] ?? []).filter((one) => !ready(one));
    if (before.length > 0) return { ...task, state: 'cannot-start', after: before };
    return { ...task, state: gaps.length === 0 ? 'not-asked' : 'not-started' };
  });
}

function isBegun({ sections, signatures }: Plan, part: PlanPart): boolean {
  if (part === 'signatures') return signatures.length > 0;
  const section = sections[part];
  return Array.isArray(section) ? section.length > 0 : section !== null;
}

/**
 * `/sections/goals/0/targetOn` is of the goals. What a service as a whole lacks is who pays for it. What is of no section is
 * said where it is signed.
 */
function partIn(pointer: string): PlanPart {
  const [, first, second, nth, name] = pointer.split('/');
  if (second === 'services' && nth !== undefined && name === undefined) return 'funding';
  return planParts.find((part) => part === (first === 'sections' ? second : first)) ?? 'signatures';
}

/** Where a gap lies, in messages: which item of its section by its number, and which field of it. */
export function placeIn(pointer: string): { item: string; n: number; field: string | null } | null {
  const [, , name, nth, ...inner] = pointer.split('/');
  const section = planSections[name as keyof PlanSections] as (typeof planSections)['goals'] | undefined;
  if (!section || nth === undefined) return null;
  const [n, path] = section.list ? [Number(nth), inner] : [0, [nth, ...inner]];
  return { item: section.item, n: n + 1, field: fieldAt(section.parts, path) };
}

function fieldAt(parts: readonly Part[], [name, ...rest]: readonly string[]): string | null {
  const part = parts.find((one) => one.name === name);
  if (!part) return null;
  const inner = 'parts' in part ? fieldAt(part.parts, rest) : null;
  return inner ?? part.label;
}

/** Who has not signed these words yet. A guardian signs for a client who cannot. */
export function unsignedOf({ version, signatures }: Omit<Plan, 'sections'>): SignatureRole[] {
  const signed = new Set(signatures.map(({ role }) => role));
  if (signed.has('guardian')) signed.add('client');
  return signersOf[version].filter((role) => !signed.has(role));
}
