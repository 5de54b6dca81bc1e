import { randomUUID } from 'node:crypto';
import { type SeededAgency, seedAgency } from '../../prisma/seed/index.ts';
import { createDocuments } from '../../src/api/documents.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { createImportStore } from '../../src/features/imports/postgres/imports.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import {
  type IdentityAct,
  type IdentityContent,
  identityKind,
} from '../../src/features/identity/identity.document.ts';
import type { ToldPerson } from '../../src/features/identity/identity.ts';
import type { ReferralRequest } from '../../src/features/identity/postgres/ports.ts';
import { createIdentityStore } from '../../src/features/identity/postgres/store.ts';
import { createLinkStore } from '../../src/features/links/postgres/store.ts';
import { createClientTokens } from '../../src/features/search/postgres/client-tokens.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createInProcessGateway } from './api-gateway.ts';
import { policyFrom } from './policies.ts';

/** How each of four people may truly be told of: nobody is told as another. */
const people: Partial<ToldPerson>[][] = [
  ['Marisol', 'Quintavalle', 'Vance', '1988-04-17'],
  ['Devon', 'Achterberg', 'Lund', '1979-11-02'],
  ['Marisol', 'Oyelaran', 'Castellanos', '1988-04-17'],
  ['Emil', 'Quintavalle', 'Bjornstad', '1991-09-09'],
].map(([givenName = '', born = '', married = '', birthDate = '']) => [
  { givenName, familyName: born, birthDate },
  { givenName, familyName: born },
  { givenName, familyName: married, birthDate },
  { givenName: givenName.toUpperCase(), familyName: `  ${born}`, birthDate },
]);

const person = (n: number) => n % people.length;
const toldOf = (who: number, n: number): ToldPerson => ({
  ...{ givenName: null, familyName: null, birthDate: null },
  ...people[who]?.[n % people[who].length],
});
const plain = (text: string | null | undefined) => text?.trim().toLowerCase();

/** Whether that is how somebody may be shown. */
export function isOf(who: number, shown: ToldPerson): boolean {
  return (people[who] ?? []).some(
    (told) =>
      plain(told.givenName) === plain(shown.givenName) &&
      plain(told.familyName) === plain(shown.familyName) &&
      (shown.birthDate === null || shown.birthDate === people[who]?.[0]?.birthDate),
  );
}

/** A referral that is on its way, or an enrollment; whom it was made for, and in whose file it was put. */
export type Made = { enrollmentId: string; person: number; clientId: string; recorded: boolean };
type Asked = { request: ReferralRequest; person: number };
export type World = { name: string; now: number; made: Made[]; asked: Asked[]; links: [string, string][] };
export type Numbers = [number, number, number, number];

/** The product's own ports over one database, as the API, the import and the worker use them. */
export type Ports = Awaited<ReturnType<typeof portsOver>>;

export async function portsOver(prisma: Prisma, sealKey: string, clock: { now(): number }) {
  const tokens = createClientTokens(createTokenKeys(sealKey));
  const identities = createIdentityStore(prisma, tokens);
  const record = createRecordStore({ prisma, seal: createSeal(sealKey), log: { warn: () => {} } });
  const agency: SeededAgency = await seedAgency(prisma, { now: clock.now() });
  return {
    ...{ prisma, agency, identities, policy: policyFrom() },
    imports: createImportStore(prisma, identities, clock),
    documents: createDocuments(prisma, tokens),
    links: createLinkStore(prisma),
    gateway: createInProcessGateway(record, createRecordReader(prisma), clock.now),
    by: (role: 'intake' | 'supervisor'): Actor => ({
      ...{ staffId: agency.staffIds[role], role, agencyId: agency.agencyId },
    }),
  };
}

const chosen = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const pick = ({ made }: World, recorded: boolean, n: number) =>
  chosen(
    made.filter((one) => one.recorded === recorded),
    n,
  );

