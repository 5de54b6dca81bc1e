import type { CommandType } from '../../../api/permissions.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { CommandBody } from '../../../api/steps/body.ts';
import { contactInformationKind } from '../contact-information.document.ts';
import { notReady, type Roster, rosterKind } from '../roster.document.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { completedPlan } from '../../plans/api/named-plan.ts';

/** One command on its way to the enrollment. */
export type Submitted = {
  type: CommandType;
  body: CommandBody;
  pointer: string;
  commandId: string;
  enrollmentId: string;
  caller: Caller;
};

/**
 * What a step says of the documents it stands on, as they are in the record now: their ids, hashes and revisions; empty for
 * a step that stands on none. A refusal where they are not there, or not as the step needs them.
 */
export async function documentFacts(
  context: RouteContext,
  submitted: Submitted,
): Promise<Record<string, string | number> | Refusal> {
  const { type, body, pointer, commandId, enrollmentId, caller } = submitted;
  switch (type) {
    case 'formRst':
      return formedRoster(context, submitted);
    case 'holdRstMeeting':
      return (await strangers(context, submitted)) ?? {};
    case 'confirmContactInformation': {
      const found = await singleOf(context, submitted, contactInformationKind.kind);
      return found ? { revision: found.revision } : refuse('contact-information-missing');
    }
    default: {
      const occurredAt = body.occurredAt ?? context.clock.now();
      const asked = { type, plan: body['plan'], occurredAt, commandId, pointer };
      return (await completedPlan(context, caller, enrollmentId, asked)) ?? {};
    }
  }
}

async function singleOf({ documents }: RouteContext, { caller, enrollmentId }: Submitted, kind: string) {
  const place = { agencyId: caller.agencyId, enrollmentId, kind };
  return documents.peek(place, singleDocumentId(place));
}

/** RT-1, RT-3: the roster as the team is formed; each of its members is ready. */
async function formedRoster(context: RouteContext, submitted: Submitted) {
  const found = await singleOf(context, submitted, rosterKind.kind);
  const roster = found?.content as Roster | undefined;
  if (!found || !roster || roster.formal.length + roster.informal.length === 0)
    return refuse('roster-missing');
  const members = notReady(roster);
  if (members.length > 0) return refuse('member-not-ready', { extra: { members } });
  return { roster: found.id, rosterHash: found.hash };
}

/** A meeting names those who were there by the roster. */
async function strangers(context: RouteContext, submitted: Submitted): Promise<Refusal | null> {
  const { members } = submitted.body['attendance'] as { members: string[] };
  if (members.length === 0) return null;
  const found = await singleOf(context, submitted, rosterKind.kind);
  const roster = found?.content as Roster | undefined;
  const known = new Set([...(roster?.formal ?? []), ...(roster?.informal ?? [])].map(({ id }) => id));
  const errors = members.flatMap((id, i) =>
    known.has(id)
      ? []
      : [
          {
            pointer: `${submitted.pointer}/attendance/members/${i}`,
            detail: 'must be a member of the roster',
          },
        ],
  );
  return errors.length === 0 ? null : refuse('unknown-member', { errors });
}
