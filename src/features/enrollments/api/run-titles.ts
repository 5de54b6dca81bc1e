import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Caller } from '../../../kit/reads.ts';

/**
 * What duties are called in an enrollment's own run: at each event, by the profile that it ran by then. What that lacks is of
 * another time of the run, or came with the client from a run elsewhere.
 */
export async function runTitles(
  { reads, policies }: Pick<RouteContext, 'reads' | 'policies'>,
  { caller, enrollmentId }: { caller: Pick<Caller, 'profileHash'>; enrollmentId: string },
): Promise<(seq: number) => TitleOf> {
  const known = await reads.profilesOf(enrollmentId);
  const hashes = known.map(({ profileHash }) => profileHash);
  const titleOf = await dutyTitles(policies, [...hashes, caller.profileHash]);
  return (seq) => {
    const then = known.findLast((one) => one.own && one.seq <= seq);
    return (kind, pinned) => titleOf(kind, pinned ?? then?.profileHash);
  };
}
