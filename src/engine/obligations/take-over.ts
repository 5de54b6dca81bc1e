import type { Policy } from '../policy/profile.ts';
import type { FactsOf } from '../record/steps/index.ts';
import type { Ledger, StepPlace } from './ledger.ts';

/**
 * What was owed elsewhere is owed here from the moment it is taken over, by the same date. Where the duty has begun here by
 * itself, the earlier of the two dates holds: nobody gains time by changing agencies. A date that has passed is due at once.
 */
export function takeOver(
  ledger: Ledger,
  { policy, level }: { policy: Policy; level: string },
  owed: FactsOf<'takeOver'>['owed'],
  place: StepPlace,
): void {
  for (const { kind, due } of owed) {
    const rule = policy.profile.rules.find((one) => one.kind === kind && !one.perThing);
    if (!rule) continue;
    const begunHere = ledger.openOf(kind).length > 0;
    ledger.open(policy, rule, level, { at: place.at, seq: place.seq, dueBefore: due });
    for (const obligation of ledger.openOf(kind)) {
      const to = Math.max(place.at, begunHere ? Math.min(obligation.due, due) : due);
      if (!obligation.suspended && to !== obligation.due) ledger.move(obligation, place, to);
    }
  }
}
