import { singleDocumentId } from '../../../kit/document-ids.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Provider, providerKind } from '../../referrals/directory.document.ts';
import { everyMember, type Roster, rosterKind } from '../../team/roster.document.ts';
import type { DisclosedTo } from '../disclosure.ts';

type Place = { agencyId: string; enrollmentId: string };

/** What those who were told are called, by their ids, as the directory, the roster and the other agencies have it today. */
export async function namesOfRecipients(
  { documents, transfers }: Pick<RouteContext, 'documents' | 'transfers'>,
  { agencyId, enrollmentId }: Place,
  told: readonly DisclosedTo[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const of = (kind: DisclosedTo['kind']) => [
    ...new Set(told.flatMap((one) => (one.kind === kind && one.id !== null ? [one.id] : []))),
  ];
  for (const id of of('provider')) {
    const found = await documents.peek({ agencyId, enrollmentId: null, kind: providerKind.kind }, id);
    // Written by its kind.
    if (found) names.set(id, (found.content as Provider).name);
  }
  if (of('team-member').length + of('person').length > 0) {
    const place = { agencyId, enrollmentId, kind: rosterKind.kind };
    const found = await documents.peek(place, singleDocumentId(place));
    for (const { id, name } of everyMember(found?.content as Roster | undefined)) names.set(id, name);
  }
  if (of('agency').length > 0)
    for (const { id, name } of await transfers.agencies(agencyId)) names.set(id, name);
  return names;
}
