import { expect, test } from 'vitest';
import { referral } from '../../support/enrollment-builder.ts';

test('an assignment is told to the one assigned, in the morning', () => {
  const story = referral().assigned('2037-03-02 10:00', { to: 'coordinator-7' });
  const [told] = story.notifications;
  expect(story.notifications).toHaveLength(1);
  expect(told).toMatchObject({
    kind: 'assignment',
    audience: 'coordinator',
    staffId: 'coordinator-7',
    raisedAt: story.at('2037-03-02 10:00'),
  });
  expect(told?.deliveries).toEqual([{ channel: 'mail', notBefore: story.at('2037-03-03 08:00') }]);
});

test('an emergency is told at once to the one on call', () => {
  const story = referral({ emergency: true, at: '2037-03-07 23:00' });
  expect(story.notifications[0]).toMatchObject({
    kind: 'assignment',
    staffId: 'on-call-1',
    deliveries: [{ channel: 'mail', notBefore: story.at('2037-03-07 23:00') }],
  });
});

test('a payer’s decision is told to the coordinator', () => {
  const story = referral()
    .assigned('2037-03-02 10:00')
    .step(
      {
        type: 'requestExtension',
        initial: true,
        units: 8,
        through: '2037-06-01',
        documents: ['sccp', 'placement-criteria'],
      },
      '2037-03-03 09:00',
    );
  expect(story.notifications.at(-1)).toMatchObject({
    kind: 'request',
    audience: 'payer',
    obligation: 'extension.decision',
    duty: 'AU-3',
  });
  story.step({ type: 'decideExtension', decision: 'denied', units: null }, '2037-03-04 09:00');
  expect(story.notifications.at(-1)).toMatchObject({
    kind: 'decision',
    audience: 'coordinator',
    staffId: 'coordinator-1',
  });
});

test('a warning names the duty and its deadline', () => {
  const story = referral().assigned('2037-03-02 10:00').contact('2037-03-02 11:00').until('2037-03-06 08:00');
  expect(story.notifications.at(-1)).toMatchObject({
    kind: 'warning',
    audience: 'coordinator',
    staffId: 'coordinator-1',
  });
  const warned = story.notifications
    .filter(({ kind }) => kind === 'warning')
    .map(({ obligation, due }) => [obligation, due]);
  expect(warned).toContainEqual(['sccp.preliminary', story.obligation('sccp.preliminary').due]);
});

test('each is named by its cause: the same again from the same change, another for each cause', () => {
  const story = referral({ emergency: true }).until('2037-03-20 00:00');
  const ids = story.notifications.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(story.notifications.map(({ id }) => id)).toEqual(ids);
  expect(ids[0]).toBe('enrollment-1/1/1');
});

test('what needs no telling is not told', () => {
  const story = referral().assigned('2037-03-02 10:00');
  const told = story.notifications.length;
  story
    .contact('2037-03-02 11:00')
    .did('formRst', '2037-03-02 12:00')
    .held(['sccp.full'], '2037-03-02 13:00', '2037-03-05');
  expect(story.notifications).toHaveLength(told);
});

test('nothing told holds more than codes', () => {
  const story = referral({ emergency: true }).until('2037-04-20 00:00');
  const words = story.notifications.flatMap((one) =>
    Object.values(one).filter((value) => typeof value === 'string'),
  );
  expect(words.filter((word) => !/^[\w./~-]+(, [\w-]+)*$/.test(word) || word.includes('client-1'))).toEqual(
    [],
  );
});
