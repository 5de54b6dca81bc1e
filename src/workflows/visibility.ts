import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { patched, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { levelAttribute, type searchAttributeTypes } from '../contracts/search-attributes.ts';
import { formatLocal } from '../engine/calendar/index.ts';
import type { Change } from '../engine/deadlines/change.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';
import { ruleOf } from '../engine/policy/profile.ts';
import type { EnrollmentSummary, Stage } from '../engine/record/summary.ts';
import { summaryOf } from '../pathway/projection.ts';
import { firstStage } from '../pathway/stage.ts';
import { toldBefore } from './visibility-before.ts';

/**
 * What ops see of an enrollment in the Temporal Web UI beside its history: where it stands and what is open; nothing of
 * the client (docs/decisions/0016-what-ops-see.md).
 */
export class Visibility {
  /** Undefined until the run shows something: a run that began before 0.2.0 goes on by the rule it began with. */
  #usersStages: boolean | undefined;
  #stage: Stage = firstStage;
  /** The attributes as they were told last, by name. */
  readonly #told = new Map<string, string>();
  #toldBefore = '';

  constructor(usersStages: true | undefined) {
    this.#usersStages = usersStages;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** For the next run, so that it need not ask. */
  get forNextRun(): { usersStages?: true } {
    return this.#usersStages === true ? { usersStages: true } : {};
  }

  show({ after, statusAfter }: Pick<Change, 'after' | 'statusAfter'>): void {
    this.#usersStages ??= patched('stages-in-users-words');
    const summary = summaryOf(after, statusAfter);
    this.#stage = summary.stage;
    this.#tell(attributes(after.agencyId, summary), summary, statusAfter);
    setCurrentDetails(details(statusAfter, summary));
  }

  /** One command when there is news, else none: which of the two must be the same in a replay. */
  #tell(all: Attribute[], summary: EnrollmentSummary, status: PathwayStatus): void {
    const news = all.filter(({ pair, text }) => this.#told.get(pair.key.name) !== text);
    if (!this.#usersStages) {
      const told = toldBefore(summary, status);
      if (told === this.#toldBefore) return;
      this.#toldBefore = told;
      // It is told that something is new, though it may be the level, which is not told any more.
      if (news.length === 0) news.push(...all.filter(({ pair }) => pair.key.name === 'TlStage'));
    }
    if (news.length === 0) return;
    for (const { pair, text } of news) this.#told.set(pair.key.name, text);
    upsertSearchAttributes([...news.map(({ pair }) => pair), ...withoutLevel()]);
  }
}

/** A run goes on with the attributes of the one before it, of which 0.1.0 had one more. */
function withoutLevel(): SearchAttributeUpdatePair[] {
  const key = defineSearchAttributeKey(levelAttribute, SearchAttributeType.KEYWORD);
  return workflowInfo().typedSearchAttributes.get(key) === undefined ? [] : [{ key, value: null }];
}

type Attribute = { text: string; pair: SearchAttributeUpdatePair };

function attributes(agencyId: string, summary: EnrollmentSummary): Attribute[] {
  const keyword = (name: keyof typeof searchAttributeTypes, value: string | null): Attribute => ({
    text: value ?? '',
    pair: { key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value },
  });
  const { nextDue, overdueCount, emergency } = summary;
  return [
    keyword('TlAgency', agencyId),
    keyword('TlStage', summary.stage),
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

function details({ obligations, policy }: PathwayStatus, summary: EnrollmentSummary): string {
  const open = obligations
    .filter((obligation) => obligation.closedAt === null)
    .toSorted((a, b) => a.due - b.due);
  const { calendar, profile } = policy;
  const rows = open.map(({ kind, duty, due, status, suspended }) => {
    const title = profile.rules.some((rule) => rule.kind === kind) ? ruleOf(profile, kind).title : kind;
    return `| ${title} | ${duty} | ${formatLocal(calendar, due)} | ${suspended ? suspended.type : status} |`;
  });
  return [
    `**${summary.stage}**, version ${summary.version}`,
    '',
    `| Open obligation | Duty | Due (${calendar.timeZone}) | |`,
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
