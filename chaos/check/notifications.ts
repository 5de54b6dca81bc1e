import { changeFromRecord } from '../../src/pathway/replayed.ts';
import type { NotificationDraft } from '../../src/engine/notifications/notification.ts';
import { notificationsOf } from '../../src/pathway/notifications-of.ts';
import type { Received } from '../system/mail-sink.ts';
import { crisisPagesOf } from './crises.ts';
import { appendsOf } from './deadlines.ts';
import type { Check, Evidence } from './evidence.ts';
import { isWhole } from './streams.ts';

/** What should have been told to whom, worked out anew from the events. */
function expectedNotifications({ streams }: Pick<Evidence, 'streams'>): NotificationDraft[] {
  return [...streams].flatMap(([enrollmentId, events]) => {
    if (!isWhole(events)) return [];
    return appendsOf(enrollmentId, events).flatMap(({ before, events: own }) => {
      const change = changeFromRecord(enrollmentId, before, own, null);
      return change ? notificationsOf(change) : [];
    });
  });
}

/** Each notification has its one row, with its deliveries; there is none that nothing caused. */
export function checkNotifications(evidence: Evidence): Check {
  const violations: string[] = [];
  const expected = new Map(expectedNotifications(evidence).map((draft) => [draft.id, draft]));
  const pages = new Set(crisisPagesOf(evidence).map(({ id }) => id));
  const seen = new Set<string>();
  const deliveries = new Map<string, number>();
  for (const { id } of evidence.deliveries) deliveries.set(id, (deliveries.get(id) ?? 0) + 1);
  for (const row of evidence.notifications) {
    if (seen.has(row.id)) violations.push(`${row.id}: is there twice`);
    seen.add(row.id);
    const draft = expected.get(row.id);
    if (!draft) {
      if (pages.has(row.id)) continue; // looked at with the crises
      // Of a step that was taken in and refused later: told by the inbox, not by an event.
      if (!isOfPending(row.kind)) violations.push(`${row.id}: nothing on record causes it`);
      continue;
    }
    for (const column of ['kind', 'audience', 'staffId', 'obligation', 'due'] as const) {
      if (row[column] === draft[column]) continue;
      violations.push(`${row.id}: ${column} is ${row[column]}, the events say ${draft[column]}`);
    }
  }
  for (const [id, draft] of expected) {
    if (!seen.has(id)) violations.push(`${id}: was never written`);
    for (const { channel } of draft.deliveries) {
      const rows = deliveries.get(`${id}/${channel}`) ?? 0;
      if (rows !== 1) violations.push(`${id}: has ${rows} deliveries by ${channel}`);
    }
  }
  return { name: 'notifications: one row each', examined: expected.size, violations };
}

function isOfPending(kind: string): boolean {
  return kind.startsWith('step-');
}

/** Between the clock of the database and ours, on one machine. */
const toleranceMs = 1_000;

/** What was due went out at least once, not before its time, and hardly ever twice. */
export function checkDeliveries(evidence: Evidence): Check[] {
  const out: Check = { name: 'messages: none lost, none early', examined: 0, violations: [] };
  const repeats: Check = { name: 'messages: repeats no more than faults', examined: 0, violations: [] };
  const arrivals = { mail: byId(evidence.mails), webhook: byId(evidence.calls) };
  const drafts = new Map<string, number>(
    expectedNotifications(evidence).flatMap((draft) =>
      draft.deliveries.map(({ channel, notBefore }) => [`${draft.id}/${channel}`, notBefore] as const),
    ),
  );
  for (const { id, raisedAt } of crisisPagesOf(evidence))
    for (const channel of ['mail', 'webhook']) drafts.set(`${id}/${channel}`, raisedAt);
  const toldAtOnce = toldWhenTakenIn(evidence);
  const known = { mail: new Set<string>(), webhook: new Set<string>() };
  for (const { id, notificationId, channel, state, notBefore } of evidence.deliveries) {
    if (channel !== 'mail' && channel !== 'webhook') continue;
    const name = channel === 'mail' ? mailIdOf(id) : id;
    known[channel].add(name);
    const came = arrivals[channel].get(name) ?? [];
    out.examined += 1;
    if (state === 'sent' && came.length === 0)
      out.violations.push(`${id}: is said to be sent and never arrived`);
    // Not by its row: what failed has been put off there.
    const due = drafts.get(id) ?? notBefore;
    // What was judged to have lost its ground does not leave.
    if (state !== 'sent' && state !== 'withheld' && due <= evidence.at)
      out.violations.push(`${id}: is due and ${state}`);
    const early = came.some((at) => at < due - toleranceMs);
    if (early && !toldAtOnce.has(notificationId)) out.violations.push(`${id}: arrived before its time`);
  }
  for (const channel of ['mail', 'webhook'] as const) {
    for (const [name, times] of arrivals[channel]) {
      // What came later may be of rows that were written after they were read.
      if (
        !known[channel].has(name) &&
        !known[channel].has(withoutReader(name)) &&
        times.some((at) => at < evidence.at)
      )
        out.violations.push(`${channel} ${name}: arrived and is not on record`);
    }
    const count = repeatsOf(channel === 'mail' ? evidence.mails : evidence.calls);
    repeats.examined += arrivals[channel].size;
    const allowed = evidence.repeatsAllowed[channel];
    if (count > allowed) repeats.violations.push(`${channel}: ${count} repeats, ${allowed} can be explained`);
  }
  if (evidence.forgedCalls > 0)
    out.violations.push(`${evidence.forgedCalls} webhooks with a wrong signature`);
  return [out, repeats];
}

/** What an emergency referral tells while it still waits for Temporal: before its events are recorded. */
function toldWhenTakenIn({ streams, pending }: Evidence): Set<string> {
  const takenIn = new Set(pending.map(({ enrollmentId, commandId }) => `${enrollmentId}/${commandId}`));
  return new Set(
    expectedNotifications({ streams })
      .filter(({ id }) => {
        const [enrollmentId = '', seq] = id.split('/');
        const [first] = streams.get(enrollmentId) ?? [];
        const cause = streams.get(enrollmentId)?.[Number(seq) - 1];
        return cause?.commandId === first?.commandId && takenIn.has(`${enrollmentId}/${first?.commandId}`);
      })
      .map(({ id }) => id),
  );
}

/** As the mailer names its messages, without the host. */
function mailIdOf(deliveryId: string): string {
  return deliveryId.replaceAll('/', '.');
}

/** A page comes to each of its readers by a mail of their own; the first one's bears the message's id alone. */
const withoutReader = (name: string) => name.replace(/\.[0-9a-f-]{36}$/, '');

function byId(received: readonly Received[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { id, at } of received) {
    found.set(id, [...(found.get(id) ?? []), at]);
  }
  return found;
}

/** Mails and calls that brought something once more. */
export function repeatsOf(received: readonly Received[]): number {
  const come = new Map<string, number>();
  const again = new Set<number>();
  for (const { id, mail } of received) {
    const first = come.get(id) ?? mail;
    come.set(id, first);
    if (first !== mail) again.add(mail);
  }
  return again.size;
}
