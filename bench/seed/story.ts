import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { randomUUID } from 'node:crypto';
import { payerConsent } from '../../prisma/seed/index.ts';
import { formatLocalDate, instantAtLocal, localDateOf } from '../../src/engine/calendar/index.ts';
import type { Change } from '../../src/engine/deadlines/change.ts';
import { decide } from '../../src/pathway/decide.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { runClock } from '../../src/pathway/run-clock.ts';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import type { Policy } from '../../src/engine/policy/profile.ts';

export type Cast = {
  agencyId: string;
  enrollmentId: string;
  clientId: string;
  coordinatorId: string;
  supervisorId: string;
};

type Entry = { day: number; minutes: number; by?: 'supervisor'; facts: StepFacts };

const contact = { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' } as const;

/**
 * An RSC-I client's weeks so far: weekly contacts (one of them a day late), each month a review, an Acuity Index, a
 * meeting of the team and a look at how the client is reached, two extensions. Days count from the referral.
 */
function entriesOf(weeks: number, { coordinatorId }: Cast): Entry[] {
  const morning = 10 * 60;
  const entries: Entry[] = [
    { day: 0, minutes: morning, by: 'supervisor', facts: { type: 'assignCoordinator', coordinatorId } },
    { day: 0, minutes: morning + 60, facts: contact },
    { day: 5, minutes: morning, facts: { type: 'completePreliminarySccp' } },
    { day: 10, minutes: morning, facts: { type: 'formRst' } },
    {
      day: 20,
      minutes: morning,
      facts: {
        type: 'requestExtension',
        initial: true,
        units: 24,
        through: '2099-06-30',
        documents: ['sccp', 'placement-criteria'],
      },
    },
    {
      day: 24,
      minutes: morning,
      by: 'supervisor',
      facts: { type: 'decideExtension', decision: 'approved', units: 24 },
    },
    {
      day: 150,
      minutes: morning,
      facts: {
        type: 'requestExtension',
        initial: false,
        units: 24,
        through: '2099-12-31',
        documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
      },
    },
    {
      day: 153,
      minutes: morning,
      by: 'supervisor',
      facts: { type: 'decideExtension', decision: 'approved', units: 24 },
    },
  ];
  for (let week = 1; week <= weeks; week += 1) {
    const late = week === 12 && weeks > 12 ? 1 : 0;
    entries.push({ day: 7 * week + late, minutes: morning + 30, facts: contact });
  }
  for (let day = 27; day < 7 * weeks; day += 28) {
    const plan = day === 27 ? 'completeFullSccp' : 'reviewSccp';
    entries.push(
      { day, minutes: morning, facts: { type: plan } },
      { day, minutes: morning + 5, facts: { type: 'scoreAcuity', score: 52 } },
      { day, minutes: morning + 10, facts: { type: 'holdRstMeeting' } },
      { day, minutes: morning + 15, facts: { type: 'confirmContactInformation' } },
    );
  }
  return entries
    .filter(({ day }) => day <= 7 * weeks)
    .toSorted((a, b) => a.day - b.day || a.minutes - b.minutes);
}

export type StoryOptions = {
  policy: Policy;
  cast: Cast;
  now: number;
  weeks: number;
  /** Days since the last weekly contact, by local dates. */
  lastContactDaysAgo: number;
};

/** The changes of such an enrollment, decided by the domain at their own instants; the clock has spoken up to `now`. */
export function tell({ policy, cast, now, weeks, lastContactDaysAgo }: StoryOptions): Change[] {
  const { calendar } = policy;
  const first = localDateOf(calendar, now) - lastContactDaysAgo - 7 * weeks;
  const at = (day: number, minutes: number): number => instantAtLocal(calendar, first + day, minutes);
  const changes: Change[] = [];
  let state: EnrollmentState | null = null;
  const take = (change: Change): void => {
    changes.push(change);
    state = change.after;
  };
  const until = (end: number): void => {
    if (state !== null) for (const change of runClock(state, end)) take(change);
  };
  const enter = (facts: StepFacts, instant: number, role: 'coordinator' | 'supervisor'): void => {
    until(instant);
    const staffId = role === 'supervisor' ? cast.supervisorId : cast.coordinatorId;
    const by: Actor = { staffId, role, agencyId: cast.agencyId };
    const batch = {
      commandId: randomUUID(),
      by,
      commands: [{ facts, occurredAt: instant }],
      fingerprint: 'bench',
    };
    const decision = decide(cast.enrollmentId, state, batch, instant);
    if (!decision.ok) throw new Error(`the story's ${facts.type} was refused: ${decision.rejection.detail}`);
    take(decision.change);
  };
  const { clientId } = cast;
  const origin = { type: 'referral' } as const;
  const referral = { clientId, level: 'rsc-i', emergency: false, origin, onCallId: null, policy };
  enter({ type: 'receiveReferral', ...referral }, at(0, 9 * 60), 'supervisor');
  // Under which the payer is asked for more, first after some weeks.
  const consent = payerConsent(formatLocalDate(first + 19 + 300));
  for (const { day, minutes, by = 'coordinator', facts } of entriesOf(weeks, cast)) {
    if (facts.type === 'requestExtension' && facts.initial)
      enter({ type: 'grantRelease', ...consent }, at(19, 10 * 60), 'coordinator');
    enter(facts, at(day, minutes), by);
  }
  until(now);
  return changes;
}
