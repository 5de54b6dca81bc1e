import type { Role } from '../../engine/policy/terms.ts';
import { parseLocalDate } from '../../engine/calendar/index.ts';
import type { ActContext, DocumentKind, Judged } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import type { FileItem, Mandate, Serves, StaffFile } from './file.ts';
import { countedItems, lastDayOf, unaccepted } from './fitness.ts';
import { itemsFor, type StaffPolicy } from '../../engine/policy/staff-policy.ts';

/** What an item is said to be, by whoever has looked at it. */
export type ItemSeen = Pick<FileItem, 'kind' | 'states' | 'datedOn' | 'verifiedOn' | 'expiresOn' | 'note'> & {
  evidence: string | null;
};

export type StaffFileAct =
  | { type: 'hire'; role: Role; hiredOn: string; today: string }
  /** `subject`: whose file it is. */
  | { type: 'record-item'; seen: ItemSeen; subject: string; policy: StaffPolicy; today: string }
  | { type: 'withdraw-item'; item: number; reason: string }
  /** `byMail`: it goes out now; otherwise it went another way. */
  | { type: 'send-notice'; sentOn: string; byMail: boolean; policy: StaffPolicy; today: string }
  | { type: 'request-access'; requestedOn: string; today: string }
  | { type: 'mandate'; mandate: Pick<Mandate, 'kind' | 'title' | 'dueOn'>; policy: StaffPolicy }
  | { type: 'attend'; mandate: number; on: string; evidence?: string | undefined; today: string }
  | { type: 'excuse'; mandate: number; reason: string }
  /** Whom they can be there for. */
  | { type: 'describe'; serves: Serves };

/** With what an act on it is refused. */
type StaffFileRefusal =
  | 'entry-closed'
  | 'evidence-missing'
  | 'file-begun'
  | 'item-not-accepted'
  | 'not-found'
  | 'nothing-changed'
  | 'occurred-in-future'
  | 'unknown-entry'
  | 'unknown-file-item'
  | 'verified-by-oneself';

/** One a member of staff, named by their id; begun with the hire. */
export const staffFileKind: DocumentKind<StaffFile, StaffFileAct, StaffFileRefusal> = {
  kind: 'staff-file',
  decide(current, act, context) {
    if (act.type === 'hire') {
      if (current) return refused('file-begun', 'The file was begun with an earlier hire.');
      const { role, hiredOn } = act;
      const content = { role, hiredOn, items: [], notice: null, access: null, mandates: [] };
      return future(act.today, { hiredOn }) ?? kept(content);
    }
    return current ? changed(current.content, act, context) : noDocument;
  },
};

function changed(
  file: StaffFile,
  act: Exclude<StaffFileAct, { type: 'hire' }>,
  context: ActContext,
): Judged<StaffFile, StaffFileRefusal> {
  switch (act.type) {
    case 'record-item':
      return recordItem(file, act, context);
    case 'withdraw-item': {
      const item = file.items[act.item - 1];
      if (!item) return unknownEntry('item');
      if (item.withdrawnAt !== null) return refused('entry-closed', 'The item is withdrawn already.');
      const items = file.items.with(act.item - 1, { ...item, withdrawnAt: context.at });
      return kept({ ...file, items }, act.reason);
    }
    case 'send-notice':
      return sendNotice(file, act);
    case 'request-access': {
      const { requestedOn, today } = act;
      if (file.access) return refused('nothing-changed', 'Access was requested already.');
      return future(today, { requestedOn }) ?? kept({ ...file, access: { requestedOn } });
    }
    case 'mandate': {
      if (!asksNothing(act.policy) && !act.policy.mandates.some(({ kind }) => kind === act.mandate.kind))
        return unknownItem('The staff policy knows no mandate of this kind.');
      const mandate = { ...act.mandate, enteredAt: context.at, attended: null, excusedAt: null };
      return kept({ ...file, mandates: [...file.mandates, mandate] });
    }
    case 'attend': {
      const open = openMandate(file, act.mandate);
      if (!open.ok) return open;
      const { on, evidence } = act;
      const attended = { on, ...(evidence === undefined ? {} : { evidence }) };
      const mandates = file.mandates.with(act.mandate - 1, { ...open.mandate, attended });
      return future(act.today, { attendedOn: on }) ?? kept({ ...file, mandates });
    }
    case 'describe': {
      const { serves } = act;
      if (context.hashOf(file.serves ?? null) === context.hashOf(serves))
        return refused('nothing-changed', 'The file says this already.');
      return kept({ ...file, serves });
    }
    case 'excuse': {
      const open = openMandate(file, act.mandate);
      if (!open.ok) return open;
      const mandates = file.mandates.with(act.mandate - 1, { ...open.mandate, excusedAt: context.at });
      return kept({ ...file, mandates }, act.reason);
    }
  }
}

