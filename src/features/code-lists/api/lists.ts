import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Caller } from '../../../kit/reads.ts';
import { standardLists } from '../standard.ts';

/** The lists of the caller's agency as they stand: its own, or its profile's while it has said nothing. */
export async function codeListsOf(
  { reads, policies }: Pick<RouteContext, 'reads' | 'policies'>,
  caller: Pick<Caller, 'agencyId' | 'profileHash'>,
): Promise<CodeLists> {
  return (await reads.codeLists(caller.agencyId)) ?? standardOf({ policies }, caller);
}

/** What its profile says. */
export async function standardOf(
  { policies }: Pick<RouteContext, 'policies'>,
  { profileHash }: Pick<Caller, 'profileHash'>,
): Promise<CodeLists> {
  return standardLists(await policies.profile(profileHash));
}
