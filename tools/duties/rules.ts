import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { recoveryCoachProfile } from '../../src/pathway/profiles/recovery-coach.ts';
import type { Cadence, Rule } from '../../src/engine/policy/profile.ts';

export type DutyRule = { kind: string; due: string; source: string; basis: string };

/** The rules of the profiles that name a duty, each kind once. */
export function rulesFor(duty: string): DutyRule[] {
  const rules = new Map<string, Rule>();
  for (const rule of [...countyProfile.rules, ...recoveryCoachProfile.rules])
    if (idsOf(rule).includes(duty) && !rules.has(rule.kind)) rules.set(rule.kind, rule);
  return [
    ...[...rules.values()].map((rule) => ({
      kind: rule.kind,
      due: [told(rule.cadence), ...byLevel(rule)].join('; '),
      source: rule.cadence.source,
      basis: rule.cadence.basis,
    })),
    ...rulesOfStaff().flatMap(({ duty: named, ...rule }) => (named === duty ? [rule] : [])),
  ];
}

/** The rules about staff, which stand in a policy of their own. */
function rulesOfStaff(): (DutyRule & { duty: string })[] {
  const { items, hire, mandates, occasions = [], onCall } = countyStaffPolicy;
  return [
    ...items.map(({ kind, duty, source, basis, renewAfterMonths, expiryStated }) => {
      const ends = expiryStated ? ', renewed before it expires' : '';
      const months = renewAfterMonths ? `, renewed after ${renewAfterMonths.value} months` : '';
      return { kind, duty, due: `on file before a client${ends}${months}`, source, basis };
    }),
    ...hire.map(({ kind, duty, withinBusinessDays: { value, source, basis } }) => {
      return { kind, duty, due: `${value} business days`, source, basis };
    }),
    ...mandates.map(({ kind, duty, source, basis }) => ({
      kind,
      duty,
      due: 'on the day that is set',
      source,
      basis,
    })),
    ...occasions.map(({ kind, duty, every: { value, source, basis } }) => {
      const { count, unit } = value;
      const each = count === 1 ? unit.slice(0, -1) : `${count} ${unit}`;
      return { kind, duty, due: `each ${each}, the first time from the hire`, source, basis };
    }),
    ...(onCall ? [onCall] : []).map(({ kind, duty, aheadDays: { value, source, basis } }) => {
      return { kind, duty, due: `looked for ${value} days ahead, told before it begins`, source, basis };
    }),
  ];
}

/** Every duty that a rule of a profile, or of the staff policy, names. */
export function dutiesWithRules(): string[] {
  const staff = rulesOfStaff().map(({ duty }) => duty);
  return [...new Set([...[...countyProfile.rules, ...recoveryCoachProfile.rules].flatMap(idsOf), ...staff])];
}

function idsOf({ duty }: Rule): string[] {
  return duty.split(/, */);
}

function byLevel({ cadenceByLevel }: Rule): string[] {
  return Object.entries(cadenceByLevel).map(([level, cadence]) => `${level}: ${told(cadence)}`);
}

function told(cadence: Cadence): string {
  if ('interval' in cadence) {
    const { count, unit } = cadence.interval;
    return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`.replace('-', ' ');
  }
  if ('window' in cadence) return `each calendar ${cadence.window}`;
  const shift = cadence.plus ?? cadence.minus;
  if (!shift) return `on \`${cadence.fact}\``;
  return `${shift.count} ${shift.unit} ${cadence.plus ? 'after' : 'before'} \`${cadence.fact}\``;
}
