import { dueAfter } from '../../engine/calendar/index.ts';
import type { Hours } from '../../engine/deadlines/rungs.ts';
import type { ActContext, DocumentKind, Judged, CurrentDocument } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import type { Agenda } from './agenda.ts';
import type { CaseReview, ReviewItem, Signature } from './case-review.ts';
import { notLed, notTheirs, type Pair, partOf, passed, unknownEntry, type PartRefusal } from './parts.ts';
import type { ReviewFormat, SupervisionTerms } from '../../engine/policy/supervision-terms.ts';
import type { ReviewPoint } from './review-point.ts';

/** The agency's terms of supervision, and by which days it counts. */
/** What the agency has settled, and by which days it counts. */
export type ReviewTerms = Hours & { terms: SupervisionTerms };

/** Who is named as their supervisor now; null: nobody. */
type Named = { supervisorId: string | null };

export type CaseReviewAct =
  | ({ type: 'plan'; staffId: string; plan: Planned; policy: ReviewTerms } & Named)
  /** By whom it was planned, or by whom the coordinator has been handed over to: it is theirs from then on. */
  | ({ type: 'replan'; plan: Planned; policy: ReviewTerms } & Named)
  /** With the agenda as the system has worked it out at that moment. */
  | { type: 'prepare'; agenda: Agenda; brought: string[]; remarks: string | null; policy: ReviewTerms }
  | { type: 'hold'; format: ReviewFormat; items: ReviewItem[]; points: NewPoint[]; policy: ReviewTerms }
  | { type: 'sign'; policy: ReviewTerms }
  | ({ type: 'add'; text: string } & Named)
  | ({ type: 'close-point'; point: number; outcome: string } & Named)
  | ({ type: 'cancel'; reason: string } & Named);

/** Local date. */
type Planned = { plannedOn: string; format: ReviewFormat };
type NewPoint = Omit<ReviewPoint, 'closed'>;

/** With what an act on it is refused. */
type CaseReviewRefusal =
  | PartRefusal
  | 'entry-closed'
  | 'no-supervisor-named'
  | 'not-asked-for'
  | 'not-found'
  | 'not-in-caseload'
  | 'not-your-signature'
  | 'nothing-changed'
  | 'review-cancelled'
  | 'review-held'
  | 'review-not-held'
  | 'review-not-prepared'
  | 'review-signed'
  | 'supervisor-signs-first';

/**
 * SU-1: planned, prepared, held, then signed by the supervisor and after them by the coordinator. What was held may be
 * put right until the supervisor has signed it; from then on it is never rewritten, only added to.
 */
export const caseReviewKind: DocumentKind<CaseReview, CaseReviewAct, CaseReviewRefusal> = {
  kind: 'case-review',
  decide(current, act, context) {
    if (act.type === 'plan')
      return current ? refused('nothing-changed', 'It is planned already.') : planned(act, context);
    if (!current) return noDocument;
    if (current.state === 'cancelled') return refused('review-cancelled', 'The review was cancelled.');
    const pair = presentPair(current.content, act);
    return partOf(pair, context.by) === null ? notTheirs : changed(current, act, pair, context);
  },
};

/** Who has been handed over is led by the one named now, also in what another one has left. */
function presentPair({ staffId, supervisorId }: CaseReview, act: CaseReviewAct): Pair {
  return { staffId, supervisorId: ('supervisorId' in act ? act.supervisorId : null) ?? supervisorId };
}

function planned(
  { staffId, supervisorId, plan, policy }: Extract<CaseReviewAct, { type: 'plan' }>,
  { by, now }: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  if (by.staffId === staffId) return refused('supervises-oneself', 'Nobody reviews their own cases.');
  if (supervisorId === null) return refused('no-supervisor-named', 'Nobody is named as their supervisor.');
  const wrong = notLed({ staffId, supervisorId }, by) ?? unplannable(plan, policy, now);
  if (wrong) return wrong;
  const unsigned = { supervisor: null, coordinator: null };
  const content = { ...{ staffId, supervisorId, ...plan }, agenda: null, brought: null, held: null };
  return { ok: true, state: 'planned', content: { ...content, points: [], signed: unsigned, addenda: [] } };
}

function changed(
  { state, content }: CurrentDocument<CaseReview>,
  act: Exclude<CaseReviewAct, { type: 'plan' }>,
  pair: Pair,
  context: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  const { by, now } = context;
  switch (act.type) {
    case 'replan': {
      const wrong = notLed(pair, by) ?? alreadyHeld(content) ?? unplannable(act.plan, act.policy, now);
      const { supervisorId } = pair;
      return wrong ?? { ok: true, state, content: { ...content, supervisorId, ...act.plan } };
    }
    case 'prepare':
      return alreadyHeld(content) ?? prepared(content, act, context);
    case 'hold':
      return held(content, act, context);
    case 'sign':
      return signed(content, act.policy, context);
    case 'add': {
      if (!content.signed.supervisor)
        return refused('review-not-held', 'An addendum follows the signature of the supervisor.');
      const addenda = [...content.addenda, { by, at: now, text: act.text }];
      return { ok: true, state, content: { ...content, addenda } };
    }
    case 'close-point':
      return pointClosed(state, content, act, context);
    case 'cancel':
      return (
        notLed(pair, by) ??
        alreadyHeld(content) ?? { ok: true, state: 'cancelled', content, reason: act.reason }
      );
  }
}

