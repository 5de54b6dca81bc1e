import type { ReportActivities } from './contract.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import { contentHash } from '../../../kit/content-hash.ts';
import type { AccessReads } from '../../access/postgres/reads.ts';
import type { NumberReads } from '../postgres/reads.ts';
import type { ReportRow } from '../postgres/report-ports.ts';
import type { ReportWrites } from '../postgres/reports.ts';
import {
  type Calendar,
  type Instant,
  isBusinessDay,
  localDateOf,
  partsOf,
} from '../../../engine/calendar/index.ts';
import { acuityBandsOf } from '../bands.ts';
import { factsOf } from '../board.ts';
import { type Month, monthAfter, monthOf, periodOf } from '../period.ts';
import { reportOf } from '../report.ts';
import { bandsAboveLine, fewestAnswering } from '../rules.ts';
import type { Policies } from '../../../kit/policies.ts';

type Deps = {
  reads: Pick<AccessReads, 'agencyPolicy' | 'agencyName'> & Pick<NumberReads, 'numberCases' | 'staffNames'>;
  policies: Pick<Policies, 'policy'>;
  writes: ReportWrites;
};

type Asked = { agencyId: string; month: Month; commandId: string; at: Instant; madeBy: string | null };

export type MonthlyReports = ReportActivities & {
  /** Counts that month anew and keeps it as a new revision; the same command answers the one it made. */
  make(asked: Asked): Promise<ActOutcome<ReportRow, never>>;
};

/** Monthly reports: counted from the record, kept in it. Needs no Temporal. */
export function createMonthlyReports({ reads, policies, writes }: Deps): MonthlyReports {
  async function policyOf(agencyId: string) {
    const { profileHash, calendarHash } = await reads.agencyPolicy(agencyId);
    const policy = await policies.policy(profileHash, calendarHash);
    if (!policy) throw new Error(`the record lacks policy ${profileHash} or ${calendarHash}`);
    return policy;
  }

  async function make({ agencyId, month, commandId, at, madeBy }: Asked) {
    const { calendar, profile } = await policyOf(agencyId);
    const period = periodOf(calendar, month, month, at);
    const [from, until] = [period.months[0]?.from ?? 0, period.months[0]?.until ?? 0];
    const cases = await reads.numberCases({ agencyId, onlyWithExtensionRequest: false }, { from, until });
    const [agency, names] = await Promise.all([reads.agencyName(agencyId), reads.staffNames(agencyId)]);
    const facts = factsOf(cases, period, acuityBandsOf(profile, bandsAboveLine));
    const asked = { agency, month, period, names, fewestAnswering: fewestAnswering.value };
    const content = reportOf(facts, asked);
    const hash = contentHash(content);
    return writes.keepReport({ agencyId, month, commandId, hash, content, madeAt: at, madeBy });
  }

  return {
    make,
    async makeMonthlyReport({ agencyId, at }) {
      const { calendar } = await policyOf(agencyId);
      const month = monthAfter(monthOf(calendar, at), -1);
      if (!hasBegun(calendar, at)) return { made: false, month };
      // Named by its month: however often the Schedule fires, it makes one.
      const { status } = await make({ agencyId, month, commandId: `schedule-${month}`, at, madeBy: null });
      return { made: status === 'written', month };
    },
  };
}

/** Whether the first business day of its month has come by then. */
function hasBegun(calendar: Calendar, at: Instant): boolean {
  const today = localDateOf(calendar, at);
  const { day } = partsOf(today);
  return Array.from({ length: day }, (_, n) => today - n).some((date) => isBusinessDay(calendar, date));
}
