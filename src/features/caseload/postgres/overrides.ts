import type { EndRequest, GrantRequest, OverrideOutcome, OverrideRow } from './ports.ts';
import { decideOverride, decideOverrideEnd } from '../override.ts';
import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { CaseloadOverride as Columns, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';

/** Gives an override, once a command id. */
export function grantOverride(prisma: PrismaHandle, request: GrantRequest): Promise<OverrideOutcome> {
  const { by, staffId, level, clients, from, until, terms, now } = request;
  return performAct(prisma, request, {
    ...recorded(request),
    async decide(tx) {
      const person = await tx.staff.findFirst({
        where: { id: staffId, agencyId: by.agencyId, role: 'coordinator', active: true },
        select: { id: true },
      });
      return decideOverride(request, terms, { isCoordinator: person !== null, now });
    },
    write: (tx, { share }) =>
      write(tx, request, {
        ...{ act: 'grant', about: null, level, clients, share },
        ...{ fromAt: new Date(from), untilAt: new Date(until) },
      }),
  });
}

/** Ends an override before its time, once. */
export function endOverride(prisma: PrismaHandle, request: EndRequest): Promise<OverrideOutcome> {
  const { by, staffId, about, now } = request;
  return performAct(prisma, request, {
    ...recorded(request),
    async decide(tx) {
      const granted = await tx.caseloadOverride.findFirst({
        where: { agencyId: by.agencyId, commandId: about, staffId, act: 'grant' },
      });
      const [row] = granted ? await overrideRows(tx, [granted]) : [];
      const decided = decideOverrideEnd(row ? { until: row.until, ended: row.ended !== null } : null, now);
      if (!decided.ok) return decided;
      if (!granted) throw new Error('an override that is not there was ended');
      return { ok: true, plan: granted };
    },
    write: (tx, { level, clients, share, untilAt }) =>
      // One that has not begun is ended before it begins.
      write(tx, request, { act: 'end', about, level, clients, share, untilAt, fromAt: new Date(now) }),
  });
}

/** These overrides, with who ended them; `until` is then when it was ended. */
export async function overrideRows(
  prisma: Pick<PrismaClient, 'caseloadOverride' | 'staff'>,
  granted: readonly Columns[],
): Promise<OverrideRow[]> {
  const ends = await prisma.caseloadOverride.findMany({
    where: { OR: granted.map(({ agencyId, commandId }) => ({ agencyId, about: commandId })) },
  });
  const named = await namesOf(
    prisma,
    [...granted, ...ends].map(({ actor }) => actor),
  );
  return granted.map((row) => {
    const end = ends.find(({ about, agencyId }) => about === row.commandId && agencyId === row.agencyId);
    const ended = end && { reason: end.reason, by: named(end.actor), at: end.fromAt.getTime() };
    return {
      ...{ id: row.commandId, staffId: row.staffId, level: row.level, clients: row.clients },
      ...{ share: Number(row.share), from: row.fromAt.getTime() },
      until: Math.min(row.untilAt.getTime(), ended?.at ?? Infinity),
      ...{ reason: row.reason, by: named(row.actor), recordedAt: row.recordedAt.getTime() },
      ended: ended ?? null,
    };
  });
}

type Acted = GrantRequest | EndRequest;
type Content = Pick<Columns, 'act' | 'about' | 'level' | 'clients' | 'fromAt' | 'untilAt'> & {
  share: number | bigint;
};

/** How each act on an override is found again. Two who end the same at once meet at its key: the later one is judged anew. */
function recorded({ by, commandId }: Acted): Pick<Act<unknown, OverrideRow, unknown>, 'find' | 'show'> {
  const where = { agencyId_commandId: { agencyId: by.agencyId, commandId } };
  return {
    async find(tx) {
      const row = await tx.caseloadOverride.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    show: async (tx) => overrideOf(tx, await tx.caseloadOverride.findUniqueOrThrow({ where })),
  };
}

function write(
  tx: Transaction,
  { by, commandId, fingerprint, staffId, reason, now }: Acted,
  content: Content,
): Promise<unknown> {
  return tx.caseloadOverride.create({
    data: {
      ...{ agencyId: by.agencyId, commandId, staffId, reason, fingerprint, ...content },
      ...{ actor: toJson(by), recordedAt: new Date(now) },
    },
  });
}

/** The override that an act gave or ended, as it stands now. */
async function overrideOf(tx: Transaction, act: Columns): Promise<OverrideRow> {
  const { agencyId, about } = act;
  const granted =
    about === null
      ? act
      : await tx.caseloadOverride.findUniqueOrThrow({
          where: { agencyId_commandId: { agencyId, commandId: about } },
        });
  const [row] = await overrideRows(tx, [granted]);
  if (!row) throw new Error('an override without a row');
  return row;
}
