import type { DomainEvent } from '../../engine/record/events.ts';

/** What the gateway asks of the record; every function rejects while PostgreSQL is away. */
export type RecordView = {
  loadEvents(enrollmentId: string, upToSeq?: number): Promise<DomainEvent[]>;
  eventsOfCommand(
    enrollmentId: string,
    commandId: string,
  ): Promise<{ fingerprint: string | null; events: DomainEvent[] } | null>;
  recordVersion(enrollmentId: string): Promise<number>;
  confirm(versions: readonly { enrollmentId: string; version: number }[]): Promise<void>;
};
