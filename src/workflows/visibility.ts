import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributeTypes } from '../contracts/search-attributes.ts';
import { formatLocal } from '../engine/calendar/index.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { summaryOf } from '../pathway/projection.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { EnrollmentSummary } from '../engine/record/summary.ts';
import type { Standing } from '../engine/obligations/fold.ts';
import { ruleOf } from '../engine/policy/profile.ts';

/** What ops see of an enrollment in the Temporal Web UI: where it stands and what is open; nothing of the client. */
export function show(
  change: Pick<Change, 'after' | 'standingAfter'>,
  shown: EnrollmentSummary | null,
): EnrollmentSummary {
  const summary = summaryOf(change.after, change.standingAfter);
  const changed = attributes(change.after, summary).filter(
    (pair, index) => shown === null || attributes(change.after, shown)[index]?.text !== pair.text,
  );
  if (changed.length > 0) upsertSearchAttributes(changed.map(({ pair }) => pair));
  setCurrentDetails(details(change.standingAfter, summary));
  return summary;
}

type Attribute = { text: string; pair: SearchAttributeUpdatePair };

function attributes({ agencyId }: EnrollmentState, summary: EnrollmentSummary): Attribute[] {
  const keyword = (name: keyof typeof searchAttributeTypes, value: string | null): Attribute => ({
    text: value ?? '',
    pair: { key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value },
  });
  const { nextDue, overdueCount, emergency } = summary;
  return [
    keyword('TlAgency', agencyId),
    keyword('TlStage', summary.stage),
    keyword('TlLevel', summary.level),
    keyword('TlCoordinator', summary.coordinatorId),
    keyword('TlProfile', summary.profileHash.slice(0, 16)),
    {
      text: `${nextDue}`,
      pair: {
        key: defineSearchAttributeKey('TlNextDue', SearchAttributeType.DATETIME),
        value: nextDue === null ? null : new Date(nextDue),
      },
    },
    {
      text: `${overdueCount}`,
      pair: { key: defineSearchAttributeKey('TlOverdue', SearchAttributeType.INT), value: overdueCount },
    },
    {
      text: `${emergency}`,
      pair: { key: defineSearchAttributeKey('TlEmergency', SearchAttributeType.BOOL), value: emergency },
    },
  ];
}

function details(standing: Standing, summary: EnrollmentSummary): string {
  const open = standing.obligations
    .filter((obligation) => obligation.closedAt === null)
    .toSorted((a, b) => a.due - b.due);
  const { calendar } = standing.policy;
  const rows = open.map(({ kind, duty, due, status, suspended }) => {
    const title = standing.policy.profile.rules.some((rule) => rule.kind === kind)
      ? ruleOf(standing.policy.profile, kind).title
      : kind;
    return `| ${title} | ${duty} | ${formatLocal(calendar, due)} | ${suspended ? suspended.type : status} |`;
  });
  return [
    `**${summary.stage}** at level ${summary.level}, version ${summary.version}`,
    '',
    `| Open obligation | Duty | Due (${calendar.timeZone}) | |`,
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
