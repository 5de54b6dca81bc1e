import { addMonth, closeOfBusiness, dayOf, lastMillisecond, nextBusinessDay } from './oracle-calendar.ts';

export type Level = 'rsc-i' | 'rsc-f' | 'cm';
export type Told = {
  at: string;
  type: string;
  recordedAt?: string;
  id?: string;
  with?: string;
  mode?: string;
  outcome?: string;
  level?: Level;
  score?: number;
  reason?: string;
  step?: string;
};
export type Row = { kind: string; opened: string; due: string; status: string; at: string | null };
/** A scenario file as it is written. */
export type Story = {
  name?: string;
  about?: string;
  timezone?: string;
  closures?: string[];
  referral: { receivedAt: string; level: Level; emergency?: boolean };
  until: string;
  events: Told[];
  expected?: Row[];
};

/** Where something begins: just after the step at `position` (the referral: -1). */
type Start = { position: number; instant: number };
type Step = Told & { instant: number };
type Rule = {
  due(opened: number, level: Level): number;
  fits(step: Step, level: Level): boolean;
  /** Opens again when it is met. */
  again?: boolean;
  /** Ended and opened anew by a change of level. */
  perLevel?: boolean;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * What a story comes to, worked out a second time: every kind is followed by itself through the steps that stand,
 * where the product folds all kinds together step by step.
 */
export function oracle(story: Story): Row[] {
  const zone = story.timezone ?? 'America/Chicago';
  const received = Date.parse(story.referral.receivedAt);
  const until = Date.parse(story.until);
  const emergency = story.referral.emergency === true;
  const { steps, discharged } = standing(story, received, until);
  const rows: Row[] = [];

  const levelAt = (position: number): Level =>
    steps.slice(0, position + 1).findLast(({ type }) => type === 'changeLevel')?.level ??
    story.referral.level;

  /** Adds the rows of a kind; gives where it was first met. */
  const follow = (kind: string, start: Start | undefined, rule: Rule): Start | undefined => {
    let firstMet: Start | undefined;
    let from = start;
    while (from) {
      const { position, instant } = from;
      const due = rule.due(instant, levelAt(position));
      const next = steps.findIndex(
        (step, i) =>
          i > position && ((rule.perLevel && step.type === 'changeLevel') || rule.fits(step, levelAt(i))),
      );
      const step = steps[next];
      const row = { kind, opened: iso(instant), due: iso(due) };
      if (!step) {
        rows.push({ ...row, ...unmet(due, discharged, until) });
        break;
      }
      const end = { position: next, instant: step.instant };
      if (step.type === 'changeLevel') {
        rows.push({ ...row, ...unmet(due, step.instant, until) });
        from = end;
      } else {
        rows.push({ ...row, status: step.instant <= due ? 'met' : 'met-late', at: iso(step.instant) });
        firstMet ??= end;
        from = rule.again ? end : undefined;
      }
    }
    return firstMet;
  };

  const days = (count: number) => (opened: number) => lastMillisecond(zone, dayOf(zone, opened) + count);
  const oneMonth = (opened: number) => lastMillisecond(zone, addMonth(dayOf(zone, opened)));
  const elapsed = (length: number) => (opened: number) => opened + length;
  const is = (type: string) => (step: Step) => step.type === type;
  const reached = (whom: string, modes?: string[]) => (step: Step) =>
    step.type === 'logContact' &&
    step.with === whom &&
    step.outcome === 'reached' &&
    (!modes || modes.includes(step.mode ?? ''));

  const referral = { position: -1, instant: received };
  let assigned: Start | undefined;
  if (emergency) {
    assigned = referral;
    follow('emergency.contact-ciu', referral, { due: elapsed(30 * MINUTE), fits: reached('ciu') });
    follow('emergency.contact-client', referral, { due: elapsed(30 * MINUTE), fits: reached('client') });
  } else {
    const due = (opened: number) =>
      closeOfBusiness(zone, nextBusinessDay(dayOf(zone, opened), story.closures ?? []));
    assigned = follow('assignment', referral, { due, fits: is('assignCoordinator') });
  }
  follow('contact.first', assigned, { due: elapsed(24 * HOUR), fits: reached('client') });
  follow('sccp.preliminary', assigned, { due: days(7), fits: is('completePreliminarySccp') });
  follow('contact.routine', assigned, {
    due: (opened, level) => days(level === 'cm' ? 14 : 7)(opened),
    fits: (step, level) =>
      reached('client', level === 'cm' ? ['face-to-face', 'phone', 'video'] : ['face-to-face'])(step),
    again: true,
    perLevel: true,
  });
  const formed = follow('rst.formation', referral, { due: days(14), fits: is('formRst') });
  follow('rst.meeting', formed, {
    due: (opened, level) => (level === 'cm' ? days(30)(opened) : oneMonth(opened)),
    fits: is('holdRstMeeting'),
    again: true,
    perLevel: true,
  });
  const planned = follow('sccp.full', referral, { due: days(30), fits: is('completeFullSccp') });
  follow('sccp.review', planned, { due: days(30), fits: is('reviewSccp'), again: true });
  follow('acuity.assessment', referral, { due: days(30), fits: is('scoreAcuity'), again: true });

  const key = ({ opened, kind }: Row) => `${opened} ${kind}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The steps that count at `until`, in the order in which they happened, and when the enrollment ended. */
function standing(story: Story, received: number, until: number) {
  const entered = story.events
    .map((told) => ({ ...told, instant: Date.parse(told.at), entry: Date.parse(told.recordedAt ?? told.at) }))
    .filter(({ instant, entry }) => instant <= until && entry <= until)
    .toSorted((a, b) => a.entry - b.entry);
  // Nobody can withdraw what has not been entered.
  const voided = new Set(
    entered
      .filter(({ type, step }, i) => type === 'voidStep' && entered.findIndex(({ id }) => id === step) < i)
      .map(({ step }) => step),
  );
  const all = entered
    .filter(({ type, id, instant }) => type !== 'voidStep' && instant >= received && !(id && voided.has(id)))
    .toSorted((a, b) => a.instant - b.instant);
  const last = all.findIndex(({ type }) => type === 'discharge');
  return { steps: last < 0 ? all : all.slice(0, last), discharged: all[last]?.instant };
}

/** An obligation that nobody met, ended at `ended` or looked at `until`. */
function unmet(due: number, ended: number | undefined, until: number) {
  if (due < (ended ?? until)) return { status: 'overdue', at: iso(due) };
  return ended === undefined ? { status: 'open', at: null } : { status: 'cancelled', at: iso(ended) };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
