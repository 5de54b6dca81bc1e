import type { z } from 'zod';
import type { approvalsReply } from './approvals-schemas.ts';
import { stepsMeeting } from '../bands.ts';
import type { HeldReviewRow, WaitingForLead } from '../postgres/ports.ts';
import { documentsAsked } from '../../authorizations/enclosed.ts';
import { assignmentDuties } from '../../assignment/urgency.ts';
import type { SamenessWaiting } from '../../search/postgres/ports.ts';
import type { EnrollmentRow } from '../../enrollments/postgres/ports.ts';
import type { TransferRow } from '../../transfer/postgres/ports.ts';
import { indicatedBy } from '../../../engine/policy/level-line.ts';
import { cadenceFor, type Profile, ruleOf, type Rule } from '../../../engine/policy/profile.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { everyone, leads, type Operation } from '../../../kit/http/roles.ts';
import type { Caller } from '../../../kit/reads.ts';

/** Many more than anybody leaves waiting: whoever has so many goes through the oldest first. */
const most = 200;

type Approval = z.output<typeof approvalsReply>['items'][number];

/**
 * All that waits for a lead: duties that nobody else can meet, offers of other agencies, held reviews to sign, who may be
 * somebody on record. By age.
 */
export async function approvalsOf(
  context: RouteContext,
  caller: Caller,
): Promise<{ policy: Awaited<ReturnType<typeof agencyPolicy>>; items: Approval[] }> {
  const { reads, transfers, policies, search, clock } = context;
  const { agencyId, staffId } = caller;
  const policy = await agencyPolicy(context, agencyId);
  const kinds = kindsForLeads(policy.profile, context);
  const [rows, reviews, offers, asked] = await Promise.all([
    reads.waitingForLeads(agencyId, kinds, most),
    reads.reviewsToSign(agencyId, staffId),
    transfers.list(agencyId),
    search.waitingSameness(agencyId, most),
  ]);
  const of = asked.map(({ enrollmentId }) => enrollmentId);
  const referred =
    of.length === 0
      ? []
      : await reads.enrollments({ scope: { agencyId }, of, now: clock.now(), limit: most });
  const hashes = [...new Set(rows.map(({ profileHash }) => profileHash))];
  const profiles = new Map(
    await Promise.all(hashes.map(async (hash) => [hash, await policies.profile(hash)] as const)),
  );
  const items = [
    ...rows.map((row) => dutyItem(row, profiles.get(row.profileHash) ?? policy.profile)),
    ...reviews.map(reviewItem),
    ...asked.flatMap(({ enrollmentId, since, count }) =>
      referred.flatMap((row) => (row.id === enrollmentId ? [samenessItem(row, { since, count })] : [])),
    ),
    ...offers.filter((one) => one.state === 'offered' && one.toAgencyId === agencyId).map(offerItem),
  ];
  return { policy, items: items.toSorted((a, b) => a.since - b.since) };
}

/** Of what leads alone can do. Assigning has the queue, and what the payer answers is asked of the payer. */
function kindsForLeads({ rules }: Profile, { operationsOf }: RouteContext): string[] {
  const others = everyone.filter((role) => !leads.some((lead) => lead === role));
  const able = new Set(others.flatMap(operationsOf));
  const theirs = ({ kind, ...rule }: Rule) =>
    !assignmentDuties.some((one) => one === kind) &&
    stepsMeeting({ kind, ...rule }).every((step) => !able.has(`command:${step}` as Operation));
  return rules.filter(theirs).map(({ kind }) => kind);
}

const none = {
  ...{ duty: null, enrollmentId: null, client: null, coordinator: null, level: null, index: null },
  ...{ offer: null, review: null, sameness: null },
};

function dutyItem(row: WaitingForLead, profile: Profile): Approval {
  const { key, kind, focus, duty, due, opened, level, staffId, staffName, score, stepId } = row;
  const rule = ruleOf(profile, kind);
  const { source, basis } = cadenceFor(rule, row.cadenceLevel);
  return {
    ...none,
    ...{ what: 'duty', id: `${row.enrollmentId}/${key}`, since: opened },
    ...{ enrollmentId: row.enrollmentId, client: renderClient(row.client, true), level },
    duty: {
      ...{ key, kind, title: rule.title, about: focus, due, duty, source, basis },
      decidedBy: stepsMeeting(rule),
    },
    coordinator: staffId === null ? null : { staffId, name: staffName },
    index: score === null || stepId === null ? null : indexOf({ ...row, score, stepId }, profile),
  };
}

function indexOf(
  { stepId, score, level, isAnswered, form }: WaitingForLead & { score: number; stepId: string },
  profile: Profile,
) {
  const documents = documentsAsked(profile, { kind: 'transfer', level, initial: false });
  const answers = isAnswered ? { id: stepId } : form && { id: form.id, hash: form.sha256 };
  return {
    ...{ stepId, score, indicates: indicatedBy(profile, score), documents },
    // What else a policy asks for is chosen on the client's page.
    enclosed: documents
      .filter((document) => document === 'acuity-index' || document === 'acuity-documentation')
      .flatMap((document) => (answers ? [{ document, ...answers }] : [])),
  };
}

function reviewItem({ documentId, revision, staffId, staffName, heldAt }: HeldReviewRow): Approval {
  const review = { documentId, revision, staff: { staffId, name: staffName } };
  return { ...none, what: 'review', id: documentId, since: heldAt, review };
}

/** Somebody who may have two files: an emergency was taken at once, and nobody has said yet. */
function samenessItem(row: EnrollmentRow, { since, count }: Omit<SamenessWaiting, 'enrollmentId'>): Approval {
  const { id: enrollmentId, level, coordinatorId, coordinatorName } = row;
  return {
    ...none,
    ...{ what: 'sameness', id: `${enrollmentId}/sameness`, since, enrollmentId, level, sameness: count },
    client: renderClient(row.client, true),
    coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name: coordinatorName },
  };
}

function offerItem({ id, fromAgencyName, reason, level, index, offeredAt }: TransferRow): Approval {
  const offer = { transfer: id, from: fromAgencyName, reason, level, score: index?.score ?? null };
  return { ...none, what: 'offer', id, since: offeredAt, offer };
}
