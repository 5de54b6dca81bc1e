import { statusAt, effectiveSteps } from '../../../engine/obligations/fold.ts';
import { ruleOf } from '../../../engine/policy/profile.ts';
import type { ContactWith } from '../../../engine/policy/terms.ts';
import type { Command } from '../../../engine/record/commands.ts';
import type { InitiativeLevel } from '../../../engine/record/steps/plans.ts';
import type { FactsOf, StepFacts } from '../../../engine/record/steps/index.ts';
import { stepIdIn } from '../../../pathway/decide.ts';
import { askedOfNotes, type NoteText } from '../../../features/notes/note.document.ts';
import { wantsNote } from '../../../features/notes/paperwork.ts';
import { type Appointment, triageOf } from '../../../features/triage/state.ts';
import type { Asking } from '../../outbox/sending.ts';
import type { Judging } from '../preview.ts';
import type { InVisit } from '../registry.ts';
import type { Words as Said } from '../steps/fields.ts';
import type { SaidWhen } from '../said-when.ts';
import { type ContactKind, contactKinds, isReached } from './kinds.ts';

/** Steps with a form of their own that are often part of a visit. */
export const moreSteps = ['holdRstMeeting', 'scoreAcuity'] as const;
export type More = (typeof moreSteps)[number];

/** What is written of a contact before it is pressed; what is null or undefined there is as the form prefills it. */
export type Words = {
  /** With whom; of a contact with somebody else it is asked what they were told. */
  with: ContactWith;
  telling: Said;
  kind: ContactKind | null;
  when?: SaidWhen;
  /** Of an attempt: it has no note. */
  summary: string;
  facts: string;
  resolution: string;
  nextSteps: string;
  context?: string;
  place?: string;
  purpose?: string;
  /** Whether the appointment that is due by now is what this was. */
  appointment: boolean;
  contactInformation: boolean;
  initiative: InitiativeLevel | null;
  /** What else it was, and what is written of that; unticked again, its words stay. */
  more: readonly More[];
  said: Partial<Record<More, Said>>;
  /** The draft of a note, of an earlier press whose steps were refused. */
  made?: string;
};

export const nothing: Words = {
  ...{ with: 'client', telling: {}, kind: null, summary: '', facts: '', resolution: '', nextSteps: '' },
  ...{ appointment: true, contactInformation: false, initiative: null },
  ...{ more: [], said: {} },
};

/** The one duty that only a contact with the intake unit meets. */
const intakeUnitDuty = 'emergency.contact-ciu';

/** As it begins where it is opened as a visit that was something besides. */
export function begunAs(also: InVisit | undefined, duty: string | undefined): Words {
  if (also === undefined) return duty === intakeUnitDuty ? { ...nothing, with: 'ciu' } : nothing;
  return {
    ...{ ...nothing, kind: 'visit' },
    contactInformation: also === 'confirmContactInformation',
    more: moreSteps.filter((step) => step === also),
  };
}

/** What one visit may be besides a contact, as the record stands. */
export type Offers = {
  appointment: Appointment | null;
  contactInformation: boolean;
  review: boolean;
  more: readonly More[];
};

/** An appointment is met a while after it began; one that was yesterday is recorded by itself. */
const appointmentLastsMs = 12 * 3_600_000;

/** What is owed now; and which appointment it was, at the time of the visit. */
export function offersOf({ state }: Judging, at: number, now: number): Offers {
  // Not before what is recorded, though the clocks of two machines differ.
  const asOf = Math.max(now, state.lastRecordedAt);
  const { obligations, policy } = statusAt(state.steps, asOf);
  const owed = new Set(
    obligations
      .filter(({ closedAt }) => closedAt === null)
      .flatMap(({ kind }) => ruleOf(policy.profile, kind).met.map(({ step }) => step)),
  );
  const appointment = triageOf(effectiveSteps(state.steps, asOf)).appointments.findLast(
    ({ outcome, startsAt }) => outcome === null && startsAt <= at && startsAt > at - appointmentLastsMs,
  );
  return {
    appointment: appointment ?? null,
    contactInformation: owed.has('confirmContactInformation'),
    review: owed.has('reviewSccp'),
    more: moreSteps.filter((step) => owed.has(step)),
  };
}

/** A step as it is judged here, and as it is sent. */
export type Step = { facts: StepFacts; body: object };

/** Which of them are part of it: ticked, and owed. */
export const moreOf = ({ with: whom, kind, more }: Words, offers: Offers | null): More[] =>
  whom === 'client' && kind !== null && isReached(kind)
    ? (offers?.more ?? []).filter((step) => more.includes(step))
    : [];

