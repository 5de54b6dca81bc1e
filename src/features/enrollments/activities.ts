import { ApplicationFailure } from '@temporalio/common';
import type { DomainEvent } from '../../engine/record/events.ts';
import type {
  CrisisPaged,
  CrisisPageRequest,
  RecordActivities,
  RecordRequest,
  RecordResult,
} from '../../contracts/record.ts';

/** Where the record is kept. What it throws quotes nothing that was to be stored. */
export type RecordStore = {
  /** All or nothing. `refused`: the same append would fail for ever, `code` says why. */
  append(request: RecordRequest): Promise<RecordResult | { status: 'refused'; code: string }>;
  eventsAfter(enrollmentId: string, version: number): Promise<DomainEvent[]>;
  ping(): Promise<void>;
  /** Raises that page unless somebody has taken the crisis on, as the record has it. */
  pageCrisis(request: CrisisPageRequest): Promise<CrisisPaged>;
};

/** The activities by which enrollments write to and read from the record. */
export function createRecordActivities({ store }: { store: RecordStore }): RecordActivities {
  return {
    async appendToRecord(request) {
      const result = await store.append(request);
      if (result.status !== 'refused') return result;
      throw ApplicationFailure.nonRetryable(
        `the record refused the append (${result.code})`,
        'RecordRefused',
      );
    },
    eventsAfter: (enrollmentId, version) => store.eventsAfter(enrollmentId, version),
    awaitRecord: () => store.ping(),
    pageCrisis: (request) => store.pageCrisis(request),
  };
}
