import { formatLocalDate } from '../../engine/calendar/index.ts';
import { firstDayOf } from '../../engine/obligations/fulfilment.ts';
import type { Obligation } from '../../engine/obligations/obligation.ts';
import type { Policy } from '../../engine/policy/profile.ts';

/** An instrument that is or was owed, with the days between which it counts. */
export type InstrumentWindow = Pick<Obligation, 'kind' | 'opened' | 'due' | 'status'> & {
  title: string;
  /** First local date that counts; null where any day since the opening does. */
  countsFrom: string | null;
};

/** Of an enrollment's obligations, those that an instrument meets. */
export function instrumentWindows(obligations: readonly Obligation[], policy: Policy): InstrumentWindow[] {
  return obligations.flatMap((obligation) => {
    const rule = policy.profile.rules.find(({ kind }) => kind === obligation.kind);
    const way = rule?.met.find(({ step }) => step === 'recordInstrument');
    if (!rule || !way) return [];
    const { kind, opened, due, status } = obligation;
    const countsFrom = way.notBefore ? formatLocalDate(firstDayOf(way, policy, obligation)) : null;
    return [{ kind, title: rule.title, opened, countsFrom, due, status }];
  });
}
