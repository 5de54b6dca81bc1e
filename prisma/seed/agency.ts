import type { StaffRole } from '../../src/engine/policy/terms.ts';
import { createHash, randomBytes } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { seedPolicies, type SeededPolicies } from './policies.ts';
import { seedStaffFiles } from './staff-files.ts';

const dayMs = 86_400_000;

type Person = { login: string; name: string; role: StaffRole; onCall?: boolean };

/** Invented people: one for each role, and a few coordinators. */
const people = [
  { login: 'intake', name: 'Ines Halvorsen', role: 'intake' },
  { login: 'coordinator', name: 'Theo Marchetti', role: 'coordinator' },
  { login: 'coordinator2', name: 'Adaeze Whitlock', role: 'coordinator', onCall: true },
  { login: 'coordinator3', name: 'Jonas Pellerin', role: 'coordinator' },
  { login: 'supervisor', name: 'Ruth Okonjo', role: 'supervisor' },
  { login: 'director', name: 'Caspar Lindqvist', role: 'director' },
  { login: 'payer', name: 'Noor Bassett', role: 'payer' },
  { login: 'quality', name: 'Hester Valdivia', role: 'quality' },
  { login: 'privacy', name: 'Idris Fontaine', role: 'privacy-officer' },
  { login: 'ops', name: 'Wilhelmina Drake', role: 'ops' },
] as const satisfies readonly Person[];

export type Login = (typeof people)[number]['login'];
export type Tokens = Record<Login, string>;

export type SeededAgency = {
  agencyId: string;
  staffIds: Record<Login, string>;
  tokens: Tokens;
  policies: SeededPolicies;
};

export type AgencyOptions = {
  /** Epoch ms from which the tokens' life counts. */
  now: number;
  /** Tells several agencies apart; it becomes part of the staff's addresses. */
  slug?: string;
  name?: string;
  /** Tokens of an earlier run, to stay valid; new ones are made otherwise, and the old ones end. */
  tokens?: Tokens | undefined;
  tokenDays?: number;
};

/** The same at each start. */
export function agencyIdOf(slug: string): string {
  return uuidV5(`agency/${slug}`, namespace);
}

/** Makes, or brings up to date, an agency with staff of each role; answers their tokens. Prints nothing. */
export async function seedAgency(prisma: Prisma, options: AgencyOptions): Promise<SeededAgency> {
  const { now, slug = 'demo', name = 'Lakeshore County Recovery Services', tokenDays = 90 } = options;
  const policies = await seedPolicies(prisma);
  const agencyId = agencyIdOf(slug);
  const agency = await prisma.agency.upsert({
    where: { id: agencyId },
    create: {
      ...{ id: agencyId, name, profileHash: policies.countyProfile, calendarHash: policies.calendar },
      ...{ staffPolicyHash: policies.staffPolicy, staffPolicySince: new Date(now) },
    },
    // An agency's policy is changed by decision, not by seeding anew.
    update: {},
  });

  const staff = people.map((person: Person) => ({
    id: uuidV5(`staff/${slug}/${person.login}`, namespace),
    agencyId,
    name: person.name,
    email: `${person.login}@${slug}.example.org`,
    role: person.role,
    onCall: person.onCall ?? false,
  }));
  await prisma.staff.createMany({ data: staff, skipDuplicates: true });
  const held = agency.staffPolicyHash !== null;
  const coordinators = staff.filter(({ role }) => role === 'coordinator').map(({ id }) => id);
  await seedStaffFiles(prisma, { agencyId, staffIds: coordinators, by: directorOf(staff), now, held });

  const tokens = options.tokens ?? byLogin(() => `tl_${randomBytes(24).toString('base64url')}`);
  const staffIds = byLogin((_person, i) => staff[i]?.id ?? '');
  const rows = people.map(({ login }) => ({
    hash: createHash('sha256').update(tokens[login]).digest('hex'),
    staffId: staffIds[login],
    expiresAt: new Date(now + tokenDays * dayMs),
  }));
  await prisma.$transaction([
    prisma.accessToken.deleteMany({ where: { staffId: { in: Object.values(staffIds) } } }),
    prisma.accessToken.createMany({ data: rows }),
  ]);
  return { agencyId, staffIds, tokens, policies };
}

function directorOf(staff: readonly { id: string; role: string }[]): string {
  return staff.find(({ role }) => role === 'director')?.id ?? '';
}

// Any fixed UUID will do: names made from it stay the same from run to run.
const namespace = '6f1e8a5c-0b7d-5c3e-8a52-3d1f0c9b7e24';

function byLogin(make: (person: Person, i: number) => string): Record<Login, string> {
  return Object.fromEntries(people.map((person, i) => [person.login, make(person, i)])) as Record<
    Login,
    string
  >;
}
