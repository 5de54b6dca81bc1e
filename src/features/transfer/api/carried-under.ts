import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import type { ReleasableContent, ReleasePurpose } from '../../../engine/record/steps/releases.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { transferDisclosure } from '../offer.ts';
import type { CarriedOver } from '../state.ts';

/** What a client let the other agency tell this one; a transfer rests on no law (RF-3). */
export type CarriedUnder = {
  /** Which agency told it. */
  from: string;
  purpose: ReleasePurpose;
  content: readonly ReleasableContent[];
  /** The last day of the release, local to who told it; null: it is void there. */
  until: string | null;
};

/** Under what that came over which somebody here reads: it is shown with all of it (42 CFR 2.32). Null where there is none. */
export async function carriedUnder(
  { reads, transfers }: Pick<RouteContext, 'reads' | 'transfers'>,
  agencyId: string,
  takenOver: CarriedOver['takenOver'],
  now: Instant,
): Promise<CarriedUnder | null> {
  const transfer = takenOver && (await transfers.get(agencyId, takenOver.transfer));
  if (!transfer) return null;
  const { fromAgencyId, fromAgencyName, fromEnrollmentId, toAgencyId, release, withoutDocuments } = transfer;
  // Where nothing was copied, what would have been copied was not told.
  const carries = withoutDocuments === null ? transfer.carries : [];
  const { purposes, content } = transferDisclosure({ toAgency: toAgencyId, carries });
  // The release stands in the other agency's record; its last day goes with what it let be told, and nothing else does.
  const read = await reads.steps({ agencyId: fromAgencyId }, fromEnrollmentId, { details: false });
  const granted = effectiveSteps(read?.steps ?? [], now).find(({ id }) => id === release)?.facts;
  const until = granted?.type === 'grantRelease' ? granted.expiresOn : null;
  return { from: fromAgencyName, purpose: purposes[0], content, until };
}
