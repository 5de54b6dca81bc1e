import { type Act, performAct, takeTurns, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { DocumentAsk, DocumentRow } from '../../../kit/documents.ts';
import { type DocumentRefusal, refused } from '../../../engine/documents/refusals.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { documentAct } from '../../../kit/postgres/documents/act.ts';
import type { Follower } from '../../../kit/postgres/documents/store.ts';
import type { Client } from '../../../kit/postgres/generated/client.ts';
import { referenceKey } from '../../search/fold.ts';
import type { ClientTokens } from '../../search/postgres/client-tokens.ts';
import { type IdentityAct, type IdentityContent, identityKind } from '../identity.document.ts';
import { identityOf, isOwn, shownOf, type Told } from '../identity.ts';

/**
 * What an act on an identity brings with it, in its own transaction: the columns of the client, which all lists and pages
 * read, show the newest revision, and the client is found by what that says. The only place that writes them; the database
 * refuses them without a revision.
 */
async function showNewest(tx: Transaction, tokens: ClientTokens, clientId: string): Promise<void> {
  const { agencyId, revision, content } = await tx.document.findUniqueOrThrow({ where: { id: clientId } });
  const shown = shownOf(content as unknown as IdentityContent);
  await tx.client.upsert({
    where: { id: clientId },
    create: { id: clientId, agencyId, ...shown, identityRevision: revision },
    update: { ...shown, identityRevision: revision },
  });
  await tokens.renew(tx, [clientId]);
}

/** How acts on identities go through the store of documents. */
export function identityFollower(tokens: ClientTokens): Follower {
  return {
    kind: identityKind.kind,
    refuse: (tx, { by, documentId, act }) => referenceTaken(tx, by.agencyId, documentId, act as IdentityAct),
    follow: (tx, { documentId }) => showNewest(tx, tokens, documentId),
  };
}

async function referenceTaken(
  tx: Transaction,
  agencyId: string,
  clientId: string,
  act: IdentityAct,
): Promise<DocumentRefusal | null> {
  const reference = act.content.identifier.find(isOwn)?.value;
  const now = await tx.client.findUnique({ where: { id: clientId }, select: { reference: true } });
  if (reference === undefined || reference === now?.reference) return null;
  await takeTurns(tx, referenceLock(agencyId, reference));
  const others = await writtenAs(tx, agencyId, reference);
  if (others.every(({ id }) => id === clientId)) return null;
  const field = `identifier.${act.content.identifier.findIndex(isOwn)}.value`;
  const detail = 'names another client of the agency';
  return refused('reference-taken', 'Two clients cannot have one reference.', [{ field, detail }]).refusal;
}

/** Whoever gives somebody a reference takes turns with others who give the same, however they write it. */
export function referenceLock(agencyId: string, reference: string): string {
  return `client ${agencyId} ${referenceKey(reference)}`;
}

type Reading = Pick<Transaction, 'client' | '$queryRaw'>;

/** Whoever has that reference: written just so, or, where one client alone has it, in other case, dashes or blanks. */
export async function clientUnder(tx: Reading, agencyId: string, reference: string): Promise<Client | null> {
  const justSo = await tx.client.findUnique({ where: { agencyId_reference: { agencyId, reference } } });
  if (justSo) return justSo;
  const [only, ...more] = await writtenAs(tx, agencyId, reference);
  return only && more.length === 0 ? await tx.client.findUnique({ where: { id: only.id } }) : null;
}

function writtenAs(tx: Reading, agencyId: string, reference: string): Promise<{ id: string }[]> {
  return tx.$queryRaw`SELECT id::text FROM client
    WHERE agency_id = ${agencyId}::uuid AND reference_key(reference) = reference_key(${reference}) LIMIT 2`;
}

type Recording = {
  agencyId: string;
  clientId: string;
  by: Actor;
  commandId: string;
  fingerprint: string;
  now: number;
  content: IdentityContent;
};

/** A revision that a referral, an import or a transfer brings. */
export function recordingAct(
  tokens: ClientTokens,
  { agencyId, clientId, content, by, ...ask }: Recording,
): Act<unknown, DocumentRow, DocumentRefusal> {
  const request: DocumentAsk & { kind: typeof identityKind; act: IdentityAct } = {
    ...ask,
    by: { ...by, agencyId },
    enrollmentId: null,
    ...{ clientId, documentId: clientId, kind: identityKind, act: { type: 'record', content } },
  };
  const act = documentAct(request);
  return {
    ...act,
    async write(tx, plan) {
      await act.write(tx, plan as Parameters<typeof act.write>[1]);
      await showNewest(tx, tokens, clientId);
    },
  };
}

/** Nobody looks for those. */
const unfound: ClientTokens = { renew: async () => undefined };

/** Puts somebody on record by a word of the system's own, for what makes its clients itself: simulations, benches. */
export async function makeClient(
  prisma: Pick<PrismaHandle, '$transaction'>,
  {
    clientId,
    agencyId,
    reference,
    ...told
  }: { clientId: string; agencyId: string; reference: string } & Partial<Told>,
  now = Date.now(),
): Promise<void> {
  const person = { givenName: null, familyName: null, birthDate: null, ...told };
  const content = { ...identityOf(reference, person), source: { type: 'import' as const } };
  const by: Actor = { staffId: 'system', role: 'system', agencyId };
  const ask = { by, commandId: 'made', fingerprint: '' };
  await performAct(prisma, ask, recordingAct(unfound, { ...ask, agencyId, clientId, content, now }));
}