type Operation = (ports: Ports, world: World, numbers: Numbers) => Promise<unknown>;
const refers =
  (via: 'referral' | 'transfer', waits = false): Operation =>
  async (ports, world, [who, telling, which, more]) => {
    const enrollmentId = randomUUID();
    const written = `${world.name}-${which % 2}`;
    const reference = [written, written.toLowerCase(), written.replace('-', ' ')][more % 3] ?? written;
    const request: ReferralRequest = {
      ...{ by: ports.by('intake'), commandId: enrollmentId, fingerprint: enrollmentId, enrollmentId },
      ...{ now: world.now, via, reference, told: toldOf(person(who), telling) },
      ...{ urgent: via === 'transfer' || more % 4 === 0, sameAsOnRecord: null },
    };
    world.asked.push({ request, person: person(who) });
    await ask(ports, world, { request, person: person(who) }, waits);
  };

/** Whoever enters it looks at who is on record, and says that it is the same person where it is. */
async function ask(
  ports: Ports,
  world: World,
  { request, person: mine }: Asked,
  waits = false,
): Promise<void> {
  const { enrollmentId } = request;
  if (world.made.some((one) => one.enrollmentId === enrollmentId)) return;
  let outcome = await ports.identities.refer({ ...request, now: world.now });
  if (outcome.status === 'refused' && outcome.refusal.code === 'person-differs') {
    const { clientId } = outcome.refusal.onRecord;
    if (!(await isOnRecordAs(ports, clientId, mine))) return;
    outcome = await ports.identities.refer({ ...request, now: world.now, sameAsOnRecord: clientId });
  }
  if (outcome.status !== 'written' && outcome.status !== 'replayed') return;
  const made: Made = { enrollmentId, person: mine, clientId: outcome.row.clientId, recorded: false };
  world.made.push(made);
  if (!waits) await enroll(ports, world, made);
}

/** They look at whom the refusal names. */
async function isOnRecordAs({ prisma }: Ports, clientId: string, who: number) {
  const shown = await prisma.client.findUnique({ where: { id: clientId } });
  return shown !== null && isOf(who, shown);
}

async function enroll(ports: Ports, world: World, made: Made): Promise<void> {
  const { enrollmentId, clientId } = made;
  const outcome = await ports.gateway.enroll(enrollmentId, {
    ...{ commandId: enrollmentId, by: ports.by('intake'), clientId, askedAt: world.now },
    ...{ level: 'rsc-i', emergency: false, origin: { type: 'referral' }, onCallId: null },
    ...{ policy: ports.policy, fingerprint: enrollmentId },
  });
  if (outcome.status === 'accepted') made.recorded = true;
  else await letGo(ports, world, made);
}

async function letGo(ports: Ports, world: World, { enrollmentId }: Made): Promise<void> {
  world.made = world.made.filter((one) => one.enrollmentId !== enrollmentId);
  await ports.identities.notEnrolled(enrollmentId);
}