function recordItem(
  file: StaffFile,
  { seen, subject, policy, today }: Extract<StaffFileAct, { type: 'record-item' }>,
  { by, at }: ActContext,
): Judged<StaffFile, StaffFileRefusal> {
  // Who vouches for an item is never the one it is about.
  if (by.staffId === subject) return refused('verified-by-oneself', 'Nobody verifies their own file.');
  const rule = itemsFor(policy, file.role).find(({ kind }) => kind === seen.kind);
  if (!rule && !asksNothing(policy))
    return unknownItem('The staff policy asks for no such item of this role.');
  const { evidence, datedOn, verifiedOn, expiresOn } = seen;
  if (evidence === null)
    return refused('evidence-missing', 'An item is verified on its evidence.', [
      { field: 'evidence', detail: 'is missing' },
    ]);
  const wrong = [
    ...(rule ? unaccepted(seen.states, rule) : []).map((name) => ({
      field: `states.${name}`,
      detail: 'is not stated, or not as the policy accepts it',
    })),
    ...(rule?.expiryStated && expiresOn === null
      ? [{ field: 'expiresOn', detail: 'is missing: an item of this kind expires' }]
      : []),
    ...(expiresOn !== null && expiresOn < datedOn
      ? [{ field: 'expiresOn', detail: 'lies before the item itself' }]
      : []),
    ...(verifiedOn < datedOn ? [{ field: 'verifiedOn', detail: 'lies before the item itself' }] : []),
  ];
  if (wrong.length > 0) return refused('item-not-accepted', 'The policy does not accept it as it is.', wrong);
  const item: FileItem = { ...seen, evidence, verifiedBy: by.staffId, enteredAt: at, withdrawnAt: null };
  return future(today, { datedOn, verifiedOn }) ?? kept({ ...file, items: [...file.items, item] });
}

/** The agency is held to no policy yet: what is put on file is judged once it is. */
function asksNothing({ items, mandates }: StaffPolicy): boolean {
  return items.length === 0 && mandates.length === 0;
}

/** With the notice goes what of the qualifications is verified by then (001 A.4). */
function sendNotice(
  file: StaffFile,
  { sentOn, policy, today }: Extract<StaffFileAct, { type: 'send-notice' }>,
): Judged<StaffFile, StaffFileRefusal> {
  if (file.notice) return refused('nothing-changed', 'The quality office was told already.');
  const verified = itemsFor(policy, file.role)
    .filter((rule) =>
      countedItems(file, rule).some((item) => (lastDayOf(item, rule) ?? Infinity) >= dateOf(sentOn)),
    )
    .map(({ kind }) => kind);
  return future(today, { sentOn }) ?? kept({ ...file, notice: { sentOn, verified } });
}

function openMandate(
  file: StaffFile,
  place: number,
): { ok: true; mandate: Mandate } | Extract<Judged<StaffFile, StaffFileRefusal>, { ok: false }> {
  const mandate = file.mandates[place - 1];
  if (!mandate) return unknownEntry('mandate');
  if (mandate.attended) return refused('entry-closed', 'It was attended already.');
  if (mandate.excusedAt !== null) return refused('entry-closed', 'It is not owed any more.');
  return { ok: true, mandate };
}

function kept(content: StaffFile, reason?: string): Judged<StaffFile, StaffFileRefusal> {
  return { ok: true, state: 'kept', content, ...(reason === undefined ? {} : { reason }) };
}

/** Refused when one of the days has not come yet. */
function future(today: string, days: Record<string, string>) {
  const ahead = Object.entries(days).filter(([, day]) => day > today);
  const fields = ahead.map(([field]) => ({ field, detail: 'lies in the future' }));
  return ahead.length === 0
    ? null
    : refused('occurred-in-future', 'It is recorded after it happened, not before.', fields);
}

const dateOf = (text: string): number => parseLocalDate(text) ?? -Infinity;
const unknownItem = (detail: string) =>
  refused('unknown-file-item', detail, [{ field: 'kind', detail: 'is not known to the policy' }]);
const unknownEntry = (field: 'item' | 'mandate') =>
  refused('unknown-entry', 'The file has no such entry.', [{ field, detail: 'is not on file' }]);
