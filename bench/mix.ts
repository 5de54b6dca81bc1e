import { inventedName } from '../prisma/seed/invented-name.ts';
import type { CommandType } from '../src/kit/http/command.ts';
import { randomUUID } from 'node:crypto';
import type { Call } from './load.ts';
import { pathwayGroups } from './mix/pathway.ts';
import { crisisGroup, sectionGroups } from './mix/sections.ts';
import { meeting, note, type Shot, type ShotContext } from './mix/shot.ts';
import { fileIdOf, planIdOf } from './seed/documents.ts';
import type { Copy } from './seed/multiply.ts';
import type { Agency } from './seed/population.ts';

/**
 * Every command that a six-month enrollment of the county's profile takes again and again, in groups that leave it as
 * they found it. What is done once in a life is sent as an amendment. A short group comes after every long one, so that
 * neighbours are seldom at the same command.
 */
const groups: readonly (readonly Shot[])[] = pathwayGroups.flatMap((group, place) => [
  group,
  ...sectionGroups.slice(place, place + 1),
]);

/** The groups a load goes through in turn. */
export type Mix = readonly (readonly Shot[])[];

/**
 * What is timed is all of it. What is counted is told apart: a crisis has a workflow of its own, whose commits at the
 * engine no other step has.
 */
export const mixes = {
  every: groups,
  step: groups.filter((group) => group !== crisisGroup),
  crisis: [crisisGroup],
} satisfies Record<string, Mix>;

/** Whose a request about a client is: whoever has nothing to do with the client is refused. */
type Held = Pick<Copy, 'enrollmentId' | 'coordinatorId'>;

/**
 * Sends one enrollment's commands in turn, beginning with the group at that place, each as who has the client by then. It
 * begins with the coordinator of the copy: an enrollment takes one such turn, or each its own groups.
 */
export function stepsOf(
  agency: Agency,
  { enrollmentId, coordinatorId }: Held,
  first: number,
  port: () => number,
  mix: Mix = mixes.every,
): () => Call {
  const order = turned(mix, first).flat();
  const keys = new Map<CommandType, string>();
  let holder = coordinatorId;
  let place = 0;
  return () => {
    const { command, by, body } = order[place % order.length] ?? noShot();
    place += 1;
    const key = randomUUID();
    const context: ShotContext = {
      ...{ agency, key, cover: coverOf(agency, enrollmentId) },
      keyOf: (earlier) => keys.get(earlier) ?? '',
      plan: (version) => planIdOf(enrollmentId, version),
      file: (what) => fileIdOf(enrollmentId, what),
    };
    const sent = body(context);
    keys.set(command, key);
    const token = by === undefined ? tokenOf(agency, holder) : agency.tokens[by];
    if (command === 'assignCoordinator') holder = context.cover;
    return {
      port: port(),
      path: `/api/v1/enrollments/${enrollmentId}/commands/${command}`,
      token,
      key,
      body: sent,
      expects: 200,
    };
  };
}

/** How many commands so many groups of a mix have, from the one at that place on. */
export function commandsIn(mix: Mix, first: number, count: number): number {
  return Array.from({ length: count }, (_, place) => mix[(first + place) % mix.length] ?? []).flat().length;
}

function turned(mix: Mix, first: number): Mix {
  const at = first % mix.length;
  return [...mix.slice(at), ...mix.slice(0, at)];
}

/** A visit: what a coordinator enters after it, four steps in one request. */
export function visitsOf(
  agency: Agency,
  { enrollmentId, coordinatorId }: Held,
  port: () => number,
): () => Call {
  return () => ({
    port: port(),
    path: `/api/v1/enrollments/${enrollmentId}/commands`,
    token: tokenOf(agency, coordinatorId),
    key: randomUUID(),
    expects: 200,
    body: {
      commands: [
        { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached', summary: note },
        { type: 'reviewSccp', initiative: 'recommend', summary: note },
        { type: 'scoreAcuity', score: 47 },
        { type: 'holdRstMeeting', ...meeting, summary: note },
      ],
    },
  });
}

/** Money that so many of the payments below can be made of. */
export function depositFor(agency: Agency, payments: number, port: () => number): Call {
  return {
    port: port(),
    path: '/api/v1/fund/deposits',
    token: agency.tokens.supervisor,
    key: randomUUID(),
    body: { amountCents: payments * paidCents },
    expects: 200,
  };
}

const paidCents = 4_500;

/** A payment from the fund: answered when it is entered, its step recorded after that. */
export function paymentsOf(
  agency: Agency,
  { enrollmentId, coordinatorId }: Held,
  port: () => number,
): () => Call {
  return () => ({
    port: port(),
    path: `/api/v1/enrollments/${enrollmentId}/fund-payments`,
    token: tokenOf(agency, coordinatorId),
    key: randomUUID(),
    // Entered; its step comes by itself.
    expects: 202,
    body: { amountCents: paidCents, purpose: 'food', payee: 'The corner shop', justification: note },
  });
}

/** A referral of a client nobody has seen before. */
export function startOf(agency: Agency, port: () => number): () => Call {
  return () => {
    const key = randomUUID();
    return {
      port: port(),
      path: '/api/v1/enrollments',
      token: agency.tokens.intake,
      key,
      expects: 201,
      body: {
        client: { reference: key, ...inventedName(key) },
        referral: { level: 'rsc-i', emergency: false, screen: note },
      },
    };
  };
}

/** Always the same one for an enrollment; so many share them that nobody has more than a few. */
function coverOf({ relief }: Agency, enrollmentId: string): string {
  return relief[Number.parseInt(enrollmentId.slice(0, 8), 16) % relief.length]?.staffId ?? '';
}

/** Staff are many: no single one has more in flight than the API allows. */
function tokenOf({ coordinators, relief }: Agency, staffId: string): string {
  const found = [...coordinators, ...relief].find((one) => one.staffId === staffId);
  if (!found) throw new Error('a client whose coordinator has no token');
  return found.token;
}

function noShot(): never {
  throw new Error('an empty mix');
}