/** Either of them prepares; what is brought along is the coordinator's to say. */
function prepared(
  content: CaseReview,
  { agenda, brought, remarks, policy }: Extract<CaseReviewAct, { type: 'prepare' }>,
  { by, now }: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  const asked = policy.terms.reviews.prepare.value;
  const fields = brought.flatMap((item, place) =>
    asked.includes(item) ? [] : [{ field: `brought.${place}`, detail: 'is not asked for' }],
  );
  if (fields.length > 0) return refused('not-asked-for', 'The policy asks for no such thing.', fields);
  const theirs = partOf(content, by) === 'coordinator';
  const carried = theirs ? { items: brought, remarks, at: now } : content.brought;
  return { ok: true, state: 'prepared', content: { ...content, agenda, brought: carried } };
}

function held(
  content: CaseReview,
  { format, items, points, policy }: Extract<CaseReviewAct, { type: 'hold' }>,
  { by, at }: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  const { agenda, signed: signatures } = content;
  if (partOf(content, by) !== 'supervisor') return notLed(content, by) ?? notTheirs;
  if (signatures.supervisor) return refused('review-signed', 'A signed review is not rewritten.');
  if (!agenda) return refused('review-not-prepared', 'A review is held on an agenda.');
  const cases = { items, points };
  const strangers = Object.entries(cases).flatMap(([list, entries]) =>
    entries.flatMap(({ enrollmentId }, place) =>
      enrollmentId === null || agenda.caseload.includes(enrollmentId)
        ? []
        : [{ field: `${list}.${place}.enrollmentId`, detail: 'is no case of the agenda' }],
    ),
  );
  if (strangers.length > 0)
    return refused('not-in-caseload', 'A review looks at cases of the coordinator.', strangers);
  const wrong =
    unaccepted(format, policy) ??
    passed(
      policy,
      at,
      Object.fromEntries(points.map(({ dueOn }, place) => [`points.${place}.dueOn`, dueOn])),
    );
  if (wrong) return wrong;
  const left = points.map((point) => ({ ...point, closed: null }));
  return { ok: true, state: 'held', content: { ...content, held: { at, format, items }, points: left } };
}

function signed(
  content: CaseReview,
  policy: ReviewTerms,
  { by, now }: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  const part = partOf(content, by);
  if (part !== 'supervisor' && part !== 'coordinator')
    return refused('not-your-signature', 'The two who held it sign it.');
  if (!content.held) return refused('review-not-held', 'It is signed once it was held.');
  if (content.signed[part]) return refused('review-signed', 'You have signed it already.');
  if (part === 'coordinator' && !content.signed.supervisor)
    return refused('supervisor-signs-first', 'The supervisor signs first.');
  const count = policy.terms.reviews.signedWithinBusinessDays.value;
  const due = dueAfter(
    policy.calendar,
    content.held.at,
    { unit: 'business-days', count },
    policy.profile.businessDayEnds.value,
  );
  const signature: Signature = { by, at: now, due, late: now > due };
  const state = part === 'supervisor' ? 'signed-by-supervisor' : 'signed';
  return { ok: true, state, content: { ...content, signed: { ...content.signed, [part]: signature } } };
}

function pointClosed(
  state: string,
  content: CaseReview,
  { point: place, outcome }: Extract<CaseReviewAct, { type: 'close-point' }>,
  { by, now }: ActContext,
): Judged<CaseReview, CaseReviewRefusal> {
  if (!content.signed.supervisor)
    return refused('review-not-held', 'Its points stand once the supervisor has signed it.');
  const point = content.points[place - 1];
  if (!point) return unknownEntry('point');
  if (point.closed) return refused('entry-closed', 'The point is closed already.');
  const closed = { ...point, closed: { by, at: now, outcome } };
  const points = content.points.map((one, n) => (n === place - 1 ? closed : one));
  return { ok: true, state, content: { ...content, points } };
}

function alreadyHeld({ held: done }: CaseReview) {
  return done ? refused('review-held', 'The review was held already.') : null;
}

function unplannable({ plannedOn, format }: Planned, policy: ReviewTerms, now: number) {
  return unaccepted(format, policy) ?? passed(policy, now, { plannedOn });
}

function unaccepted(format: ReviewFormat, { terms }: ReviewTerms) {
  if (terms.reviews.formats.value.includes(format)) return null;
  const fields = [{ field: 'format', detail: 'is no format of the policy' }];
  return refused('not-asked-for', 'The policy has no reviews of that kind.', fields);
}
