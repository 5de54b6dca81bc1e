import { randomUUID } from 'node:crypto';
import { isLead } from '../../../engine/policy/terms.ts';
import { judgeParting } from '../../links/link.ts';
import { laterThan, linkLock, standingOf, writeLink, writeParting } from '../../links/postgres/acts.ts';
import { filesWith } from '../../links/postgres/files.ts';
import { type Act, performAct } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { SamenessAnswer, SamenessQuery, SamenessRaised, SamenessRow, SearchStore } from './ports.ts';
import { reachOf } from '../../relation/relation.ts';
import { recordShown, seenAs } from './showing.ts';

const withAnswers = {
  answers: { orderBy: [{ recordedAt: 'desc' }, { commandId: 'desc' }] },
} satisfies Prisma.ClientSamenessInclude;
type Row = Prisma.ClientSamenessGetPayload<{ include: typeof withAnswers }>;

/** Who may be the same person as whom, and what was answered, in PostgreSQL. */
export function samenessStore(
  prisma: PrismaHandle,
): Pick<
  SearchStore,
  'raiseSameness' | 'sameness' | 'samenessOf' | 'openSameness' | 'waitingSameness' | 'answerSameness'
> {
  return {
    raiseSameness: (raised) => raise(prisma, raised),

    async samenessOf(caller, enrollmentId, now) {
      const { agencyId } = caller;
      const enrollment = await prisma.enrollment.findFirst({
        where: { id: enrollmentId, agencyId },
        select: { clientId: true },
      });
      if (!enrollment) return null;
      const { clientId } = enrollment;
      const asked = await prisma.clientSameness.findMany({
        where: { agencyId, OR: [{ clientId }, { otherId: clientId }], answers: { none: {} } },
        orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
        include: withAnswers,
      });
      const alive = await aliveOf(
        prisma,
        asked.map((one) => one.enrollmentId),
      );
      return await shown(
        prisma,
        caller,
        asked.filter((one) => alive.has(one.enrollmentId)),
        now,
      );
    },

    async openSameness(agencyId, enrollmentIds) {
      if (enrollmentIds.length === 0) return new Map();
      const rows = await prisma.$queryRaw<{ id: string; count: number }[]>`
        SELECT e.id::text, count(*)::int AS count FROM enrollment e
        JOIN client_sameness s ON s.client_id = e.client_id OR s.other_id = e.client_id
        WHERE e.agency_id = ${agencyId}::uuid AND e.id = ANY(${[...enrollmentIds]}::uuid[])
          AND s.agency_id = ${agencyId}::uuid AND ${isOpen} AND ${alive(Prisma.sql`s.enrollment_id`)}
        GROUP BY e.id`;
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    async waitingSameness(agencyId, limit) {
      const rows = await prisma.$queryRaw<{ id: string; since: Date; count: number }[]>`
        SELECT e.id::text, min(s.raised_at) AS since, count(*)::int AS count FROM client_sameness s
        JOIN enrollment e ON e.id = s.enrollment_id
        WHERE s.agency_id = ${agencyId}::uuid AND ${isOpen}
        GROUP BY e.id ORDER BY since, e.id LIMIT ${limit}`;
      return rows.map(({ id, since, count }) => ({ enrollmentId: id, since: since.getTime(), count }));
    },

    async sameness(caller, query) {
      const rows = await prisma.clientSameness.findMany({
        where: { id: { in: await pageOf(prisma, caller.agencyId, query) } },
        orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
        include: withAnswers,
      });
      return await shown(prisma, caller, rows, query.now);
    },

    answerSameness: (request) => performAct(prisma, request, answering(request)),
  };
}

/** Once of two: the same referral, sent again, asks nothing twice. */
async function raise(prisma: PrismaHandle, raised: SamenessRaised): Promise<void> {
  const { by, clientId, enrollmentId, openWith, differentFrom, commandId, fingerprint, now } = raised;
  const { agencyId } = by;
  const named = [...new Set([...openWith, ...differentFrom])].filter((id) => id !== clientId);
  if (named.length === 0) return;
  const held = (await filesWith(prisma, [clientId])).get(clientId) ?? [];
  const others = named.filter((id) => !held.includes(id));
  await prisma.$transaction(async (tx) => {
    const asked = others.map((otherId) => ({
      ...{ id: randomUUID(), agencyId, clientId, otherId, enrollmentId },
      ...{ actor: toJson(by), raisedAt: new Date(now) },
    }));
    await tx.clientSameness.createMany({ data: asked, skipDuplicates: true });
    const settled = await tx.clientSameness.findMany({
      where: {
        ...{ agencyId, clientId, enrollmentId, otherId: { in: [...differentFrom] } },
        answers: { none: {} },
      },
      select: { id: true },
    });
    await tx.clientSamenessAnswer.createMany({
      data: settled.map(({ id }) => ({
        ...{ agencyId, commandId: `${commandId}/${id}`, samenessId: id, verdict: 'different', fingerprint },
        ...{ actor: toJson(by), recordedAt: new Date(now) },
      })),
      skipDuplicates: true,
    });
  });
}

type AnswerRefusal = 'not-found' | 'same-by-lead' | 'linked-through-others';
/** What an answer changes of the files: nothing, where they stand so already. */
type Answering = { at: Date; files: { link: [string, string] } | { part: string } | null };

/** That two are one person links their files, in the same transaction; that they are not parts them. */
function answering(request: SamenessAnswer): Act<Answering, SamenessRow, AnswerRefusal> {
  const { by, caller, samenessId, verdict, reason, commandId, fingerprint, now } = request;
  const { agencyId } = by;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    lock: (tx) => linkLock(tx, agencyId),
    async find(tx) {
      const row = await tx.clientSamenessAnswer.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const known = await tx.clientSameness.findFirst({
        where: { id: samenessId, agencyId },
        include: withAnswers,
      });
      // Whose referral was refused has no file any more: it may be somebody else's.
      const stands = known && (await aliveOf(tx, [known.enrollmentId])).has(known.enrollmentId);
      if (!known || !stands || !(await worksFor(tx, request, known)))
        return { ok: false, refusal: 'not-found' };
      const { clientId, otherId, answers } = known;
      const standing = await standingOf(tx, clientId, otherId);
      // Whom a lead holds for one, a lead parts again.
      const isLeads = verdict === 'same' || answers[0]?.verdict === 'same' || standing.together;
      if (isLeads && !isLead(by.role)) return { ok: false, refusal: 'same-by-lead' };
      const at = laterThan(answers[0]?.recordedAt, new Date(now));
      if (verdict === 'same')
        return { ok: true, plan: { at, files: standing.together ? null : { link: [clientId, otherId] } } };
      if (!standing.together) return { ok: true, plan: { at, files: null } };
      const judged = judgeParting(standing);
      return judged.ok
        ? { ok: true, plan: { at, files: { part: judged.plan.id } } }
        : { ok: false, refusal: 'linked-through-others' };
    },
    async write(tx, { at, files }) {
      await tx.clientSamenessAnswer.create({
        data: {
          ...{ agencyId, commandId, samenessId, verdict, reason, fingerprint },
          ...{ actor: toJson(by), recordedAt: at },
        },
      });
      // No key that somebody chose for linking: those have no slash.
      const writing = { by, fingerprint, reason, at, name: `answer/${commandId}` };
      if (files && 'link' in files) {
        const [one, other] = files.link;
        await writeLink(tx, { ...writing, one, other });
      } else if (files) await writeParting(tx, { ...writing, linkId: files.part });
    },
    async show(tx) {
      const row = await tx.clientSameness.findUniqueOrThrow({
        where: { id: samenessId },
        include: withAnswers,
      });
      // As it was after this answer, whatever was said since.
      const mine = row.answers.findIndex((answer) => answer.commandId === commandId);
      const [answered] = await shown(tx, caller, [{ ...row, answers: row.answers.slice(mine) }], now);
      if (!answered) throw new Error('an answer without its question');
      return answered;
    },
  };
}

