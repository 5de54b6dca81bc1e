import type { Ledger, Mark } from '../../engine/obligations/ledger.ts';
import type { Obligation } from '../../engine/obligations/obligation.ts';
import { type Policy, type Profile, ruleOf } from '../../engine/policy/profile.ts';
import type { TransferFacts } from '../../engine/record/steps/transfer.ts';

type Owed = Extract<TransferFacts, { type: 'takeOver' }>['owed'];
type CarryDuty = Omit<Extract<TransferFacts, { type: 'carryDuty' }>, 'type'>;

/** What goes over with a client: duties that both agencies know, and the rest, each a thing of its own. */
export type Carried = { owed: Owed; things: CarryDuty[] };

/**
 * What of the open obligations goes over to an enrollment under the other profile. One about a thing (a referral, a
 * crisis, an authorization) is carried by itself: the thing stays in the record in which it began. What only a discharge
 * opens stays with who discharges. Dates are those that are owed: a clock that is held goes over with its date after it.
 */
export function dutiesToCarry(
  obligations: readonly Obligation[],
  profileOf: (obligation: Obligation) => Profile,
  receiving: Profile,
): Carried {
  const open = obligations.filter(
    (one) => one.closedAt === null && !ruleOf(profileOf(one), one.kind).afterDischarge,
  );
  const isShared = ({ kind, thing }: Obligation) =>
    thing === undefined && receiving.rules.some((rule) => rule.kind === kind && !rule.perThing);
  return {
    owed: open.filter(isShared).map(({ kind, due }) => ({ kind, due })),
    things: open
      .filter((one) => !isShared(one))
      .map(({ kind, duty, due, key }) => ({ kind, duty, due, origin: key })),
  };
}

/**
 * What was owed elsewhere is owed here from the moment it is taken over, by the same date. Where the duty has begun here by
 * itself, the earlier of the two dates holds: nobody gains time by changing agencies. A date that has passed is due at once.
 */
export function takeOver(
  ledger: Ledger,
  { policy, level }: { policy: Policy; level: string },
  owed: Owed,
  mark: Mark,
): void {
  for (const { kind, due } of owed) {
    const rule = policy.profile.rules.find((one) => one.kind === kind && !one.perThing);
    if (!rule) continue;
    const begunHere = ledger.openOf(kind).length > 0;
    ledger.open(policy, rule, level, { at: mark.at, seq: mark.seq, dueBefore: due });
    for (const obligation of ledger.openOf(kind)) {
      const to = Math.max(mark.at, begunHere ? Math.min(obligation.due, due) : due);
      if (!obligation.suspended && to !== obligation.due) ledger.move(obligation, mark, to);
    }
  }
}
