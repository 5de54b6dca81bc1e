import { z } from 'zod';
import type { EventRow, MovedDuty } from '../postgres/ports.ts';
import { stepKinds, type StepType } from '../../../engine/record/steps/index.ts';
import type { TitleOf } from '../../../kit/duty-titles.ts';
import { clockTitles, stepTitles } from '../../../pathway/step-titles.ts';
import { instantOut } from '../../../kit/http/dates.ts';

/** Who did what and when, without its content. */
export function renderEventReference({ seq, type, stepId, occurredAt, recordedAt, by }: EventRow) {
  return { seq, type, stepId, occurredAt, recordedAt, by };
}

/** An event of the timeline; its details are there only for those who may read them. What is about a duty says what that is called. */
export function renderEvent(event: EventRow, titleOf: TitleOf, moved: readonly MovedDuty[]) {
  const dutyOf = ({ key, kind, due, status, profileHash }: MovedDuty) => ({
    ...{ key, kind, due, status },
    title: titleOf(kind, profileHash),
  });
  const { type: _type, clientId: _clientId, ...data } = event.data;
  return {
    ...renderEventReference(event),
    ...calledAs(event.type),
    opened: moved.filter(({ openedBySeq }) => openedBySeq === event.seq).map(dutyOf),
    closed: moved.filter(({ closedBySeq }) => closedBySeq === event.seq).map(dutyOf),
    commandId: event.commandId,
    facts: renderFacts(data, titleOf),
    ...(event.details === null ? {} : { details: event.details }),
    voidedBySeq: event.voidedBySeq,
  };
}

const stepOfEvent = new Map(
  Object.entries(stepKinds).map(([step, { event }]) => [event, step as StepType] as const),
);

function calledAs(type: string): { step: StepType | null; title: string } {
  const step = stepOfEvent.get(type);
  if (step) return { step, title: stepTitles[step] };
  return { step: null, title: type in clockTitles ? clockTitles[type as keyof typeof clockTitles] : type };
}

type Facts = Record<string, unknown>;

function renderFacts(facts: Facts, titleOf: (kind: string) => string): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => renderFact(name, value, titleOf)),
  );
}

const instantFacts = new Set(['to', 'due', 'since', 'startsAt']);
const isFacts = (value: unknown): value is Facts => typeof value === 'object' && value !== null;

function renderFact(name: string, value: unknown, titleOf: (kind: string) => string): [string, unknown][] {
  if (instantFacts.has(name) && typeof value === 'number') return [[name, z.encode(instantOut, value)]];
  if (name === 'policy' && isFacts(value)) {
    // A policy is pages long and has an address of its own.
    const hashes = value as { profileHash?: unknown; calendarHash?: unknown };
    return [
      ['profileHash', hashes.profileHash],
      ['calendarHash', hashes.calendarHash],
    ];
  }
  const shown = Array.isArray(value)
    ? value.map((one: unknown) => (isFacts(one) && !Array.isArray(one) ? renderFacts(one, titleOf) : one))
    : value;
  const title = titleBeside(name, value, titleOf);
  return title ? [[name, shown], title] : [[name, shown]];
}

/** What the duties are called that a fact names; of the kind of something else, nothing. */
function titleBeside(
  name: string,
  value: unknown,
  titleOf: (kind: string) => string,
): [string, unknown] | null {
  if (name === 'kinds' && Array.isArray(value)) return ['titles', value.map((one) => titleOf(String(one)))];
  if (typeof value !== 'string' || (name !== 'kind' && name !== 'obligation')) return null;
  const kind = value.split('~')[0] ?? value;
  const title = titleOf(kind);
  return title === kind ? null : ['title', title];
}
