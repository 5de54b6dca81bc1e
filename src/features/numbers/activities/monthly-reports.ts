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
import { acuityBandsOf, withoutLine } from '../bands.ts';
import { factsOf } from '../board.ts';
import { type Month, monthAfter, monthOf, periodOf } from '../period.ts';
import { partTitles } from '../part-titles.ts';
import { reportOf } from '../report.ts';
import { fewestAnswering } from '../withheld.ts';
import type { StaffReads } from '../../staff/postgres/ports.ts';
import { staffClockOf } from '../../staff/activities/staff-clock.ts';
import type { Policies } from '../../../kit/policies.ts';

type Deps = {
  reads: Pick<AccessReads, 'agencyName'> &
    Pick<StaffReads, 'staffTerms'> &
    Pick<NumberReads, 'numberCases' | 'staffNames'>;
  policies: Pick<Policies, 'policy' | 'staffPolicy'>;
  writes: ReportWrites;
};

type Asked = { agencyId: string; month: Month; commandId: string; at: Instant; madeBy: string | null };

export type MonthlyReports = ReportActivities & {
  /** Counts that month anew and keeps it as a new revision; the same command answers the one it made. */
  make(asked: Asked): Promise<ActOutcome<ReportRow, never>>;
};

/** Monthly reports: counted from the record, kept in it. Needs no Temporal. */
export function createMonthlyReports({ reads, policies, writes }: Deps): MonthlyReports {
  async function make({ agencyId, month, commandId, at, madeBy }: Asked) {
    const { calendar, profile, staffPolicy } = await staffClockOf({ reads, policies }, agencyId);
    const period = periodOf(calendar, month, month, at);
    const [from, until] = [period.months[0]?.from ?? 0, period.months[0]?.until ?? 0];
    const cases = await reads.numberCases({ agencyId }, null, { from, until });
    const [agency, names] = await Promise.all([reads.agencyName(agencyId), reads.staffNames(agencyId)]);
    const facts = factsOf(cases, period, acuityBandsOf(profile, staffPolicy));
    const unsaid = withoutLine(staffPolicy);
    const asked = { agency, month, period, names, fewestAnswering: fewestAnswering.value };
    const notes = unsaid === null ? [] : [unsaid];
    const content = reportOf(facts, { ...asked, notes, titles: partTitles(profile) });
    const hash = contentHash(content);
    return writes.keepReport({ agencyId, month, commandId, hash, content, madeAt: at, madeBy });
  }

  return {
    make,
    async makeMonthlyReport({ agencyId, at }) {
      const { calendar } = await staffClockOf({ reads, policies }, agencyId);
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
