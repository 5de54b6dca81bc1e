import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { Policy } from '../../../src/engine/policy/profile.ts';
import { instruments } from '../../../src/features/outcomes/instruments/index.ts';
import { payerConsent } from '../../../prisma/seed/index.ts';
import type { Random } from './random.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Something that happens to a client; it is entered that much later. */
export type Entry = {
  id: string;
  at: number;
  lateMs: number;
  by: 'coordinator' | 'supervisor';
  facts: StepFacts;
  words?: Record<string, unknown>;
};

export type Cast = {
  coordinators: readonly [string, ...string[]];
  policy: Policy;
  from: number;
  until: number;
};

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const scale = ['strongly-agree', 'agree', 'undecided', 'disagree', 'strongly-disagree'] as const;
const documents = ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'] as const;

/** The course of one client: on time, late, missed, held, waived, voided, handed over, discharged, reopened, lost. */
export function courseOf(random: Random, { coordinators, policy, from, until }: Cast): Entry[] {
  const entries: Entry[] = [];
  let start = 0;
  const enter = (facts: StepFacts, when: number, more: Partial<Entry> = {}): string => {
    const id = `s${entries.length}`;
    const at = Math.max(when, start);
    const lateMs = random.chance(0.2) ? random.whole(1, 6 * 24) * hour : 0;
    if (at < until) entries.push({ id, at, lateMs, by: 'coordinator', facts, ...more });
    return id;
  };
  const lead = { by: 'supervisor' as const };
  const emergency = random.chance(0.12);
  const level = random.pick(['rsc-i', 'rsc-i', 'rsc-f', 'cm']);
  start = from + random.whole(0, 300) * day + random.whole(0, 9 * 60) * 60_000;
  const coordinator = random.pick(coordinators);
  enter(
    {
      ...{ type: 'receiveReferral', clientId: 'client', level, emergency, policy },
      ...{
        origin: { type: 'referral' },
        onCallId: emergency && random.chance(0.9) ? random.pick(coordinators) : null,
      },
    },
    start,
    { lateMs: 0, by: 'supervisor' },
  );
  if (random.chance(0.02)) return entries;
  const assigned = start + random.whole(1, 60) * hour;
  enter({ type: 'assignCoordinator', coordinatorId: coordinator }, assigned, lead);
  if (emergency) enter(contact('ciu', 'phone', 'reached'), start + random.whole(5, 45) * 60_000);
  const first = assigned + random.whole(1, 40) * hour;
  if (random.chance(0.3))
    enter(contact('client', 'phone', 'attempted'), first - random.whole(1, 30) * 60_000);
  enter(contact('client', 'face-to-face', 'reached'), first);
  const within = (least: number, most: number) => assigned + random.whole(least * 24, most * 24) * hour;
  if (random.chance(0.95)) enter({ type: 'completePreliminarySccp' }, within(3, 9));
  if (random.chance(0.95)) enter({ type: 'formRst' }, within(5, 17));
  if (random.chance(0.95)) enter({ type: 'completeFullSccp' }, within(20, 34));

  const leaves = random.chance(0.5) ? assigned + random.whole(20, 280) * day : Infinity;
  const lost = leaves < until && random.chance(0.2);
  const stays = Math.min(leaves, until);
  contacts(random, enter, {
    from: first,
    until: lost ? stays - 35 * day : stays,
    everyDays: level === 'cm' ? 14 : 7,
  });
  monthly(random, enter, first, stays);
  turns(random, enter, { coordinators, level, from: first, until: stays });
  if (leaves < until) leave(random, enter, leaves, lost);
  if (random.chance(0.25)) {
    const mistaken = entries[random.whole(1, entries.length - 1)];
    if (mistaken)
      enter(
        { type: 'voidStep', step: mistaken.id },
        mistaken.at + mistaken.lateMs + random.whole(1, 40) * day,
        lead,
      );
  }
  return entries;
}

type Enter = (facts: StepFacts, at: number, more?: Partial<Entry>) => string;
type Time = { from: number; until: number };

function contact(
  whom: 'client' | 'ciu',
  mode: 'face-to-face' | 'phone',
  outcome: 'reached' | 'attempted' | 'no-show',
): StepFacts {
  return { type: 'logContact', with: whom, mode, outcome };
}

function contacts(random: Random, enter: Enter, { from, until, everyDays }: Time & { everyDays: number }) {
  for (let at = from; ;) {
    at += Math.round((everyDays - 0.5 + random.next()) * day) - random.whole(0, 20) * hour;
    if (at >= until) return;
    if (random.chance(0.12)) {
      const outcome = random.pick(['attempted', 'no-show'] as const);
      if (random.chance(0.4)) enter(contact('client', 'phone', outcome), at - random.whole(1, 50) * hour);
      at += random.whole(1, 6) * day;
    }
    enter(contact('client', random.chance(0.9) ? 'face-to-face' : 'phone', 'reached'), at);
  }
}

function monthly(random: Random, enter: Enter, from: number, until: number) {
  const each = (make: () => StepFacts, keeps: number) => {
    for (let at = from + random.whole(20, 29) * day; at < until; at += random.whole(24, 33) * day)
      if (random.chance(keeps)) enter(make(), at + random.whole(0, 300) * 60_000);
  };
  each(() => ({ type: 'reviewSccp', initiative: 'recommend' }), 0.9);
  each(() => ({ type: 'scoreAcuity', score: random.whole(5, 95) }), 0.95);
  each(() => ({ type: 'holdRstMeeting' }), 0.85);
  each(() => ({ type: 'confirmContactInformation' }), 0.9);
}

