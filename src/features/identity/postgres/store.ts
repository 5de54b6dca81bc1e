import { randomUUID } from 'node:crypto';
import { type Act, actWithin, performAct, takeTurns, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { Client } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import type { ClientTokens } from '../../search/postgres/client-tokens.ts';
import type { IdentityContent } from '../identity.document.ts';
import { withIdentifier } from '../identity.ts';
import { type OnFile, type Placed, placeReferral, type ReferralRefusal, referenceApart } from '../refer.ts';
import { clientUnder, recordingAct, referenceLock } from './keep.ts';
import type { IdentityStore, OnFileAsked, ReferralRequest, ReferredClient } from './ports.ts';

/** Who clients are, in PostgreSQL; corrections go through the store of documents. */
export function createIdentityStore(prisma: PrismaHandle, tokens: ClientTokens): IdentityStore {
  return guarded<IdentityStore>({
    refer: (request) => performAct(prisma, request, referring(tokens, request)),

    async identify({ clientId, identifier, ...ask }) {
      const { agencyId } = ask.by;
      await prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM client c JOIN document d ON d.id = c.id
          WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${clientId}::uuid FOR NO KEY UPDATE OF c, d`;
        const { content } = await tx.document.findFirstOrThrow({ where: { id: clientId, agencyId } });
        const identity = content as unknown as IdentityContent;
        const numbers = withIdentifier(identity.identifier, identifier);
        if (numbers === identity.identifier) return;
        const said: IdentityContent = { ...identity, identifier: numbers, source: { type: 'import' } };
        await actWithin(tx, ask, recordingAct(tokens, { ...ask, agencyId, clientId, content: said }));
      });
    },

    async notEnrolled(enrollmentId) {
      await letGo(prisma, enrollmentId);
    },

    async onFile(asked) {
      const file = await fileOf(prisma, asked);
      if (!file) return null;
      const { taken } = await onFile(prisma, file, asked.enrollmentId);
      return { clientId: file.id, own: file.madeFor === asked.enrollmentId, taken };
    },
  });
}

/** Nobody's enrollment is to be made of that file any more. */
export async function letGo(tx: Pick<Transaction, 'client'>, enrollmentId: string): Promise<void> {
  await tx.client.updateMany({ where: { madeFor: enrollmentId }, data: { madeFor: null } });
}

function referring(
  tokens: ClientTokens,
  request: ReferralRequest,
): Act<Placed, ReferredClient, ReferralRefusal> {
  const { by, commandId, enrollmentId, reference } = request;
  const { agencyId } = by;
  let file: Client | null = null;
  return {
    async lock(tx) {
      await takeTurns(tx, referenceLock(agencyId, reference));
      // Not against those who only refer to the client: an enrollment may be on its way to the record.
      await tx.$queryRaw`SELECT 1 FROM client c JOIN document d ON d.id = c.id
        WHERE c.agency_id = ${agencyId}::uuid AND reference_key(c.reference) = reference_key(${reference})
        ORDER BY c.id FOR NO KEY UPDATE OF c, d`;
    },
    async find(tx) {
      file = await fileOf(tx, { ...request, agencyId });
      if (!file) return null;
      // What it was put in and has been let go may be somebody else's by now: it is judged anew.
      const isIn = file.madeFor === enrollmentId || (await isRecordedIn(tx, file.id, enrollmentId));
      const row = isIn ? await revisionOf(tx, file.id, commandId) : null;
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const referred = { ...request, reference: file?.reference ?? reference };
      if (!file) return placeReferral(referred, null);
      const apart = await fileApart(tx, agencyId, referred);
      return placeReferral(referred, await onFile(tx, file, enrollmentId), apart);
    },
    async write(tx, { file: kind, reference: under, content }) {
      const where = { agencyId_reference: { agencyId, reference: under } };
      const there = file && file.reference !== under ? await tx.client.findUnique({ where }) : file;
      const clientId = there?.id ?? randomUUID();
      // Named by it before, let go, and named by others since: by it again.
      const isAgain =
        kind === 'own' && there !== null && (await revisionOf(tx, clientId, commandId)) !== null;
      const named = { ...request, commandId: isAgain ? `${commandId}/${randomUUID()}` : commandId };
      if (content)
        await actWithin(tx, named, recordingAct(tokens, { ...named, agencyId, clientId, content }));
      const data = kind === 'own' ? { madeFor: enrollmentId } : { shared: true };
      file = await tx.client.update({ where: { id: clientId }, data });
    },
    async show() {
      if (!file) throw new Error('a referral without a file');
      const { id: clientId, givenName, familyName, birthDate, madeFor } = file;
      return { clientId, own: madeFor === enrollmentId, shown: { givenName, familyName, birthDate } };
    },
  };
}

/** What was made for this enrollment, else who has its reference. A number of another system is a name as it is. */
async function fileOf(
  tx: Pick<Transaction, 'client' | '$queryRaw'>,
  { via, agencyId, reference, enrollmentId }: OnFileAsked,
): Promise<Client | null> {
  const made = await tx.client.findUnique({ where: { madeFor: enrollmentId } });
  if (made || via !== 'import') return made ?? (await clientUnder(tx, agencyId, reference));
  return await tx.client.findUnique({ where: { agencyId_reference: { agencyId, reference } } });
}

/** What is sent again after it was refused has its file of then, unless that is somebody else's by now. */
async function fileApart(
  tx: Pick<Transaction, 'client' | 'document' | 'enrollment' | 'clientLink'>,
  agencyId: string,
  referred: Pick<ReferralRequest, 'reference' | 'enrollmentId'>,
): Promise<string> {
  const apart = referenceApart(referred);
  const where = { agencyId_reference: { agencyId, reference: apart } };
  const there = await tx.client.findUnique({ where });
  if (!there || !(await onFile(tx, there, referred.enrollmentId)).taken) return apart;
  return `${referred.reference}~${randomUUID()}`;
}

function revisionOf(tx: Pick<Transaction, 'documentRevision'>, documentId: string, commandId: string) {
  return tx.documentRevision.findUnique({ where: { documentId_commandId: { documentId, commandId } } });
}

async function isRecordedIn(tx: Pick<Transaction, 'enrollment'>, clientId: string, id: string) {
  return (await tx.enrollment.count({ where: { id, clientId } })) > 0;
}

async function onFile(
  tx: Pick<Transaction, 'document' | 'enrollment' | 'clientLink'>,
  { id, reference, madeFor, shared }: Client,
  enrollmentId: string,
): Promise<OnFile> {
  const { content } = await tx.document.findUniqueOrThrow({ where: { id } });
  const enrollments = await tx.enrollment.findMany({
    where: { clientId: id },
    select: { id: true, openClientId: true },
  });
  const linked = await tx.clientLink.findFirst({
    where: { OR: [{ clientId: id }, { otherId: id }] },
    select: { id: true },
  });
  const { source: _, ...identity } = content as unknown as IdentityContent;
  return {
    ...{ clientId: id, reference, identity },
    taken:
      enrollments.length > 0 || shared || linked !== null || (madeFor !== null && madeFor !== enrollmentId),
    openEnrollmentId: enrollments.find(({ openClientId }) => openClientId !== null)?.id ?? null,
  };
}