/** What somebody else was told in a contact: as it is judged, and as it is sent. */
export type ToldThen = { facts: Pick<FactsOf<'logContact'>, 'disclosed'>; body: object };
const toldNothing: ToldThen = { facts: {}, body: {} };

/** All that the visit comes to; the contact first. `more`: of the forms within it, as far as they are filled in. */
export function stepsOf(
  words: Words,
  offers: Offers | null,
  more: readonly Step[] = [],
  told: ToldThen = toldNothing,
): Step[] {
  const { with: whom, kind, initiative } = words;
  if (kind === null) return [];
  const contact = { type: 'logContact', with: whom, ...contactKinds[kind] } as const;
  const said = words.summary.trim();
  const summary = isReached(kind) || said === '' ? {} : { summary: said };
  const steps: Step[] = [
    { facts: { ...contact, ...told.facts }, body: { ...contact, ...told.body, ...summary } },
  ];
  // What else a visit may have been is the client's.
  if (whom !== 'client') return steps;
  const { appointment = null, contactInformation = false, review = false } = offers ?? {};
  if (appointment && words.appointment && (isReached(kind) || kind === 'noShow')) {
    const outcome = kind === 'noShow' ? 'missed' : 'kept';
    const facts = { type: 'recordAppointment', about: appointment.id, outcome } as const;
    steps.push({ facts, body: facts });
  }
  if (!isReached(kind)) return steps;
  const confirm = { type: 'confirmContactInformation' } as const;
  // Which revision was confirmed, the server knows.
  if (contactInformation && words.contactInformation)
    steps.push({ facts: { ...confirm, revision: 1 }, body: confirm });
  if (review && initiative !== null) {
    const facts = { type: 'reviewSccp', initiative } as const;
    steps.push({ facts, body: facts });
  }
  return [...steps, ...more];
}

export const commandsOf = (steps: readonly Step[], at?: number): Command[] =>
  steps.map(({ facts }) => ({ facts, ...(at === undefined ? {} : { occurredAt: at }) }));

/** What the form says of the note where its author has said nothing else. */
export type Prefilled = { context: string; place: string; purpose: string };

/** Null: its author has written nothing, so there is none. */
export function noteOf(words: Words, prefilled: Prefilled): NoteText | null {
  const { kind } = words;
  const wrote = [words.facts, words.resolution, words.nextSteps].some((text) => text.trim() !== '');
  if (kind === null || !isReached(kind) || !wrote) return null;
  const texts = {
    context: words.context ?? prefilled.context,
    place: words.place ?? prefilled.place,
    purpose: words.purpose ?? prefilled.purpose,
    ...{ facts: words.facts, resolution: words.resolution, nextSteps: words.nextSteps },
  };
  const written = Object.entries(texts).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()] as const],
  );
  return { type: 'contact', ...Object.fromEntries(written) };
}

/** What a note lacks before it can be signed. */
export const lackedBy = (note: NoteText) => askedOfNotes.filter((name) => !note[name]);

/** How the note goes with the visit. */
export function goesAs(note: NoteText | null): 'without' | 'draft' | 'signed' {
  if (note === null) return 'without';
  return lackedBy(note).length > 0 ? 'draft' : 'signed';
}

type Visit = {
  enrollmentId: string;
  key: string;
  at: number;
  steps: readonly Step[];
  note: NoteText | null;
  made: string | undefined;
};

/**
 * The words first, as a draft; then all steps at once; then the signature, which cannot be taken back and so follows what it
 * documents. The draft of an earlier press is put away: nothing of that is said twice.
 */
export function requestsOf({ enrollmentId, key, at, steps, note, made }: Visit): Asking[] {
  const notes = `/enrollments/${enrollmentId}/notes`;
  const occurredAt = new Date(at).toISOString();
  const batch = { commandId: key, commands: commandsOf(steps) };
  const [about, ...besides] = steps.flatMap(({ facts }, n) => (wantsNote(facts) ? [stepIdIn(batch, n)] : []));
  const subject = { about, ...(besides.length > 0 ? { besides } : {}), stepFollows: true };
  const draft = { text: note, ...subject, happenedAt: occurredAt };
  return [
    ...(made === undefined ? [] : [{ path: `${notes}/${made}/acts/discard`, as: 'discard', body: {} }]),
    ...(note ? [{ path: notes, as: 'note', body: draft }] : []),
    {
      path: `/enrollments/${enrollmentId}/commands`,
      body: { commands: steps.map(({ body }) => ({ ...body, occurredAt })) },
    },
    ...(goesAs(note) === 'signed' ? [{ path: `${notes}/{documentId}/acts/sign`, as: 'sign', body: {} }] : []),
  ];
}
