import type { RecordRequest } from '../../contracts/record.ts';
import { eventTypeOf, type RecordedStep, type StepType } from '../../engine/record/steps/index.ts';
import type { Actor, ClockEvent, DomainEvent, StepEvent } from '../../engine/record/events.ts';
import { isStepEvent } from '../../engine/record/events.ts';
import { stepOf } from '../../engine/deadlines/evolve.ts';
import type { Seal } from '../seal.ts';
import { Prisma } from './generated/client.ts';
import type { EventModel } from './generated/models.ts';

/** Types of events, as literals: a partial index is for its own words, and for no parameter. */
export const named = (...types: readonly StepType[]): Prisma.Sql =>
  Prisma.raw(types.map((type) => `'${eventTypeOf(type)}'`).join(', '));

/** An event as it is stored. Protected words arrive sealed and are opened here, into `details`. */
export function toRow(
  { enrollmentId, agencyId, fingerprint }: Pick<RecordRequest, 'enrollmentId' | 'agencyId' | 'fingerprint'>,
  event: DomainEvent,
  seal: Pick<Seal, 'open'>,
): Prisma.EventCreateManyInput {
  const { commandId } = event;
  const row = {
    enrollmentId,
    seq: event.seq,
    prevSeq: event.seq === 1 ? null : event.seq - 1,
    commandId,
    index: event.index,
    type: event.type,
    occurredAt: new Date(event.occurredAt),
    recordedAt: new Date(event.recordedAt),
    actor: event.by,
    fingerprint: event.index === 0 ? fingerprint : null,
  };
  if (!isStepEvent(event)) return { ...row, stepId: null, data: event.clock };
  const words = event.sealed && seal.open(event.sealed, { agencyId, enrollmentId, commandId });
  return {
    ...row,
    stepId: event.stepId,
    data: toJson(event.facts),
    details: event.sealed === undefined ? Prisma.DbNull : toJson(words),
  };
}

/** Columns of an event without its protected words: the only ones read on the way to a workflow. */
export const eventColumns = {
  seq: true,
  commandId: true,
  index: true,
  type: true,
  stepId: true,
  occurredAt: true,
  recordedAt: true,
  actor: true,
  data: true,
} as const;

export type EventRow = Pick<EventModel, keyof typeof eventColumns>;

/** The event of a row, without its protected words. The row was written by `toRow`, so its JSON has these types. */
export function fromRow(row: EventRow): DomainEvent {
  const base = {
    seq: row.seq,
    commandId: row.commandId,
    index: row.index,
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    by: row.actor as Actor,
  };
  if (row.stepId === null) {
    return { ...base, type: row.type as ClockEvent['type'], clock: row.data as ClockEvent['clock'] };
  }
  const facts = row.data as unknown as StepEvent['facts'];
  return { ...base, type: row.type, stepId: row.stepId, facts };
}

/** The steps among rows of the record, in their order. */
export function stepsIn(rows: readonly EventRow[]): RecordedStep[] {
  return rows.map(fromRow).filter(isStepEvent).map(stepOf);
}

/** JSON for a column; the domain's types are plain JSON, which their readonly parts keep the compiler from seeing. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
