import fc from 'fast-check';
import { oracle } from './oracle.ts';
import type { Level, Story, Told } from './oracle.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const zones = [
  'America/Chicago',
  'America/Phoenix',
  'America/Havana',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];
const levels: Level[] = ['rsc-i', 'rsc-f', 'cm'];

/** When something happens: so long after the referral, or that close to a deadline which the story has by then. */
type When = { after: number } | { deadline: number; off: number };

const after = (days: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: days * 1_440 }).map((minutes) => ({ after: minutes * MINUTE })),
    // Few enough that several things happen at one instant.
    fc.integer({ min: 0, max: days }).map((count) => ({ after: count * DAY })),
    fc.integer({ min: 0, max: days * DAY }).map((ms) => ({ after: ms })),
  );
const atDeadline = fc.record({ deadline: fc.nat(40), off: fc.constantFrom(-1, 0, 0, 1) });
const when = (days: number): fc.Arbitrary<When> =>
  fc.oneof({ weight: 3, arbitrary: after(days) }, { weight: 1, arbitrary: atDeadline });

const level = fc.constantFrom(...levels);
const contact = fc.record({
  type: fc.constant('logContact'),
  with: fc.constantFrom('client', 'client', 'client', 'ciu', 'provider', 'collateral'),
  mode: fc.constantFrom('face-to-face', 'face-to-face', 'phone', 'video', 'text'),
  outcome: fc.constantFrom('reached', 'reached', 'reached', 'attempted', 'no-show'),
});
const plain = (...types: string[]) => fc.constantFrom(...types).map((type) => ({ type }));
const often = plain('holdRstMeeting', 'reviewSccp');
const once = plain('assignCoordinator', 'completePreliminarySccp', 'formRst', 'completeFullSccp');
const what: fc.Arbitrary<Omit<Told, 'at'>> = fc.oneof(
  { weight: 12, arbitrary: contact },
  { weight: 5, arbitrary: often },
  { weight: 3, arbitrary: once },
  { weight: 3, arbitrary: fc.nat(80).map((score) => ({ type: 'scoreAcuity', score })) },
  { weight: 2, arbitrary: level.map((to) => ({ type: 'changeLevel', level: to })) },
);
const discharge: fc.Arbitrary<Omit<Told, 'at'>> = fc.constant({ type: 'discharge', reason: 'completed' });

const delay = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 * 1_440 }).map((minutes) => minutes * MINUTE) },
);
const voided = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: delay });
const step = (when: fc.Arbitrary<When>, what: fc.Arbitrary<Omit<Told, 'at'>>) =>
  fc.record({ when, what, delay, voided, shift: fc.nat(5) });

/** The steps without which little opens, early on; any number of others; sometimes an end. */
const steps = (days: number, max: number) =>
  fc
    .tuple(
      fc.array(step(when(20), once), { maxLength: 6, size: 'max' }),
      fc.array(step(when(days), what), { maxLength: max, size: 'max' }),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(step(when(days), discharge), { maxLength: 2 }) },
      ),
    )
    .map((parts) => parts.flat());

const shifts = ['Z', '-06:00', '+05:30', '+13:45', '-11:00', '+00:00'];

/** The same instant as people of some other zone would write it. */
function written(instant: number, shift: number): string {
  const offset = shifts[shift] ?? 'Z';
  const [hours = 0, minutes = 0] = offset === 'Z' ? [] : offset.slice(1).split(':').map(Number);
  const away = (hours * 60 + minutes) * (offset.startsWith('-') ? -MINUTE : MINUTE);
  return new Date(instant + away).toISOString().replace('Z', offset);
}

/** Stories of up to so many steps, told in a random order of file and entry, some entered late, some voided. */
export function randomStory({ maxSteps = 25, days = 120 } = {}): fc.Arbitrary<Story> {
  return fc
    .record({
      zone: fc.constantFrom(...zones),
      closed: fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
      received: fc.integer({ min: Date.UTC(2037, 1, 1), max: Date.UTC(2040, 1, 1) }),
      first: level,
      emergency: fc.constantFrom(false, false, true),
      steps: steps(days, maxSteps),
      order: fc.infiniteStream(fc.nat()),
      until: fc.oneof(
        {
          weight: 3,
          arbitrary: fc.integer({ min: days - 20, max: days + 60 }).map((n) => ({ after: n * DAY })),
        },
        { weight: 1, arbitrary: when(days) },
      ),
    })
    .map(({ zone, closed, received, first, emergency, steps, order, until }) => {
      const end = Date.UTC(2050, 0, 1);
      const story: Story = {
        timezone: zone,
        closures: closed.map((n) => new Date(received + n * DAY).toISOString().slice(0, 10)),
        referral: { receivedAt: written(received, 0), level: first, emergency },
        until: written(end, 0),
        events: [],
      };
      const instantOf = (moment: When): number => {
        if ('after' in moment) return received + moment.after;
        const deadlines = oracle(story).map(({ due }) => Date.parse(due));
        return (deadlines[moment.deadline % deadlines.length] ?? received) + moment.off;
      };
      for (const [i, { when, what, delay, voided, shift }] of steps.entries()) {
        const at = instantOf(when);
        const recorded = delay === 0 ? {} : { recordedAt: written(at + delay, shift) };
        story.events.push({ id: `step-${i}`, ...what, at: written(at, shift), ...recorded });
        if (voided === null) continue;
        story.events.push({ type: 'voidStep', step: `step-${i}`, at: written(at + delay + 1 + voided, 0) });
      }
      story.until = written(Math.max(instantOf(until), received), 0);
      const places = new Map(story.events.map((event) => [event, order.next().value]));
      story.events.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      return story;
    });
}

/** The story without steps that share their instant with one before: ties are settled by the order of entry. */
export function onePerInstant(story: Story): Story {
  const seen = new Set<number>();
  const events = story.events.filter(({ at }) => {
    const instant = Date.parse(at);
    return !seen.has(instant) && seen.add(instant);
  });
  const kept = new Set(events.map(({ id }) => id));
  return {
    ...story,
    until: '2042-01-01T00:00:00Z',
    events: events
      .filter(({ type, step }) => type !== 'voidStep' || kept.has(step))
      .map(({ recordedAt: _, ...event }) => event),
  };
}

/** The story with each step entered so many minutes after it happened, and each void last of all. */
export function enteredLate(story: Story, delays: Iterator<number>): Story {
  const events = story.events.map((event) => {
    const delay = event.type === 'voidStep' ? 400 * DAY : (delays.next().value ?? 0) * MINUTE;
    return { ...event, recordedAt: written(Date.parse(event.at) + delay, 0) };
  });
  return { ...story, events };
}
