import type { StepFacts } from '../../../engine/record/steps/index.ts';
import type { ClientRow, Scope } from '../../../kit/reads.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import type { Case, CaseObligation, CaseStep } from '../facts.ts';
import { type OwnerOf, ownersIn } from '../owners.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { named } from '../../../kit/postgres/event-rows.ts';
import { isCounted } from './steps-sql.ts';
import { clientColumns, jsonObject } from '../../../kit/postgres/rows.ts';

/** So many enrollments are read by one statement: no agency is so large that one would take too long. */
const atOnce = 250;

type Owed = Omit<CaseObligation, 'superseded' | 'owner'> & { profileHash: string };
type Stepped = Omit<CaseStep, 'facts'> & { facts: unknown; answers: unknown };
type Rows<Row> = { enrollmentId: string; rows: Row[] }[];

export type NumberReads = ReturnType<typeof numberReads>;

/**
 * What numbers are counted from: one statement for which enrollments, then two for each 250 of them.
 * Each enrollment comes as one row, since ten thousand rows take longer to read than to find.
 */
export function numberReads(prisma: PrismaClient) {
  return {
    /**
     * The enrollments in scope (`of`: those of them alone; null: all) that anything of the time `from` to `until` (the first instant after it) may belong to: the
     * obligations due then, and the steps numbers look at, in the order of entry. Of what people wrote, only the answers of
     * satisfaction instruments.
     */
    async numberCases(
      scope: Scope,
      of: readonly string[] | null,
      { from, until }: { from: Instant; until: Instant },
    ): Promise<Case[]> {
      const span = { from: new Date(from), until: new Date(until) };
      const ids = await looked(prisma, scope, of, span);
      const owners = await ownersOf(prisma, scope);
      const cases: Case[] = [];
      for (let n = 0; n < ids.length; n += atOnce)
        cases.push(...(await casesOf(prisma, ids.slice(n, n + atOnce), span, owners)));
      return cases;
    },

    /** Of these enrollments, as far as they are in scope, by the enrollment's id. */
    async clientsOf(scope: Scope, enrollmentIds: readonly string[]): Promise<Map<string, ClientRow>> {
      if (enrollmentIds.length === 0) return new Map();
      const rows = await prisma.enrollment.findMany({
        where: { agencyId: scope.agencyId, id: { in: [...enrollmentIds] } },
        select: { id: true, client: clientColumns },
      });
      return new Map(rows.map(({ id, client }) => [id, client]));
    },

    /** Of the whole agency, who has left among them, by staff id. */
    async staffNames(agencyId: string): Promise<Map<string, string>> {
      const staff = await prisma.staff.findMany({ where: { agencyId }, select: { id: true, name: true } });
      return new Map(staff.map(({ id, name }) => [id, name]));
    },
  };
}

/** Every agency with the IANA name of its calendar's zone. */
export function agencyZones(prisma: Prisma): Promise<{ agencyId: string; timeZone: string }[]> {
  return prisma.$queryRaw<{ agencyId: string; timeZone: string }[]>`
    SELECT a.id AS "agencyId", d.content ->> 'timeZone' AS "timeZone"
    FROM agency a JOIN policy_document d ON d.hash = a.calendar_hash
    ORDER BY a.id`;
}

type Span = { from: Date; until: Date };

