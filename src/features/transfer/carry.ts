import type { Obligation } from '../../engine/obligations/obligation.ts';
import { beginsAfterDischarge, type Profile, ruleOf } from '../../engine/policy/profile.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
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
  const open = leaving(obligations, profileOf);
  return {
    owed: open.filter((one) => isShared(one, receiving)).map(({ kind, due }) => ({ kind, due })),
    single: open.filter((one) => !isShared(one, receiving)).map(byItself),
  };
}

/**
 * What has begun to be owed since the client was taken over, or was on its way to the record then, and would end with the
 * enrollment here: each by itself. A duty of both agencies that is owed there by then is theirs already.
 *
 * @param there What is owed there, and the steps of that record.
 */
export function dutiesLeftBehind(
  obligations: readonly Obligation[],
  profileOf: (obligation: Obligation) => Profile,
  receiving: Profile,
  there: { obligations: readonly Obligation[]; steps: readonly RecordedStep[] },
): CarryDuty[] {
  const owedThere = new Set(there.obligations.filter(isOpen).map(({ kind }) => kind));
  const wentOver = new Set<string>();
  for (const { facts } of there.steps) {
    if (facts.type === 'takeOver') for (const { kind } of facts.owed) owedThere.add(kind);
    if (facts.type === 'carryDuty') wentOver.add(facts.origin);
  }
  return leaving(obligations, profileOf)
    .filter(({ key }) => !wentOver.has(key))
    .filter((one) => !isShared(one, receiving) || !owedThere.has(one.kind))
    .map(byItself);
}

const isOpen = ({ closedAt }: Obligation): boolean => closedAt === null;

/** What only a discharge opens stays. */
function leaving(
  obligations: readonly Obligation[],
  profileOf: (obligation: Obligation) => Profile,
): Obligation[] {
  return obligations.filter((one) => {
    const rule = ruleOf(profileOf(one), one.kind);
    return isOpen(one) && !(rule.afterDischarge && !beginsAfterDischarge(rule));
  });
}

const isShared = ({ kind, focus }: Obligation, receiving: Profile): boolean =>
  focus === undefined && receiving.rules.some((rule) => rule.kind === kind && !rule.perThing);

const byItself = ({ kind, duty, due, key }: Obligation): CarryDuty => ({ kind, duty, due, origin: key });
