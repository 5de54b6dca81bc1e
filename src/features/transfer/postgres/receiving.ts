import { randomUUID } from 'node:crypto';
import type { AcceptedTransfer, TransferOutcome, TransferRow } from './ports.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { Client } from '../../../kit/postgres/generated/client.ts';

type Person = Pick<Client, 'givenName' | 'familyName' | 'birthDate'>;

/** Whether the client can be one of the receiving agency under that reference; null when they can. */
export async function mayReceive(
  prisma: PrismaHandle,
  transfer: Pick<TransferRow, 'fromEnrollmentId' | 'toAgencyId'>,
  reference: string,
): Promise<Extract<TransferOutcome, { status: 'refused' }> | null> {
  const [person, known] = await Promise.all([
    clientOf(prisma, transfer.fromEnrollmentId),
    clientThere(prisma, transfer.toAgencyId, reference),
  ]);
  if (!known) return null;
  const detail = 'Under that reference your agency knows somebody else.';
  if (!same(person, known))
    return { status: 'refused', refusal: { code: 'client-differs', detail, field: 'reference' } };
  if (!(await prisma.enrollment.findUnique({ where: { openClientId: known.id } }))) return null;
  const open = 'Your agency has an open enrollment of this client.';
  return {
    status: 'refused',
    refusal: { code: 'client-already-enrolled', detail: open, field: 'reference' },
  };
}

/** The client as a person of the receiving agency, made once; one that it knew stays as it knew them. */
export async function receiveClient(
  prisma: PrismaHandle,
  { id, fromEnrollmentId, toAgencyId }: AcceptedTransfer,
): Promise<string> {
  const { toReference } = await prisma.transfer.findUniqueOrThrow({ where: { id } });
  const reference = toReference ?? '';
  const { givenName, familyName, birthDate } = await clientOf(prisma, fromEnrollmentId);
  await prisma.client.createMany({
    data: [{ id: randomUUID(), agencyId: toAgencyId, reference, givenName, familyName, birthDate }],
    skipDuplicates: true,
  });
  const there = await clientThere(prisma, toAgencyId, reference);
  if (!there) throw new Error('the client was not taken in');
  return there.id;
}

async function clientOf(prisma: PrismaHandle, enrollmentId: string): Promise<Client> {
  const { client } = await prisma.enrollment.findUniqueOrThrow({
    where: { id: enrollmentId },
    include: { client: true },
  });
  return client;
}

function clientThere(prisma: PrismaHandle, agencyId: string, reference: string): Promise<Client | null> {
  return prisma.client.findUnique({ where: { agencyId_reference: { agencyId, reference } } });
}

/** Spelt alike but for case, and born on the same day where both know it. */
function same(one: Person, other: Person): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return (
    plain(one.familyName) === plain(other.familyName) &&
    plain(one.givenName) === plain(other.givenName) &&
    (one.birthDate === null || other.birthDate === null || one.birthDate === other.birthDate)
  );
}
