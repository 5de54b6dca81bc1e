import { v5 as uuidV5 } from 'uuid';
import type { AnswerRequest, OfferRequest, TransferOutcome, TransferRow } from './ports.ts';
import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import type { EnrollmentState } from '../../../engine/deadlines/state.ts';
import { standingAt } from '../../../engine/obligations/fold.ts';
import { checkOffer } from '../../../pathway/transfer-offer.ts';
import { newestIndex, withoutTransferRelease } from '../offer.ts';
import { answer } from '../transfer.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { createRecordReader } from '../../../kit/postgres/record-reader.ts';
import { mayReceive } from './receiving.ts';
import { transferRow, withAgencies } from './rows.ts';

/** Offers a client to another agency, once a command id. */
export async function offerTransfer(prisma: PrismaHandle, request: OfferRequest): Promise<TransferOutcome> {
  const { by, enrollmentId, toAgency, now, transferId } = request;
  const earlier = await earlierAct(prisma, request);
  if (earlier) return earlier;
  const known = await prisma.enrollment.findFirst({ where: { id: enrollmentId, agencyId: by.agencyId } });
  if (!known) return { status: 'not-found' };
  if (toAgency === by.agencyId || !(await prisma.agency.findUnique({ where: { id: toAgency } })))
    return refused('unknown-agency', 'No other agency of this system has that id.', 'toAgency');
  const state = await stateOf(prisma, enrollmentId);
  const refusal = checkOffer(state, request, by, now);
  if (refusal) return { status: 'refused', refusal };
  const index = newestIndex(state, now);
  const { reason, release, carries, leaving, words } = request;
  try {
    await prisma.$transaction([
      prisma.transfer.create({
        data: {
          ...{
            id: transferId,
            fromAgencyId: by.agencyId,
            toAgencyId: toAgency,
            fromEnrollmentId: enrollmentId,
          },
          ...{ state: 'offered', reason, release, carries, level: standingAt(state.steps, now).level },
          ...(index?.facts.type === 'scoreAcuity'
            ? { indexScore: index.facts.score, indexAt: new Date(index.at) }
            : {}),
          ...{ leaving: toJson(leaving), words: toJson(words) },
          ...{ offeredAt: new Date(now), offeredBy: toJson(by) },
        },
      }),
      prisma.transferAct.create({ data: actOf(request, 'offer') }),
    ]);
  } catch (error) {
    if (classifyFailure(error).kind !== 'unique') throw error;
    return (
      (await earlierAct(prisma, request)) ?? refused('transfer-open', 'This client has been offered already.')
    );
  }
  return { status: 'written', transfer: await transferOf(prisma, transferId) };
}

/** Accepts, declines or withdraws an offer: the first answer counts. */
export async function answerTransfer(prisma: PrismaHandle, request: AnswerRequest): Promise<TransferOutcome> {
  const { by, act, now, transferId } = request;
  const earlier = await earlierAct(prisma, request);
  if (earlier) return earlier;
  const side = act === 'withdraw' ? { fromAgencyId: by.agencyId } : { toAgencyId: by.agencyId };
  const found = await prisma.transfer.findFirst({
    where: { id: transferId, ...side },
    include: withAgencies,
  });
  if (!found) return { status: 'not-found' };
  const transfer = transferRow(found);
  const answered = answer(transfer.state, act);
  if (!answered.ok) return settled();
  if (act === 'accept') {
    const obstacle = await obstacleTo(prisma, transfer, request);
    if (obstacle) return obstacle;
  }
  const over = act === 'accept' ? {} : { settledAt: new Date(now) };
  const data: Prisma.TransferUncheckedUpdateManyInput = {
    ...{ state: answered.state, answeredAt: new Date(now), answeredBy: toJson(by), ...over },
    ...(act === 'decline' ? { declined: request.declined } : {}),
    ...(act === 'accept'
      ? {
          // Every attempt goes on as the same one.
          ...{ toEnrollmentId: uuidV5('enrollment', transferId), toReference: request.reference },
          ...{ toLevel: request.level, coordinatorId: request.coordinatorId },
        }
      : {}),
  };
  try {
    const first = await prisma.$transaction(async (tx) => {
      const { count } = await tx.transfer.updateMany({ where: { id: transferId, state: 'offered' }, data });
      if (count > 0) await tx.transferAct.create({ data: actOf(request, act) });
      return count > 0;
    });
    if (!first) return (await earlierAct(prisma, request)) ?? settled();
  } catch (error) {
    if (classifyFailure(error).kind !== 'unique') throw error;
    return (await earlierAct(prisma, request)) ?? settled();
  }
  return { status: 'written', transfer: await transferOf(prisma, transferId) };
}

/** The client is still there, may still be told of (RF-3), and can be a client of the agency that accepts. */
async function obstacleTo(
  prisma: PrismaHandle,
  transfer: TransferRow,
  request: Extract<AnswerRequest, { act: 'accept' }>,
): Promise<TransferOutcome | null> {
  const state = await stateOf(prisma, transfer.fromEnrollmentId);
  const at = Math.max(request.now, state.lastRecordedAt);
  if (standingAt(state.steps, at).dischargedAt !== null)
    return refused('discharged', 'The client has been discharged since the offer.');
  const asked = { ...transfer, toAgency: transfer.toAgencyId };
  const unreleased = withoutTransferRelease(state, asked, at);
  if (unreleased) {
    const { code, detail } = unreleased;
    return { status: 'refused', refusal: { code, detail } };
  }
  return mayReceive(prisma, transfer, request.reference);
}

async function stateOf(prisma: PrismaHandle, enrollmentId: string): Promise<EnrollmentState> {
  return evolveAll(null, await createRecordReader(prisma).loadEvents(enrollmentId), enrollmentId);
}

async function transferOf(prisma: PrismaHandle, id: string): Promise<TransferRow> {
  return transferRow(await prisma.transfer.findUniqueOrThrow({ where: { id }, include: withAgencies }));
}

async function earlierAct(
  prisma: PrismaHandle,
  { by, commandId, fingerprint }: OfferRequest | AnswerRequest,
): Promise<TransferOutcome | null> {
  const row = await prisma.transferAct.findUnique({
    where: { agencyId_commandId: { agencyId: by.agencyId, commandId } },
  });
  if (!row) return null;
  if (row.fingerprint !== fingerprint) return { status: 'command-id-reused' };
  return { status: 'replayed', transfer: await transferOf(prisma, row.transferId) };
}

function actOf({ by, commandId, fingerprint, now, transferId }: OfferRequest | AnswerRequest, act: string) {
  const named = { agencyId: by.agencyId, commandId, transferId, act };
  return { ...named, actor: toJson(by), fingerprint, recordedAt: new Date(now) };
}

type Code = Extract<TransferOutcome, { status: 'refused' }>['refusal']['code'];

function refused(code: Code, detail: string, field?: string): TransferOutcome {
  return { status: 'refused', refusal: { code, detail, ...(field === undefined ? {} : { field }) } };
}

const settled = () => refused('transfer-settled', 'The offer has been answered or withdrawn by now.');
