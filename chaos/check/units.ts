import { type Entered, enteredSteps, ofType } from './effective.ts';
import type { Check, Evidence } from './evidence.ts';
import { isWhole } from './streams.ts';

/** No authorization is used past what the payer granted, neither in the end nor after any of the steps on the way. */
export function checkUnits({ streams }: Evidence): Check {
  const check: Check = {
    name: 'authorizations: never used past their units',
    examined: 0,
    violations: [],
  };
  for (const [enrollmentId, events] of streams) {
    if (!isWhole(events)) continue;
    for (const event of events) {
      if (!('facts' in event) || !bearing.has(event.facts.type)) continue;
      check.examined += event.facts.type === 'recordService' ? 1 : 0;
      for (const line of overdrawn(enteredSteps(events.slice(0, event.seq))))
        check.violations.push(`${enrollmentId}: after event ${event.seq} ${line}`);
    }
  }
  return check;
}

/** What can change what is granted or used; a voided decision does, too. */
const bearing = new Set(['recordService', 'decideAuthorization', 'appealDecision', 'voidStep']);

function overdrawn(steps: readonly Entered[]): string[] {
  const used = new Map<string, number>();
  for (const { facts } of ofType(steps, 'recordService')) {
    if (facts.authorization === undefined) continue;
    used.set(facts.authorization, (used.get(facts.authorization) ?? 0) + (facts.units ?? 0));
  }
  return [...used].flatMap(([id, units]) => {
    const granted = grantedOf(steps, id);
    return units > granted ? [`${id} has ${granted} units and ${units} are used`] : [];
  });
}

function grantedOf(steps: readonly Entered[], id: string): number {
  let granted = 0;
  for (const { facts } of ofType(steps, 'decideAuthorization')) {
    if (facts.about !== id) continue;
    const { decision, units } = facts;
    if (decision === 'denied') granted = 0;
    else if (decision !== 'returned') granted = units ?? 0;
  }
  return granted;
}
