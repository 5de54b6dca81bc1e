import type { EndRequest, GrantRequest, OverrideOutcome, OverrideRow } from './ports.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { CaseloadOverride as Columns } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

/** Gives an override, once a command id. */
export async function grantOverride(prisma: PrismaHandle, request: GrantRequest): Promise<OverrideOutcome> {
  const { by, staffId, level, clients, share, from, until } = request;
  const { agencyId } = by;
  const earlier = await outcomeOfEarlier(prisma, request);
  if (earlier) return earlier;
  const person = await prisma.staff.findFirst({
    where: { id: staffId, agencyId, role: 'coordinator', active: true },
    select: { id: true },
  });
  if (!person) return { status: 'refused', code: 'unknown-staff' };
  return write(prisma, request, {
    ...{ act: 'grant', about: null, level, clients, share },
    ...{ fromAt: new Date(from), untilAt: new Date(until) },
  });
}

/** Ends an override before its time, once. */
export async function endOverride(prisma: PrismaHandle, request: EndRequest): Promise<OverrideOutcome> {
  const { by, staffId, about, now } = request;
  const earlier = await outcomeOfEarlier(prisma, request);
  if (earlier) return earlier;
  const granted = await prisma.caseloadOverride.findFirst({
    where: { agencyId: by.agencyId, commandId: about, staffId, act: 'grant' },
  });
  if (!granted) return { status: 'refused', code: 'unknown-override' };
  const [row] = await overrideRows(prisma, [granted]);
  if (!row || row.until <= now) return { status: 'refused', code: 'override-over' };
  const { level, clients, share, untilAt } = granted;
  return write(prisma, request, {
    ...{ act: 'end', about, level, clients, share, untilAt },
    // One that has not begun is ended before it begins.
    fromAt: new Date(now),
  });
}

/** These overrides, with who ended them; `until` is then when it was ended. */
export async function overrideRows(
  prisma: PrismaHandle,
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

async function write(prisma: PrismaHandle, request: Acted, content: Content): Promise<OverrideOutcome> {
  const { by, commandId, fingerprint, staffId, reason, now } = request;
  try {
    const row = await prisma.caseloadOverride.create({
      data: {
        ...{ agencyId: by.agencyId, commandId, staffId, reason, fingerprint, ...content },
        ...{ actor: toJson(by), recordedAt: new Date(now) },
      },
    });
    return { status: 'written', override: await overrideOf(prisma, row) };
  } catch (error) {
    if (classifyFailure(error).kind !== 'unique') throw error;
    // Two at once under one key, or two who end the same.
    return (await outcomeOfEarlier(prisma, request)) ?? { status: 'refused', code: 'override-over' };
  }
}

async function outcomeOfEarlier(
  prisma: PrismaHandle,
  { by, commandId, fingerprint }: Acted,
): Promise<OverrideOutcome | null> {
  const { agencyId } = by;
  const row = await prisma.caseloadOverride.findUnique({
    where: { agencyId_commandId: { agencyId, commandId } },
  });
  if (!row) return null;
  if (row.fingerprint !== fingerprint) return { status: 'command-id-reused' };
  return { status: 'replayed', override: await overrideOf(prisma, row) };
}

/** The override that an act gave or ended, as it stands now. */
async function overrideOf(prisma: PrismaHandle, act: Columns): Promise<OverrideRow> {
  const { agencyId, about } = act;
  const granted =
    about === null
      ? act
      : await prisma.caseloadOverride.findUniqueOrThrow({
          where: { agencyId_commandId: { agencyId, commandId: about } },
        });
  const [row] = await overrideRows(prisma, [granted]);
  if (!row) throw new Error('an override without a row');
  return row;
}