/** What need not happen to everybody. */
function turns(
  random: Random,
  enter: Enter,
  { coordinators, level, from, until }: Time & { coordinators: Cast['coordinators']; level: string },
) {
  const lead = { by: 'supervisor' as const };
  const sometime = () => from + Math.round(random.next() * Math.max(day, until - from - day));
  for (let handed = random.chance(0.3) ? random.whole(1, 2) : 0; handed > 0; handed -= 1)
    enter({ type: 'assignCoordinator', coordinatorId: random.pick(coordinators) }, sometime(), lead);
  if (random.chance(0.2))
    enter({ type: 'changeLevel', level: level === 'cm' ? 'rsc-i' : 'cm' }, sometime(), lead);
  if (random.chance(0.15)) {
    const at = sometime();
    const kinds = [random.pick(['sccp.review', 'contact.routine', 'acuity.assessment', 'rst.meeting'])];
    enter({ type: 'holdClocks', kinds, reviewOn: dateOf(at + random.whole(5, 28) * day) }, at, {
      ...lead,
      lateMs: 0,
    });
    if (random.chance(0.5)) enter({ type: 'releaseHold', kinds }, at + random.whole(1, 4) * day, lead);
  }
  if (random.chance(0.08)) {
    const at = sometime();
    const kind = random.pick(['contact.information', 'rst.meeting']);
    enter({ type: 'waiveDuty', kind, until: dateOf(at + random.whole(10, 60) * day) }, at, lead);
  }
  if (random.chance(0.1))
    enter({ type: 'moveDeadline', kind: 'sccp.review', to: sometime() + 10 * day }, sometime(), lead);
  if (random.chance(0.1)) enter({ type: 'reportHighAcuityEvent' }, sometime());
  if (random.chance(0.3)) authorized(random, enter, sometime());
  if (random.chance(0.4)) asked(random, enter, sometime());
  if (random.chance(0.2)) {
    const startsAt = sometime();
    const about = enter(
      { type: 'scheduleAppointment', startsAt, travelArranged: true },
      startsAt - random.whole(2, 9) * day,
    );
    const outcome = random.pick(['kept', 'missed', 'cancelled'] as const);
    enter({ type: 'recordAppointment', about, outcome }, startsAt + random.whole(1, 60) * hour);
  }
}

function authorized(random: Random, enter: Enter, at: number) {
  const dates = { from: dateOf(at), through: dateOf(at + random.whole(20, 80) * day) };
  const asks = { type: 'requestAuthorization', service: 'RSS-HOUSING', units: 10 } as const;
  enter({ type: 'grantRelease', ...payerConsent(dateOf(at + 300 * day)) }, at, { lateMs: 0 });
  const about = enter({ ...asks, ...dates, initial: true, documents: [...documents] }, at);
  const decision = random.pick(['approved', 'approved', 'denied'] as const);
  enter(
    { type: 'decideAuthorization', about, decision, units: 10, ...dates },
    at + random.whole(1, 9) * day,
    {
      by: 'supervisor',
    },
  );
  const end = Date.parse(dates.through);
  if (random.chance(0.6)) enter({ type: 'endAuthorization', about }, end + random.whole(-8, 5) * day);
}

function asked(random: Random, enter: Enter, at: number) {
  enter({ type: 'askSatisfaction' }, at, { by: 'supervisor' });
  if (random.chance(0.2)) return;
  const outcome = random.chance(0.8) ? ('completed' as const) : ('refused' as const);
  const answer = () => (random.chance(0.1) ? null : random.pick(scale));
  const answers = {
    heard: answer(),
    'own-plan': answer(),
    respect: answer(),
    again: answer(),
    better: 'More time.',
  };
  enter(
    {
      type: 'recordInstrument',
      instrument: 'satisfaction',
      version: String(instruments.length),
      point: 'satisfaction',
      outcome,
    },
    at + random.whole(1, 20) * day,
    outcome === 'completed' ? { words: { answers } } : {},
  );
}

function leave(random: Random, enter: Enter, at: number, lost: boolean) {
  const lead = { by: 'supervisor' as const };
  if (lost) {
    enter(contact('client', 'phone', 'no-show'), at - 34 * day);
    for (const after of [0, 1, 4, 9, 15])
      if (random.chance(0.8))
        enter(
          {
            type: 'recordLocateAttempt',
            kind: random.pick(['call', 'text', 'home-visit', 'letter']),
            outcome: 'not-reached',
          },
          at - (34 - after) * day + hour,
        );
    enter({ type: 'decideLocate', decision: 'close' }, at - random.whole(1, 4) * day, lead);
  }
  const reason = lost
    ? 'lost-contact'
    : random.pick(['completed', 'completed', 'withdrawn', 'transferred', 'other'] as const);
  const said = {
    lastMeetingHeld: false,
    aftercareArranged: true,
    warmHandOver: true,
    receivingAgencyNamed: true,
  };
  enter({ type: 'discharge', reason, ...said }, at, { lateMs: 0 });
  if (random.chance(0.8))
    enter(
      { type: 'recordOutcomes', completed: reason === 'completed', measure: 'plan-goals' },
      at + random.whole(1, 20) * day,
    );
  if (!random.chance(0.2)) return;
  const back = at + random.whole(2, 28) * day;
  enter({ type: 'reopen' }, back, lead);
  contacts(random, enter, { from: back, until: back + random.whole(10, 60) * day, everyDays: 7 });
  if (random.chance(0.5))
    enter({ type: 'discharge', reason: 'completed', ...said }, back + random.whole(61, 90) * day);
}
