import type { Operation } from '../../../kit/http/roles.ts';
import type { NotSent } from '../judgement.ts';
import type { NotificationRow } from '../postgres/ports.ts';
import { noStaffPolicy, staffDutyTitle } from '../../../engine/policy/staff-policy.ts';
import { rotaTitle } from '../../on-call/notices.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { knowsClients, type RouteContext } from '../../../kit/http/context.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';
import type { Caller } from '../../../kit/reads.ts';

/** Its id as an address has it. */
const itemId = (id: string) => id.replaceAll('/', '.');

type TitleOfRow = (row: NotificationRow) => string | null;

/** As the mail about it calls it: by the profile of the enrollment, the staff policy, or the rota. */
async function titlesFor(
  { policies }: RouteContext,
  { profileHash, staffPolicyHash }: Caller,
  rows: readonly NotificationRow[],
): Promise<TitleOfRow> {
  const pinned = rows.flatMap((row) => row.profileHash ?? []);
  const titleOf = await dutyTitles(policies, [profileHash, ...pinned]);
  const staffPolicy = staffPolicyHash === null ? noStaffPolicy : await policies.staffPolicy(staffPolicyHash);
  return ({ obligation: kind, enrollmentId, profileHash: own }) => {
    if (kind === null) return null;
    const ofStaff = enrollmentId === null ? (staffDutyTitle(staffPolicy, kind) ?? rotaTitle(kind)) : null;
    return ofStaff ?? titleOf(kind, own ?? undefined);
  };
}

/** Each with what it is called and, as far as the caller may know, whom it is about. */
export async function rendererFor(context: RouteContext, caller: Caller, rows: readonly NotificationRow[]) {
  const titleOf = await titlesFor(context, caller, rows);
  const ids = [...new Set(rows.flatMap(({ enrollmentId }) => enrollmentId ?? []))];
  const theirs = await context.reads.relatedAmong(caller, ids, context.clock.now());
  const able = new Set<string>(context.operationsOf(caller.role));
  return (row: NotificationRow) => {
    const { id, notSentBecause, profileHash: _, client, ...rest } = row;
    const known = rest.enrollmentId !== null && theirs.has(rest.enrollmentId);
    const asKnown = (of: ClientRow) =>
      knowsClients(caller) && !known ? glimpseOf(of) : renderClient(of, knowsClients(caller));
    return {
      ...{ id: itemId(id), ...rest, title: titleOf(row), link: linkOf(row, caller.staffId, able) },
      client: client && asKnown(client),
      notSentBecause: notSentBecause as NotSent | null,
    };
  };
}

/** Where the console shows what it is about, of what the reader's role may open: whoever has no chart has the requests. */
function linkOf(
  { kind, enrollmentId, aboutStaffId, aboutReport, obligation }: NotificationRow,
  reader: string,
  able: ReadonlySet<string>,
) {
  const where = (path: string, operation: Operation) => (able.has(operation) ? path : null);
  if (kind === 'page') return where('/on-call', 'on-call:mine');
  if (kind === 'break-glass' || kind === 'disclosure') return '/privacy';
  if (kind === 'file-infected' && enrollmentId !== null)
    return where(`/clients/${enrollmentId}/file`, 'attachment:read');
  if (enrollmentId !== null)
    return where(`/clients/${enrollmentId}`, 'chart:read') ?? where('/requests', 'requests:read');
  if (aboutReport !== null) return where('/numbers', 'numbers:read');
  if (obligation?.startsWith('on-call.')) return where('/on-call', 'on-call:mine');
  if (aboutStaffId === null) return null;
  return where(`/people/${aboutStaffId}`, aboutStaffId === reader ? 'staff-file:read' : 'staff:read');
}
