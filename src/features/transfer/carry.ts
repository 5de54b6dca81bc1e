import type { Obligation } from '../../engine/obligations/obligation.ts';
import { beginsAfterDischarge, type Profile, ruleOf } from '../../engine/policy/profile.ts';
import type { TransferFacts } from '../../engine/record/steps/transfer.ts';

type Owed = Extract<TransferFacts, { type: 'takeOver' }>['owed'];
type CarryDuty = Omit<Extract<TransferFacts, { type: 'carryDuty' }>, 'type'>;

/** What goes over with a client: duties that both agencies know, and the rest, each by itself. */
export type Carried = { owed: Owed; single: CarryDuty[] };

/**
 * What of the open obligations goes over to an enrollment under the other profile. One with a focus (a referral, a
 * crisis, an authorization) is carried by itself: its focus stays in the record in which it began. What only a discharge
 * opens stays with who discharges. Dates are those that are owed: a clock that is held goes over with its date after it.
 */
export function dutiesToCarry(
  obligations: readonly Obligation[],
  profileOf: (obligation: Obligation) => Profile,
  receiving: Profile,
): Carried {
  const staysHere = (one: Obligation): boolean => {
    const rule = ruleOf(profileOf(one), one.kind);
    return rule.afterDischarge && !beginsAfterDischarge(rule);
  };
  const open = obligations.filter((one) => one.closedAt === null && !staysHere(one));
  const isShared = ({ kind, focus }: Obligation) =>
    focus === undefined && receiving.rules.some((rule) => rule.kind === kind && !rule.perThing);
  return {
    owed: open.filter(isShared).map(({ kind, due }) => ({ kind, due })),
    single: open
      .filter((one) => !isShared(one))
      .map(({ kind, duty, due, key }) => ({ kind, duty, due, origin: key })),
  };
}
