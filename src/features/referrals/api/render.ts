import type { Choice, Attribution, Referral, ReferralRegister } from '../state.ts';
import { madeOn } from '../state.ts';
import { transmitted } from '../transmittal.ts';
import type { AttachmentRow } from '../../attachments/postgres/ports.ts';
import { localDateOf } from '../../../engine/calendar/index.ts';
import type { ObligationRow } from '../../../engine/obligations/row.ts';
import { covers, isInForce, type Release, type ReleaseRegister } from '../../releases/state.ts';
import type { TitleOf } from '../../../kit/duty-titles.ts';
import type { Attributions } from '../../../kit/http/register-route.ts';

/** How referrals, choices and releases look at one instant, to one caller. */
export type View = {
  told: Attributions;
  releases: ReleaseRegister;
  now: number;
};

/** What of a file says whether it is the copy of what was signed. */
export type File = Pick<AttachmentRow, 'id' | 'about' | 'what' | 'kept' | 'struck' | 'scan'>;

export function renderReferral(
  { told, releases, now, said }: View & { said: (referral: Referral) => Record<string, unknown> | undefined },
  referral: Referral,
  rows: readonly ObligationRow[],
  titleOf: TitleOf,
) {
  const { made, sent, started, state } = referral;
  const { provider, service, internal, emergency = false, need = null, payer = null } = made.facts;
  const entry = renderEntry(told);
  const details = said(referral);
  const days = (since: number, until: number) =>
    localDateOf(releases.calendar, until) - localDateOf(releases.calendar, since);
  const waits = ['made', 'sent', 'received', 'accepted', 'waitlisted'].includes(state);
  const dates = referral.reviews.reduce(
    (all, { targetOn, reviewOn }) => ({
      targetOn: targetOn ?? all.targetOn,
      reviewOn: reviewOn ?? all.reviewOn,
    }),
    { targetOn: made.facts.targetOn, reviewOn: made.facts.reviewOn },
  );
  return {
    ...{ ...entry(made), ...(details === undefined ? {} : { details }) },
    state,
    ...{ provider, service, internal, emergency, need, payer },
    ...dates,
    choice: referral.choice,
    daysWaiting: waits ? days(made.at, now) : null,
    sent: sent && { ...entry(sent), release: sent.release, covered: isCovered(releases, referral) },
    answers: referral.answers.map((one) => ({ ...entry(one), answer: one.answer, reason: one.reason })),
    started: started && entry(started),
    reviews: referral.reviews.map((one) => ({
      ...entry(one),
      day: days(started?.at ?? one.at, one.at),
      decision: one.decision,
    })),
    feedback: referral.feedback.map((one) => ({
      ...entry(one),
      from: one.from,
      delivered: one.delivered,
    })),
    ended: referral.ended && { ...entry(referral.ended), reason: referral.ended.reason },
    owed: rows
      .filter(({ focus, closedAt, superseded }) => focus === made.id && closedAt === null && !superseded)
      .map(({ key, kind, profileHash, due }) => ({
        ...{ key, kind, title: titleOf(kind, profileHash), due },
        overdue: due < now,
      })),
  };
}

export function renderChoice({ told }: View, choice: Choice, register: ReferralRegister) {
  const { service, options, chosen, replaces = null } = choice.facts;
  const referral = madeOn(register, choice.id)?.made.id ?? null;
  return { ...renderEntry(told)(choice), service, options, chosen, replaces, referral };
}

export function renderRelease(
  { told, releases, now }: View,
  release: Release,
  referrals: readonly Referral[],
  files: readonly File[],
) {
  const copy = copyOf(release, files);
  const { id, grantedAt, grantedBy, recipient, recipientKind, purpose, content, expiresOn } = release;
  const { expiry = 'date', signer = null, authority = null, signature = null, signedOn = null } = release;
  return {
    ...told.mark(id, grantedAt),
    by: told.author(grantedBy),
    ...{ recipient, recipientKind, purpose, content, expiry, expiresOn },
    ...{ signer, authority, signature, signedOn, copy },
    copyMissing: signature === 'on-paper' && copy === null,
    ...{ revokedAt: release.revokedAt, endedAt: release.endedAt },
    inForce: isInForce(releases, release, now),
    sent: referrals.flatMap(({ sent }) => (sent?.release === id ? [sent.id] : [])),
  };
}

/** The file that it names itself, or the newest that was attached to it as what was signed. */
function copyOf({ id, copy }: Release, files: readonly File[]): string | null {
  const usable = files.filter(({ kept, struck, scan }) => kept && !struck && scan !== 'found');
  const isIts = (file: File) => file.id === copy || (file.about === id && file.what === 'signed-release');
  return usable.findLast(isIts)?.id ?? null;
}

function renderEntry(told: Attributions) {
  return ({ id, at, by }: Attribution) => ({ ...told.mark(id, at), by: told.author(by) });
}

/** Whether the release it was sent under held when it was sent, by all that is known now. */
function isCovered(releases: ReleaseRegister, { made: { facts }, sent }: Referral): boolean {
  const release = releases.releases.find(({ id }) => id === sent?.release);
  if (!release || !sent) return false;
  const content = transmitted(facts);
  return covers(releases, release, {
    ...{ recipient: facts.provider, purpose: 'referral', content, at: sent.at },
  });
}
