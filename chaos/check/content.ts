import { isDeepStrictEqual } from 'node:util';
import { isStepEvent } from '../../src/engine/record/events.ts';
import type { Answer, AskedStep } from '../load/answers.ts';
import type { StoredEvent } from './evidence.ts';

export type Found = { enrollmentId: string; event: StoredEvent };
/** What was recorded under each command. */
export type OnRecord = ReadonlyMap<string, readonly Found[]>;

/** Each asked step once, with its facts, its words and its time. */
export function contentOf(
  { key, asked, staffId }: Answer,
  steps: readonly StoredEvent[],
  onRecord: OnRecord,
): string[] {
  if (steps.length !== asked.length)
    return [`${key}: ${asked.length} steps were asked, ${steps.length} are there`];
  return asked.flatMap((step, i) => {
    const event = steps[i];
    return event && isAsAsked(step, event, onRecord) && event.by.staffId === staffId
      ? []
      : [`${key}: step ${i + 1} is stored with another content`];
  });
}

function unitsAskedBy(about: unknown, onRecord: OnRecord): unknown {
  const [asked] = onRecord.get(String(about)) ?? [];
  return asked && isStepEvent(asked.event) && 'units' in asked.event.facts
    ? asked.event.facts.units
    : undefined;
}

/** The API takes a time up to a minute ahead of its clock for now. */
function isAsAsked(step: AskedStep, event: StoredEvent, onRecord: OnRecord): boolean {
  if (!('facts' in event) || event.facts.type !== step.type) return false;
  const stored = event.facts as unknown as Record<string, unknown>;
  const facts = Object.entries(step.facts).every(
    ([name, value]) =>
      isSame(stored[name], value) ||
      // An approval that names no units is of those that were asked.
      (name === 'units' && value === null && isSame(stored[name], unitsAskedBy(stored['about'], onRecord))),
  );
  const words = Object.entries(step.words).every(([name, value]) =>
    isDeepStrictEqual(event.details?.[name], value),
  );
  return facts && words && (step.occurredAt === null || event.occurredAt === Date.parse(step.occurredAt));
}

/**
 * Instants are sent as text and stored as milliseconds; of what is named by its id, the step says more than was asked: which
 * revision it was, and its hash.
 */
function isSame(stored: unknown, asked: unknown): boolean {
  if (typeof stored === 'number' && typeof asked === 'string') return stored === Date.parse(asked);
  if (Array.isArray(stored) && Array.isArray(asked))
    return stored.length === asked.length && asked.every((one, i) => isSame(stored[i], one));
  if (isRecord(stored) && isRecord(asked))
    return Object.entries(asked).every(([name, value]) => isSame(stored[name], value));
  return isDeepStrictEqual(stored, asked);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
