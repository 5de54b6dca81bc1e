import { z } from 'zod';
import type { EventRow } from '../postgres/ports.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import { instantOut } from '../../../kit/http/dates.ts';

/** Who did what and when, without its content. */
export function renderEventReference({ seq, type, stepId, occurredAt, recordedAt, by }: EventRow) {
  return { seq, type, stepId, occurredAt, recordedAt, by };
}

/** An event of the timeline; its details are there only for those who may read them. What is about a duty says what that is called. */
export function renderEvent(event: EventRow, rules: Profile['rules']) {
  const { type: _type, clientId: _clientId, ...data } = event.data;
  return {
    ...renderEventReference(event),
    commandId: event.commandId,
    facts: Object.fromEntries(
      Object.entries(data).flatMap(([name, value]) => renderFact(name, value, rules)),
    ),
    ...(event.details === null ? {} : { details: event.details }),
    voidedBySeq: event.voidedBySeq,
  };
}

const instantFacts = new Set(['to', 'due', 'since', 'startsAt']);

function renderFact(name: string, value: unknown, rules: Profile['rules']): [string, unknown][] {
  if (instantFacts.has(name) && typeof value === 'number') return [[name, z.encode(instantOut, value)]];
  if (name === 'policy' && typeof value === 'object' && value !== null) {
    // A policy is pages long and has an address of its own.
    const hashes = value as { profileHash?: unknown; calendarHash?: unknown };
    return [
      ['profileHash', hashes.profileHash],
      ['calendarHash', hashes.calendarHash],
    ];
  }
  const duty = name === 'kind' ? rules.find(({ kind }) => kind === value) : undefined;
  return duty
    ? [
        [name, value],
        ['title', duty.title],
      ]
    : [[name, value]];
}