/** Ids of the enrollments that anything of that time may belong to. */
async function looked(
  prisma: PrismaClient,
  { agencyId }: Scope,
  of: readonly string[] | null,
  { from, until }: Span,
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrollment
    WHERE agency_id = ${agencyId}::uuid AND received_at < ${until} AND (ended_at IS NULL OR ended_at >= ${from})
    UNION
    -- What was done before it fell due may fall due when all is over.
    SELECT enrollment_id FROM obligation
    WHERE agency_id = ${agencyId}::uuid AND due >= ${from} AND due < ${until}
      AND NOT superseded AND status <> 'cancelled'
    ORDER BY id`;
  const ids = rows.map(({ id }) => id);
  if (of === null) return ids;
  const allowed = new Set(of);
  return ids.filter((id) => allowed.has(id));
}

/** Whose duties are, by the profile that an obligation follows: of each, no more than that is read. */
async function ownersOf(prisma: PrismaClient, { agencyId }: Scope): Promise<Map<string, OwnerOf>> {
  const rows = await prisma.$queryRaw<(Pick<Profile, 'rules' | 'ladders'> & { hash: string })[]>`
    SELECT d.hash, d.content -> 'ladders' AS ladders, (
        SELECT jsonb_agg(jsonb_build_object('kind', r -> 'kind', 'ladder', r -> 'ladder'))
        FROM jsonb_array_elements(d.content -> 'rules') r) AS rules
    FROM policy_document d WHERE d.hash IN (SELECT profile_hash FROM obligation WHERE agency_id = ${agencyId}::uuid)`;
  return new Map(rows.map(({ hash, ...profile }) => [hash, ownersIn(profile)]));
}

/** The policy of a referral stays where it is: it is large, and no number asks for it. */
async function casesOf(
  prisma: PrismaClient,
  ids: readonly string[],
  { from, until }: Span,
  owners: ReadonlyMap<string, OwnerOf>,
): Promise<Case[]> {
  const owed = await prisma.$queryRaw<Rows<Owed>>`
    SELECT o.enrollment_id AS "enrollmentId", json_agg(json_build_object(
      'key', o.key, 'kind', o.kind, 'profileHash', o.profile_hash, 'duty', o.duty, 'level', o.level, 'status', o.status,
      'opened', round(extract(epoch FROM o.opened) * 1000), 'due', round(extract(epoch FROM o.due) * 1000), 'closedAt', round(extract(epoch FROM o.closed_at) * 1000),
      'suspendedUntil', o.suspended -> 'until', 'enteredLate', o.entered_late,
      'tookWaiting', o.status = 'met-late' AND EXISTS (
        SELECT FROM event v JOIN pending_step p
          ON p.enrollment_id = v.enrollment_id AND p.command_id = v.command_id AND p.state = 'recorded'
        WHERE v.enrollment_id = o.enrollment_id AND v.seq = o.closed_by_seq))) AS rows
    FROM obligation o
    WHERE o.enrollment_id = ANY(${ids}::uuid[]) AND o.due >= ${from} AND o.due < ${until}
      AND NOT o.superseded AND o.status <> 'cancelled'
    GROUP BY o.enrollment_id`;
  const stepped = await prisma.$queryRaw<Rows<Stepped>>`
    SELECT v.enrollment_id AS "enrollmentId", json_agg(json_build_object(
      'id', v.step_id, 'seq', v.seq, 'at', round(extract(epoch FROM v.occurred_at) * 1000), 'facts', coalesce(v.brief, v.data),
      'answers', CASE WHEN v.type = 'InstrumentRecorded' AND v.data ->> 'instrument' = 'satisfaction'
        THEN v.details -> 'answers' END) ORDER BY v.seq) AS rows
    FROM event v
    WHERE v.enrollment_id = ANY(${ids}::uuid[]) AND ${isCounted}
      AND (v.type <> ${named('logContact')} OR v.data ->> 'with' = 'client')
    GROUP BY v.enrollment_id`;
  const obligations = new Map(owed.map(({ enrollmentId, rows }) => [enrollmentId, rows]));
  return stepped.map(({ enrollmentId, rows }) => ({
    enrollmentId,
    steps: rows.map(({ answers: _, facts, ...step }) => ({ ...step, facts: facts as StepFacts })),
    obligations: (obligations.get(enrollmentId) ?? []).map(({ profileHash, ...one }) => ({
      ...{ ...one, superseded: false },
      owner: owners.get(profileHash)?.(one.kind) ?? 'coordinator',
    })),
    answers: new Map(
      rows.flatMap(({ id, answers }) => (answers === null ? [] : [[id, jsonObject(answers)] as const])),
    ),
  }));
}
