import { z } from 'zod';
import { toldRoles } from '../../../engine/record/steps/disclosures.ts';
import { recipientKinds } from '../../../engine/record/steps/releases.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { stepId, uuid } from '../../../kit/http/schemas.ts';
import type { Caller } from '../../../kit/reads.ts';
import { providerKind } from '../../referrals/directory.document.ts';
import { membersOf } from '../../team/api/named-roster.ts';
import type { DisclosedTo } from '../disclosure.ts';

/** Who gets something, as it is asked for. */
export const toWhom = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(recipientKinds).exclude(['payer']), id: stepId }),
    z.strictObject({ kind: z.literal('payer'), id: z.null() }),
    z.strictObject({ kind: z.literal('role'), id: z.enum(toldRoles) }),
  ])
  .meta({
    description:
      'By id; of somebody whom a release names without one, that release. The payer, of whom there is one, has none; of `role` it is what they are to the client',
  });

/** Who gets a table of many clients: nobody who is somebody to one of them alone. */
export const toWhomOfList = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(recipientKinds).extract(['provider', 'agency']), id: uuid }),
    z.strictObject({ kind: z.literal('payer'), id: z.null() }),
    z.strictObject({ kind: z.literal('role'), id: z.enum(toldRoles) }),
  ])
  .meta({ description: 'By id; the payer has none; of `role` it is what they are to the clients' });

type Asking = { caller: Caller; enrollmentId: string };

/** Whom the record knows: of the client's roster, the directory, the other agencies, or named by a release of theirs. */
export async function knownRecipients(
  asking: Asking,
  context: RouteContext,
  told: readonly DisclosedTo[],
): Promise<(one: DisclosedTo) => boolean> {
  const { caller, enrollmentId } = asking;
  const { reads, transfers } = context;
  const { agencyId } = caller;
  const kinds = new Set(told.map(({ kind }) => kind));
  const ids = new Set<string>();
  if (kinds.has('team-member') || kinds.has('person'))
    for (const id of await membersOf(asking, context)) ids.add(id);
  if (kinds.has('provider')) for (const id of await listed(context, agencyId, told)) ids.add(id);
  if (kinds.has('agency')) for (const { id } of await transfers.agencies(agencyId)) ids.add(id);
  if ([...kinds].some((kind) => kind !== 'role' && kind !== 'payer')) {
    const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
    for (const { id, facts } of read?.steps ?? [])
      // Somebody whom no id names is known by the release itself.
      if (facts.type === 'grantRelease') ids.add(facts.recipient ?? id);
  }
  return ({ kind, id }) => kind === 'role' || kind === 'payer' || (id !== null && ids.has(id));
}

/** Whether the agency knows all of them: of the directory, and of the other agencies. */
export async function listRecipients(
  context: RouteContext,
  agencyId: string,
  told: readonly DisclosedTo[],
): Promise<boolean> {
  const agencies = told.some(({ kind }) => kind === 'agency')
    ? await context.transfers.agencies(agencyId)
    : [];
  const ids = new Set([...(await listed(context, agencyId, told)), ...agencies.map(({ id }) => id)]);
  return told.every(({ kind, id }) => kind === 'role' || kind === 'payer' || (id !== null && ids.has(id)));
}

/** Providers of the directory among them. */
async function listed(
  { documents }: Pick<RouteContext, 'documents'>,
  agencyId: string,
  told: readonly DisclosedTo[],
): Promise<string[]> {
  const place = { agencyId, enrollmentId: null, kind: providerKind.kind };
  const asked = told.flatMap(({ kind, id }) => (kind === 'provider' && id !== null ? [id] : []));
  const found = await Promise.all(asked.map(async (id) => ((await documents.peek(place, id)) ? [id] : [])));
  return found.flat();
}
