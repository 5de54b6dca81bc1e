import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLocalDate, localDateOf } from '../../../../src/engine/calendar/index.ts';
import { statusAt } from '../../../../src/engine/obligations/fold.ts';
import { datesByNeed, saidByNeed, wordsOf } from '../../../../src/features/referrals/from-need.ts';
import { referral } from '../../../support/enrollment-builder.ts';

const codes = ['housing', 'food', 'other'] as const;
const told = fc.uniqueArray(
  fc.record({
    need: fc.constantFrom(...codes),
    words: fc.option(fc.constantFrom('W1', 'W2', 'W3'), { nil: undefined }),
  }),
  { selector: ({ need }) => need },
);

it('[RF-2] an emergency’s referral says its own need, by its name and the words on it alone, and nothing of the report besides', () => {
  fc.assert(
    fc.property(told, fc.constantFrom(...codes), fc.constantFrom('', 'Hers.'), (needs, need, words) => {
      const confirmed = { need, title: `Called ${need}`, words, note: 'A note.' };
      const report = { needs, summary: 'A summary.', note: 'A note.', screen: 'A screen.' };
      const said = saidByNeed('emergency-housing', confirmed, report);
      const mine = needs.find((one) => one.need === need)?.words;
      const parts = [`Called ${need}`, words, mine].filter(Boolean);
      expect(said).toEqual({
        ...{ presentingIssue: parts.join(': '), desiredServices: 'emergency housing' },
        goals: `This need is met: Called ${need}`,
      });
    }),
  );
});

it('[RF-2] what was typed with a referral before needs said it is read as it was', () => {
  const facts = { service: 'housing', need: 'need', emergency: true } as Parameters<
    typeof wordsOf
  >[0]['facts'];
  const typed = { presentingIssue: 'No bed.', desiredServices: 'A bed.', goals: 'Sleep.' };
  const written = new Map<string, Record<string, unknown>>([
    ['made', typed],
    ['need', { title: 'Nowhere safe to stay' }],
  ]);
  expect(wordsOf({ id: 'made', facts }, written, [])).toEqual(typed);
  expect(wordsOf({ id: 'made', facts }, new Map(), [])).toBeUndefined();
});

it('[RF-2] is aimed at the deadline of its need, and never at a day that has passed', () => {
  const story = referral()
    .assigned('2037-03-02 10:00')
    .step({ type: 'confirmNeed', outcome: 'confirmed', last: true }, '2037-03-02 11:00', { id: 'need' });
  const { steps, lastRecordedAt } = story.state;
  const due = statusAt(steps, lastRecordedAt).obligations.find(({ focus }) => focus === 'need')?.due ?? 0;
  expect(story.local(due)).toBe('2037-03-03 11:00');
  fc.assert(
    fc.property(fc.nat(200), fc.constantFrom('need', 'on-its-way', undefined), (hours, need) => {
      const at = lastRecordedAt + hours * 3_600_000;
      const status = statusAt(steps, at);
      const { targetOn, reviewOn } = datesByNeed(status, need, at);
      const onDay = (instant: number) => formatLocalDate(localDateOf(status.policy.calendar, instant));
      // One that is not on record yet is owed its referral from now on.
      expect(targetOn).toBe(onDay(need === 'need' ? Math.max(due, at) : at + 24 * 3_600_000));
      expect(reviewOn > targetOn).toBe(true);
    }),
  );
});
