import type { AcceptedTransfer, TransferRow } from './ports.ts';
import type { BothSides } from '../../../pathway/transfer-decide.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import { clientUnder } from '../../identity/postgres/keep.ts';
import type { IdentityStore } from '../../identity/postgres/ports.ts';
import { overrideRows } from '../../caseload/postgres/overrides.ts';
import { actingColumns, actingOf } from '../../staff/postgres/acting.ts';
import type { Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { Client } from '../../../kit/postgres/generated/client.ts';

type Reading = Pick<Transaction, 'enrollment'>;

/** What an acceptance is judged by beside the record of the client: who they are, and how the receiving agency stands. */
export async function receivingSide(
  tx: Transaction,
  { fromEnrollmentId, toAgencyId }: Pick<TransferRow, 'fromEnrollmentId' | 'toAgencyId'>,
  { reference, coordinatorId, now }: { reference: string; coordinatorId: string | null; now: number },
): Promise<Omit<BothSides, 'client'>> {
  const known = await clientUnder(tx, toAgencyId, reference);
  const open = known && (await tx.enrollment.findUnique({ where: { openClientId: known.id } }));
  const { profileHash } = await tx.agency.findUniqueOrThrow({ where: { id: toAgencyId } });
  const profile = await tx.policyDocument.findUniqueOrThrow({ where: { hash: profileHash } });
  return {
    person: await clientOf(tx, fromEnrollmentId),
    known: known && { ...known, enrolled: open !== null },
    // Documents are stored by their kinds only.
    profile: profile.content as unknown as Profile,
    coordinator: coordinatorId === null ? null : await loadOf(tx, toAgencyId, coordinatorId, now),
  };
}

/**
 * The client as a person of the receiving agency, made once; one that it knew stays as it knew them. Somebody else who has
 * got the reference since the acceptance keeps it.
 */
export async function receiveClient(
  prisma: PrismaHandle,
  identities: Pick<IdentityStore, 'refer'>,
  { id, fromEnrollmentId, toEnrollmentId, toAgencyId, answeredBy, answeredAt }: AcceptedTransfer,
): Promise<string> {
  const { toReference } = await prisma.transfer.findUniqueOrThrow({ where: { id } });
  const reference = toReference ?? '';
  const { givenName, familyName, birthDate } = await clientOf(prisma, fromEnrollmentId);
  const outcome = await identities.refer({
    ...{ by: { ...answeredBy, agencyId: toAgencyId }, commandId: `transfer/${id}`, fingerprint: id },
    ...{ via: 'transfer', reference, told: { givenName, familyName, birthDate } },
    ...{ enrollmentId: toEnrollmentId, urgent: true, sameAsOnRecord: null, now: answeredAt },
  });
  if (outcome.status === 'written' || outcome.status === 'replayed') return outcome.row.clientId;
  // Enrolled there since the acceptance: the enrollment says so.
  const there = await clientUnder(prisma, toAgencyId, reference);
  if (!there) throw new Error('the client was not taken in');
  return there.id;
}

/** How full somebody is who works there as a coordinator. */
async function loadOf(
  tx: Transaction,
  agencyId: string,
  staffId: string,
  now: number,
): Promise<BothSides['coordinator']> {
  const row = await tx.staff.findFirst({
    where: { id: staffId, agencyId, role: 'coordinator', active: true },
    select: {
      ...actingColumns(new Date(now)),
      ...{ caseloadShare: true, caseloadLimit: true, overrides: { where: { act: 'grant' } } },
    },
  });
  if (!row) return null;
  const { caseloadShare, caseloadLimit, overrides } = row;
  return {
    ...{ used: Number(caseloadShare), limit: Number(caseloadLimit), acting: actingOf(row) },
    overrides: overrides.length === 0 ? [] : await overrideRows(tx, overrides),
  };
}

async function clientOf(reading: Reading, enrollmentId: string): Promise<Client> {
  const { client } = await reading.enrollment.findUniqueOrThrow({
    where: { id: enrollmentId },
    include: { client: true },
  });
  return client;
}
