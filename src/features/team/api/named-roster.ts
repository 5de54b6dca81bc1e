import { singleDocumentId } from '../../../kit/document-ids.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { contactInformationKind } from '../contact-information.document.ts';
import { everyMember, notReady, type Roster, rosterKind } from '../roster.document.ts';

type Asking = Pick<Submitted, 'caller' | 'enrollmentId'>;

async function singleOf({ documents }: RouteContext, { caller, enrollmentId }: Asking, kind: string) {
  const place = { agencyId: caller.agencyId, enrollmentId, kind };
  return documents.peek(place, singleDocumentId(place));
}

/** RT-1, RT-3: the roster as the team is formed; each of its members is ready. */
export const formedRoster: Resolve = {
  problems: ['roster-missing', 'member-not-ready'],
  async look(submitted, context) {
    const found = await singleOf(context, submitted, rosterKind.kind);
    const roster = found?.content as Roster | undefined;
    if (!found || !roster || roster.formal.length + roster.informal.length === 0)
      return refuse('roster-missing');
    const members = notReady(roster);
    if (members.length > 0) return refuse('member-not-ready', { extra: { members } });
    return { roster: found.id, rosterHash: found.hash };
  },
};

/** Ids of those who are on the client's roster now. */
export async function membersOf(asking: Asking, context: RouteContext): Promise<ReadonlySet<string>> {
  const found = await singleOf(context, asking, rosterKind.kind);
  return new Set(everyMember(found?.content as Roster | undefined).map(({ id }) => id));
}

/** A meeting names those who were there by the roster. */
export const knownMembers: Resolve = {
  problems: ['unknown-member'],
  async look(submitted, context) {
    const { members } = submitted.body['attendance'] as { members: string[] };
    if (members.length === 0) return {};
    const known = await membersOf(submitted, context);
    const errors = members.flatMap((id, i) => {
      const pointer = `${submitted.pointer}/attendance/members/${i}`;
      return known.has(id) ? [] : [{ pointer, detail: 'must be a member of the roster' }];
    });
    return errors.length === 0 ? {} : refuse('unknown-member', { errors });
  },
};

/** CO-4: the revision of the contact information that the client confirmed. */
export const confirmedRevision: Resolve = {
  problems: ['contact-information-missing'],
  async look(submitted, context) {
    const found = await singleOf(context, submitted, contactInformationKind.kind);
    return found ? { revision: found.revision } : refuse('contact-information-missing');
  },
};