async function shown(
  prisma: Pick<PrismaHandle, '$queryRaw' | 'client' | 'clientShown' | 'staff'>,
  caller: Caller,
  rows: readonly Row[],
  now: number,
): Promise<SamenessRow[]> {
  const ids = [...new Set(rows.flatMap(({ clientId, otherId }) => [clientId, otherId]))];
  // Whether they are one is what is asked: each by itself.
  const found = await seenAs(
    prisma,
    caller,
    ids.map((id) => ({ id, matched: [] })),
    { now, together: false },
  );
  await recordShown(prisma, caller, found, { occasion: 'sameness', now });
  const byId = new Map(found.map((one) => [one.client.id, one]));
  const named = await namesOf(
    prisma,
    rows.flatMap(({ actor, answers }) => [actor, ...answers.map((answer) => answer.actor)]),
  );
  return rows.map(({ id, clientId, otherId, enrollmentId, raisedAt, actor, answers }) => ({
    ...{ id, enrollmentId, raisedAt: raisedAt.getTime(), by: named(actor) },
    clients: [clientId, otherId].flatMap((of) => byId.get(of) ?? []),
    answers: answers.map((answer) => ({
      ...{ verdict: answer.verdict as SamenessAnswer['verdict'], reason: answer.reason },
      ...{ at: answer.recordedAt.getTime(), by: named(answer.actor) },
    })),
  }));
}

/** Whether the referral that raised it is on record, or on its way there. */
const alive = (
  enrollmentId: Prisma.Sql,
) => Prisma.sql`(EXISTS (SELECT FROM enrollment e WHERE e.id = ${enrollmentId})
  OR EXISTS (SELECT FROM client c WHERE c.made_for = ${enrollmentId}))`;

const isOpen = Prisma.sql`NOT EXISTS (SELECT FROM client_sameness_answer a WHERE a.sameness_id = s.id)`;

/** Which of these referrals are. */
async function aliveOf(
  prisma: Pick<PrismaHandle, '$queryRaw'>,
  enrollmentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`SELECT r.id::text
    FROM unnest(${[...new Set(enrollmentIds)]}::uuid[]) AS r (id) WHERE ${alive(Prisma.sql`r.id`)}`;
  return new Set(rows.map(({ id }) => id));
}

/** Whoever has clients of their own, and no others, has to do with one of the two. */
async function worksFor(
  tx: Pick<PrismaHandle, '$queryRaw' | 'client'>,
  { caller, now }: SamenessAnswer,
  { clientId, otherId }: Pick<Row, 'clientId' | 'otherId'>,
): Promise<boolean> {
  if (reachOf(caller.role) !== 'related') return true;
  const two = [clientId, otherId].map((id) => ({ id, matched: [] }));
  return (await seenAs(tx, caller, two, { now, together: false })).some(({ own }) => own);
}

async function pageOf(
  prisma: Pick<PrismaHandle, '$queryRaw'>,
  agencyId: string,
  { state, after, limit }: SamenessQuery,
): Promise<string[]> {
  const beyond = after
    ? Prisma.sql`AND (s.raised_at, s.id) > (${new Date(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await prisma.$queryRaw<{ id: string }[]>`SELECT s.id::text FROM client_sameness s
    WHERE s.agency_id = ${agencyId}::uuid AND ${alive(Prisma.sql`s.enrollment_id`)} ${beyond}
      AND ${state === 'open' ? isOpen : Prisma.sql`NOT ${isOpen}`}
    ORDER BY s.raised_at, s.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
