import { v5 as uuidV5 } from 'uuid';
import type { AnswerRequest, OfferRequest, TransferOutcome, TransferRow } from './ports.ts';
import type { Actor } from '../../../engine/record/events.ts';
import { decideAcceptance, decideAnswer, decideOffer } from '../../../pathway/transfer-decide.ts';
import { rowOf } from '../../disclosures/accounting.ts';
import { writeRows } from '../../disclosures/postgres/let-go.ts';
import { enclosableReads } from '../../authorizations/postgres/enclosable.ts';
import { transferDisclosure } from '../offer.ts';
import type { TransferState } from '../transfer.ts';
import { type Act, performAct } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { stateIn } from '../../../kit/postgres/state-in.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { receivingSide } from './receiving.ts';
import { transferRow, withAgencies } from './rows.ts';

const underWay = ['offered', 'accepted', 'enrolled', 'carried'] satisfies TransferState[];

/** Offers a client to another agency, once a command id. */
export function offerTransfer(prisma: PrismaHandle, request: OfferRequest): Promise<TransferOutcome> {
  const { by, enrollmentId, toAgency, now, transferId } = request;
  return performAct(prisma, request, {
    ...recorded(request),
    async decide(tx) {
      const known = await tx.enrollment.findFirst({ where: { id: enrollmentId, agencyId: by.agencyId } });
      const other = toAgency === by.agencyId ? null : await tx.agency.findUnique({ where: { id: toAgency } });
      const open = await tx.transfer.count({
        where: { fromEnrollmentId: enrollmentId, state: { in: underWay } },
      });
      const client = known ? await stateIn(tx, enrollmentId) : null;
      const present = { client, isOtherAgency: other !== null, isUnderWay: open > 0 };
      const ids = request.enclosed.map(({ id }) => id);
      const there = await enclosableReads(tx).enclosables(by.agencyId, enrollmentId, ids);
      return decideOffer(request, { ...present, there }, { by, now });
    },
    /** Of two offers at once the later one meets the other at the client's key, and is judged anew. */
    async write(tx, { level, index, enclosed }) {
      const { reason, release, carries, leaving, words } = request;
      await tx.transfer.create({
        data: {
          ...{ id: transferId, fromAgencyId: by.agencyId, toAgencyId: toAgency },
          ...{ fromEnrollmentId: enrollmentId, state: 'offered', reason, release, carries, level },
          ...(index ? { indexScore: index.score, indexAt: new Date(index.at) } : {}),
          ...{ enclosed: toJson(enclosed), leaving: toJson(leaving), words: toJson(words) },
          ...{ offeredAt: new Date(now), offeredBy: toJson(by) },
        },
      });
      await tx.transferAct.create({ data: actOf(request, 'offer') });
      await writeRows(tx, [leftWith(request, { ...request, transferId }, 'offer')]);
    },
  });
}

/** Accepts, declines or withdraws an offer: the first answer counts. */
export function answerTransfer(prisma: PrismaHandle, request: AnswerRequest): Promise<TransferOutcome> {
  const { by, act, now, transferId: id } = request;
  return performAct(prisma, request, {
    ...recorded(request),
    lock: (tx) => tx.$queryRaw`SELECT 1 FROM transfer WHERE id = ${id}::uuid FOR UPDATE`,
    async decide(tx) {
      const side = act === 'withdraw' ? { fromAgencyId: by.agencyId } : { toAgencyId: by.agencyId };
      const found = await tx.transfer.findFirst({ where: { id, ...side }, include: withAgencies });
      const transfer = found && transferRow(found);
      const answered = decideAnswer(transfer?.state ?? null, act);
      if (!answered.ok) return answered;
      const data: Prisma.TransferUncheckedUpdateInput = {
        ...{ state: answered.plan, answeredAt: new Date(now), answeredBy: toJson(by) },
        ...(act === 'accept' ? {} : { settledAt: new Date(now) }),
        ...(act === 'decline' ? { declined: request.declined } : {}),
      };
      if (act !== 'accept' || !transfer) return { ok: true, plan: data };
      const level = request.level ?? transfer.level;
      const { coordinatorId, reference } = request;
      const both = {
        client: await stateIn(tx, transfer.fromEnrollmentId),
        ...(await receivingSide(tx, transfer, { reference, coordinatorId, now })),
      };
      const decided = decideAcceptance({ transfer, level, coordinatorId }, both, now);
      if (!decided.ok) return decided;
      // Every attempt goes on as the same one.
      const goesOn = { toEnrollmentId: uuidV5('enrollment', id), toReference: reference };
      return { ok: true, plan: { ...data, ...goesOn, toLevel: level, coordinatorId } };
    },
    async write(tx, data) {
      const { fromEnrollmentId, fromAgencyId, toAgencyId, release } = await tx.transfer.update({
        where: { id },
        data,
      });
      await tx.transferAct.create({ data: actOf(request, act) });
      // Who the client is goes over with the acceptance, which was judged in this transaction.
      if (act !== 'accept') return;
      const from = { enrollmentId: fromEnrollmentId, toAgency: toAgencyId, release, transferId: id };
      await writeRows(tx, [leftWith({ by: { ...by, agencyId: fromAgencyId }, now }, from, 'accept')]);
    },
  });
}

type Leaving = { enrollmentId: string; toAgency: string; release: string; transferId: string };

/** The row of what goes over with an act: that there is the client, how they are doing, who they are. */
function leftWith(
  { by, now }: { by: Actor; now: number },
  { enrollmentId, toAgency, release, transferId }: Leaving,
  act: 'offer' | 'accept',
) {
  const leaving = transferDisclosure({ toAgency, carries: [] }, [{ what: 'transfer', id: transferId }]);
  const row = rowOf(leaving, { release }, null);
  return { id: `transfer/${transferId}/${act}`, by, now, enrollmentId, row };
}

type Acted = OfferRequest | AnswerRequest;

/** How each act on a transfer is found again, and what it answers. */
function recorded({
  by,
  commandId,
  transferId,
}: Acted): Pick<Act<unknown, TransferRow, unknown>, 'find' | 'show'> {
  return {
    async find(tx) {
      const row = await tx.transferAct.findUnique({
        where: { agencyId_commandId: { agencyId: by.agencyId, commandId } },
      });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    show: async (tx) =>
      transferRow(await tx.transfer.findUniqueOrThrow({ where: { id: transferId }, include: withAgencies })),
  };
}

function actOf({ by, commandId, fingerprint, now, transferId }: Acted, act: string) {
  const named = { agencyId: by.agencyId, commandId, transferId, act };
  return { ...named, actor: toJson(by), fingerprint, recordedAt: new Date(now) };
}
