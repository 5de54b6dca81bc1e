import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  startChild,
} from '@temporalio/workflow';
import { crisisWorkflowId } from '../contracts/ids.ts';
import { type CrisisInput, crisisWorkflow, lookSignal } from '../contracts/messages.ts';
import { crisisMark, pagingOf } from '../features/crisis/pages.ts';
import { crisesOf, wantsAnswer } from '../features/crisis/state.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { effectiveSteps, statusAt } from '../engine/obligations/fold.ts';

/**
 * Sees to it that each crisis nobody has answered has its workflow, and that one which somebody has answered looks at
 * the record. Steps do not wait for it.
 */
export class Crises {
  readonly #paging: Set<string>;
  #underWay = 0;

  constructor(paging: readonly string[] = []) {
    this.#paging = new Set(paging);
  }

  get idle(): boolean {
    return this.#underWay === 0;
  }

  /** For the next run. */
  get paging(): string[] {
    return [...this.#paging];
  }

  follow(state: EnrollmentState): void {
    if (this.#paging.size === 0 && !state.steps.some(({ facts }) => facts.type === 'reportCrisis')) return;
    const unanswered = crisesOf(effectiveSteps(state.steps, Infinity)).filter(wantsAnswer);
    for (const { id } of unanswered) {
      if (this.#paging.has(id)) continue;
      this.#paging.add(id);
      void this.#inBackground(() => start(state, id));
    }
    for (const id of this.#paging) {
      if (unanswered.some((crisis) => crisis.id === id)) continue;
      this.#paging.delete(id);
      void this.#inBackground(() => tell(state, id));
    }
  }

  /** What goes wrong here is no fault of the step: the crisis runs already, or has ended by itself. */
  async #inBackground(work: () => Promise<unknown>): Promise<void> {
    this.#underWay += 1;
    try {
      await work();
    } catch (error) {
      log.info('a crisis was not to be reached', { error: error instanceof Error ? error.name : 'unknown' });
    } finally {
      this.#underWay -= 1;
    }
  }
}

/** At most one of a crisis at a time; one that has ended is begun again where the answer was voided. */
function start({ steps, lastRecordedAt, enrollmentId, agencyId }: EnrollmentState, thing: string) {
  const { everyMinutes, chain } = pagingOf(statusAt(steps, lastRecordedAt).policy.profile);
  const input: CrisisInput = { enrollmentId, agencyId, thing, everyMinutes, chain };
  return startChild<(input: CrisisInput) => Promise<void>>(crisisWorkflow, {
    workflowId: crisisWorkflowId(enrollmentId, crisisMark(thing)),
    args: [input],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    cancellationType: ChildWorkflowCancellationType.ABANDON,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    typedSearchAttributes: new TypedSearchAttributes([{ key: agencyKey, value: agencyId }]),
    staticSummary: 'Crisis: pages the on-call chain until somebody answers',
  });
}

const agencyKey = defineSearchAttributeKey('TlAgency', SearchAttributeType.KEYWORD);

function tell({ enrollmentId }: EnrollmentState, thing: string): Promise<void> {
  return getExternalWorkflowHandle(crisisWorkflowId(enrollmentId, crisisMark(thing))).signal(lookSignal);
}
