import type { CommandType } from '../../kit/http/command.ts';
import type { PagePath } from '../shell/pages.ts';
import { type ClientPart, clientParts } from './client-parts.ts';

/** What helps against a refusal: the form of a step, a page of the client, any other page, or to read it all anew. */
export type Remedy = { form: CommandType } | { part: ClientPart } | { page: PagePath } | { anew: true };

const form = (...steps: CommandType[]): Remedy[] => steps.map((step) => ({ form: step }));
const part = (name: ClientPart): Remedy[] => [{ part: name }];
const page = (path: PagePath): Remedy[] => [{ page: path }];
const anew: Remedy[] = [{ anew: true }];

function each(codes: string, remedy: Remedy[]): Record<string, readonly Remedy[]> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, remedy]));
}

/**
 * By the problem's code. What is mended where it was written (a day, a reason, a name), or is another's to do, stands here not: the
 * test of this table says of each why.
 */
export const remedies: Readonly<Record<string, readonly Remedy[]>> = {
  ...each('offline unavailable internal too-many-requests outcome-unknown sent-twice bad-cursor', anew),
  ...each(
    'version-conflict version-missing document-struck nothing-changed unknown-token unknown-view',
    anew,
  ),
  ...each('linked-already not-linked linked-through-others unknown-policy', anew),
  ...each('not-found reference-taken client-enrolled-elsewhere', page('/clients')),
  ...each('reopening-closed enrollment-ended entered-in-error person-differs', page('/intake')),

  ...each('already-recorded occurred-before-referral unknown-step', part('timeline')),
  ...each('step-already-voided step-not-voidable not-your-step appointment-over', part('timeline')),
  ...each('nothing-to-meet unknown-duty not-held not-missed not-holdable', part('duties')),
  ...each('client-already-enrolled coordinator-named no-relation related-already', part('duties')),
  ...each('unknown-carried-duty carried-duty-settled', part('duties')),
  discharged: [...form('reopen'), ...part('timeline')],
  'not-discharged': form('discharge'),

  ...each('acuity-index-missing unknown-instrument score-disagrees not-an-index', form('scoreAcuity')),
  'score-out-of-range': form('scoreAcuity'),
  'no-treatment-provider': form('nameTreatmentProvider'),
  'unknown-appointment': form('scheduleAppointment'),
  'no-locate-open': form('recordLocateAttempt'),
  'search-not-closed': form('decideLocate'),
  ...each('need-not-confirmed words-beside-need', form('confirmNeed')),
  'needs-supervisor': form('consultSupervisor'),
  'unknown-consultation': form('consultSupervisor'),
  'last-meeting-not-recorded': form('holdRstMeeting'),
  'not-in-group': form('enterClientGroup'),
  ...each('unknown-dispute dispute-closed', form('raiseDispute')),
  'dispute-not-settled': form('settleDispute'),
  'dispute-out-of-order': form('recordDisputeStep'),

  ...each(
    'unknown-plan unknown-plan-item plan-changed words-beside-plan safety-plan-missing plan-incomplete plan-frozen plan-in-use',
    part('plan'),
  ),
  ...each('plan-without-base plan-item-repeated', part('plan')),
  ...each('roster-missing member-not-ready unknown-member contact-information-missing', part('team')),
  ...each('document-missing enclosure-unknown enclosure-changed', part('file')),
  ...each('document-not-final note-not-signed note-incomplete note-discarded', page('/paperwork')),
  ...each('note-signed unknown-note', part('notes')),

  ...each('unknown-authorization authorization-out-of-turn authorization-overlap', part('authorizations')),
  ...each('unknown-extension extension-out-of-turn request-not-named payer-decides', part('authorizations')),
  'authorization-not-in-force': form('requestAuthorization'),
  'appeal-too-late': form('requestAuthorization'),
  'units-exceeded': form('requestExtension', 'requestAuthorization'),
  ...each('fund-exhausted unknown-payment payment-settled payment-not-voidable', page('/fund')),

  ...each('provider-listed provider-retired unknown-provider provider-not-suitable', page('/providers')),
  ...each('release-missing unknown-release', form('grantRelease')),
  ...each('unknown-consent consent-settled', form('grantRelease')),
  ...each('unknown-disclosure copy-unfit', part('file')),
  'unknown-recipient': [...part('team'), ...page('/providers')],
  ...each('choice-missing choice-not-offered', form('makeReferral')),
  ...each('referral-out-of-order unknown-referral referral-out-of-turn', part('referrals')),
  'release-already-revoked': part('timeline'),

  ...each('unknown-crisis crisis-answered no-page-open', page('/on-call')),
  'crisis-closed': form('reportCrisis'),
  'crisis-incomplete': form('recordCrisisAction', 'recordStaffing', 'reviewSafetyPlan'),
  'crisis-not-handed-over': form('handOverCrisis'),
  ...each('on-call-then still-on-call unknown-shift on-call-already rank-taken', page('/on-call')),
  ...each('shift-begun shift-over unknown-swap swap-settled', page('/on-call')),

  'suggestion-gone': page('/queue'),
  ...each('caseload-full coordinator-absent unknown-override override-over', page('/caseloads')),
  ...each('not-their-client being-moved already-there reassignment-over', page('/caseloads')),
  ...each('absence-overlaps is-covering no-cover unknown-absence absence-over', page('/caseloads')),
  ...each('still-has-clients still-covers still-away', page('/caseloads')),
  'still-has-duties': page('/overdue'),
  ...each('transfer-open transfer-settled', page('/approvals')),

  ...each('unknown-staff staff-file-incomplete file-begun staff-known unknown-entry', page('/people')),
  ...each('entry-closed evidence-missing item-not-accepted without-access', page('/people')),
  ...each('last-director no-supervisor-named', page('/people')),
  ...each('not-a-supervisor not-their-supervisor supervisor-signs-first', page('/reviews')),
  ...each('review-not-prepared review-not-held review-held review-signed', page('/reviews')),
  ...each('review-cancelled not-in-caseload', page('/reviews')),
  ...each('evaluation-signed evaluation-not-signed evaluation-incomplete', page('/reviews')),
  ...each('unknown-delivery delivery-not-failing delivery-under-way', page('/ops')),
};

/** What is offered by: what the reader may do, which pages are theirs, and of which client it is told. */
type Reader = {
  operations: readonly string[];
  paths: readonly PagePath[];
  about: { enrollmentId: string } | null;
};

/** Those that the reader may do, and that there is a client for. */
export function offeredOf(all: readonly Remedy[], { operations, paths, about }: Reader): Remedy[] {
  return all.filter((one) => {
    if ('anew' in one) return true;
    if ('page' in one) return paths.includes(one.page);
    if (!about) return false;
    return operations.includes('form' in one ? `command:${one.form}` : clientParts[one.part].operation);
  });
}

/** Where it leads; null: it opens something in place. */
export function pathOf(one: Remedy, about: Reader['about']): string | null {
  if ('page' in one) return one.page;
  return 'part' in one ? clientParts[one.part].to.replace('$id', about?.enrollmentId ?? '') : null;
}
