import type { CommandType } from '../../kit/http/command.ts';
import { z } from 'zod';
import { obligationStatuses } from '../../engine/obligations/obligation.ts';
import { contactsWith, contactModes, contactOutcomes } from '../../engine/policy/terms.ts';
import { commandSpecs, commandTypes } from '../../api/steps/specs.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const base = { at: instant, recordedAt: instant.optional(), id: z.string().min(1).optional() };
const level = z.enum(['rsc-i', 'rsc-f', 'cm']);
const plain = <T extends string>(type: T) => z.strictObject({ ...base, type: z.literal(type) });

/** The eleven that every scenario may tell, in the scenarios' own form. */
const pathway = [
  z.strictObject({ ...base, type: z.literal('assignCoordinator'), coordinator: z.string().optional() }),
  z.strictObject({
    ...base,
    type: z.literal('logContact'),
    with: z.enum(contactsWith),
    mode: z.enum(contactModes),
    outcome: z.enum(contactOutcomes),
    release: z.string().min(1).optional(),
  }),
  plain('completePreliminarySccp'),
  plain('formRst'),
  plain('holdRstMeeting'),
  plain('completeFullSccp'),
  plain('reviewSccp'),
  z.strictObject({ ...base, type: z.literal('scoreAcuity'), score: z.number().int() }),
  z.strictObject({ ...base, type: z.literal('changeLevel'), level }),
  z.strictObject({ ...base, type: z.literal('discharge'), reason: z.string().min(1) }),
  z.strictObject({ ...base, type: z.literal('voidStep'), step: z.string().min(1) }),
] as const;

type Told = (typeof pathway)[number]['shape']['type']['value'];
type Other = Exclude<CommandType, Told | 'adoptPolicy'>;
const told = new Set<string>(pathway.map(({ shape }) => shape.type.value));
/** Who does what a scenario tells. */
export const authors = ['coordinator', 'supervisor', 'payer'] as const;
/** All other steps, with the facts of their commands; a fact that names a step gives the `id` of its event. */
const others = commandTypes
  // A policy is named by its hash, which a story does not know.
  .filter((type): type is Other => !told.has(type) && type !== 'adoptPolicy')
  .map((type) =>
    z.strictObject({
      ...base,
      by: z.enum(authors).default('supervisor'),
      type: z.literal<Other>(type),
      ...withoutDocuments(commandSpecs[type].facts.shape),
    }),
  );

/** A story needs no documents: the domain does without them. */
function withoutDocuments<Shape extends object>(shape: Shape): Omit<Shape, 'plan' | 'roster'> {
  const { plan: _, roster: __, ...facts } = shape as Shape & { plan?: unknown; roster?: unknown };
  return facts;
}

const event = z.discriminatedUnion('type', [...pathway, ...others]);

const obligation = z.strictObject({
  kind: z.string(),
  opened: z.string(),
  due: z.string(),
  status: z.enum(obligationStatuses),
  at: z.string().nullable(),
});

const scenario = z.strictObject({
  name: z.string().optional(),
  about: z.string().optional(),
  timezone: z.string().default('America/Chicago'),
  closures: z.array(z.iso.date()).default([]),
  referral: z.strictObject({
    receivedAt: instant,
    level,
    emergency: z.boolean().default(false),
  }),
  events: z.array(event).default([]),
  until: instant,
  expected: z.array(obligation).optional(),
});

/** Facts that name a step, by their names. */
const namesStep = new Set([
  'step',
  'about',
  'release',
  'need',
  'index',
  'authorization',
  'extends',
  'claims',
  'replaces',
]);

/** The facts of an event that name other events. */
export function namedSteps(event: object): [fact: string, id: string][] {
  return Object.entries(event).filter(
    (entry): entry is [string, string] => namesStep.has(entry[0]) && typeof entry[1] === 'string',
  );
}

/** A scenario as told in a file, instants in epoch ms. */
export type Scenario = z.infer<typeof scenario>;
export type ScenarioEvent = Scenario['events'][number];
/** One obligation in the form of `expected`: instants as ISO UTC with milliseconds. */
export type ScenarioObligation = z.infer<typeof obligation>;

export type ScenarioResult = { ok: true; scenario: Scenario } | { ok: false; problem: string };

/** Reads a scenario from a file's bytes; says what is wrong with a broken, empty or wrongly encoded one. */
export function parseScenario(bytes: Uint8Array): ScenarioResult {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, problem: 'not UTF-8 text' };
  }
  if (text.trim() === '') return { ok: false, problem: 'the file is empty' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not valid JSON (cut off?)' };
  }
  const parsed = scenario.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || '(top level)'}: ${issue.message}`,
    );
    return { ok: false, problem: problems.slice(0, 5).join('; ') };
  }
  const problem = contradiction(parsed.data);
  return problem ? { ok: false, problem } : { ok: true, scenario: parsed.data };
}

function contradiction({ referral, events, until }: Scenario): string | null {
  if (until < referral.receivedAt) return 'until: lies before the referral';
  const names = new Set<string>();
  for (const [index, one] of events.entries()) {
    if (one.id !== undefined && names.has(one.id)) return `events.${index}.id: used twice`;
    if (one.id !== undefined) names.add(one.id);
    if (one.recordedAt !== undefined && one.recordedAt < one.at)
      return `events.${index}.recordedAt: lies before at`;
  }
  for (const [index, one] of events.entries()) {
    const stray = namedSteps(one).find(([, step]) => !names.has(step));
    if (stray) return `events.${index}.${stray[0]}: no event has that id`;
  }
  return null;
}