/** One thing that somebody does, and how often among all of them; what is not possible then is not done. */
export const operations: Record<string, { weight: number; does: Operation }> = {
  refer: { weight: 4, does: refers('referral') },
  referWhileTheEngineIsAway: { weight: 3, does: refers('referral', true) },
  transfer: { weight: 1, does: refers('transfer') },
  referTwoAtOnce: {
    weight: 2,
    does: (ports, world, [who, telling, reference, more]) =>
      Promise.all([
        refers('referral')(ports, world, [who, telling, reference, more]),
        refers('referral', true)(ports, world, [who + 1, telling + 1, reference, more + 1]),
      ]),
  },
  referAgainUnderTheSameKey: {
    weight: 2,
    does: async (ports, world, [which]) => {
      const asked = chosen(world.asked, which);
      if (asked) await ask(ports, world, asked);
    },
  },
  deliver: {
    weight: 2,
    does: async (ports, world, [which]) => {
      const made = pick(world, false, which);
      if (made) await enroll(ports, world, made);
    },
  },
  refuseWhatWaited: {
    weight: 2,
    does: async (ports, world, [which]) => {
      const made = pick(world, false, which);
      if (made) await letGo(ports, world, made);
    },
  },
  import: {
    weight: 2,
    does: async (ports, world, [who, telling, which]) => {
      const [enrollmentId, mine] = [randomUUID(), person(who)];
      const { givenName, familyName, birthDate } = toldOf(mine, telling);
      const ensured = await ports.imports.ensureClient(ports.agency.agencyId, {
        ...{ reference: `${world.name}-${which % 2}`, enrollmentId, attributes: {}, birthDate },
        ...{ givenName: givenName ?? '', familyName: familyName ?? '' },
      });
      if (ensured.refused) return;
      const made: Made = { enrollmentId, person: mine, clientId: ensured.id, recorded: false };
      world.made.push(made);
      await enroll(ports, world, made);
    },
  },
  correct: {
    weight: 2,
    does: async ({ prisma, documents, by, agency }, world, [which, telling]) => {
      const made = chosen(world.made, which);
      const file = made && (await prisma.document.findUnique({ where: { id: made.clientId } }));
      if (!made || !file) return;
      const { source: _, ...identity } = file.content as unknown as IdentityContent;
      const { givenName, familyName, birthDate } = toldOf(made.person, telling);
      const act: IdentityAct = {
        ...{ type: 'correct', reason: 'She said so.' },
        content: {
          ...identity,
          name: [{ use: 'official', given: givenName ?? '', family: familyName?.trim() ?? '' }],
          ...(birthDate === null ? {} : { birthDate, birthDateQuality: 'full' as const }),
        },
      };
      const [commandId, clientId] = [randomUUID(), made.clientId];
      await documents.act({
        ...{ by: { ...by('supervisor'), agencyId: agency.agencyId }, commandId, fingerprint: commandId },
        ...{ enrollmentId: null, clientId, documentId: clientId, kind: identityKind, act, now: world.now },
        expectedRevision: file.revision,
      });
    },
  },
  // Also of two who are not one person: a mistake that is taken back shows nobody as another.
  link: {
    weight: 2,
    does: async ({ links, by }, world, [one, other]) => {
      const [first, second] = [chosen(world.made, one), chosen(world.made, other)];
      if (!first || !second) return;
      const commandId = randomUUID();
      const outcome = await links.link({
        ...{
          by: by('supervisor'),
          commandId,
          fingerprint: commandId,
          reason: 'The same scar.',
          now: world.now,
        },
        ...{ clientId: first.clientId, otherId: second.clientId },
      });
      if (outcome.status === 'written') world.links.push([first.clientId, outcome.row.id]);
    },
  },
  unlink: {
    weight: 1,
    does: async ({ links, by }, world, [which]) => {
      const [clientId, linkId] = chosen(world.links, which) ?? [];
      if (clientId === undefined || linkId === undefined) return;
      const commandId = randomUUID();
      await links.unlink({
        ...{
          by: by('supervisor'),
          commandId,
          fingerprint: commandId,
          reason: 'They are two.',
          now: world.now,
        },
        ...{ clientId, linkId },
      });
    },
  },
  withdraw: {
    weight: 1,
    does: async ({ gateway, by }, world, [which]) => {
      const made = pick(world, true, which);
      if (!made) return;
      const commandId = randomUUID();
      await gateway.submit(made.enrollmentId, {
        ...{ commandId, by: by('supervisor'), askedAt: world.now, fingerprint: commandId },
        commands: [{ facts: { type: 'enterInError' } }],
      });
    },
  },
  end: {
    weight: 2,
    does: async ({ prisma }, world, [which]) => {
      const id = pick(world, true, which)?.enrollmentId;
      const data = { openClientId: null, endedAt: new Date(world.now) };
      if (id !== undefined) await prisma.enrollment.updateMany({ where: { id }, data });
    },
  },
};
