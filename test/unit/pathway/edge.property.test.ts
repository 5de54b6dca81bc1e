import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/pathway/decide.ts';
import { coordinator } from '../../support/enrollment-builder.ts';
import { policy, play, plans } from '../../support/random-steps.ts';
import { requestOf } from '../../../src/workflows/append-request.ts';
import { runs } from '../../support/sizes.ts';

const day = 86_400_000;
const lastInstant = policy.calendar.validUntil * 60_000;
const firstInstant = (policy.calendar.transitions[0]?.[0] ?? 0) * 60_000;

test('at the calendar’s end a step is taken whole, with all that follows from it, or refused as beyond it', () => {
  const seen = new Set<string>();
  const last90Days = fc
    .integer({ min: 0, max: 90 })
    .chain((days) => plans({ from: lastInstant - days * day, days: 60 }));
  fc.assert(
    fc.property(last90Days, (plan) => {
      const played = play(plan);
      for (const change of played?.changes ?? []) requestOf(change, 'enrollment-1', null);
      for (const code of played?.refused ?? ['beyond-calendar']) seen.add(code);
    }),
    runs(300),
  );
  expect(seen).toContain('beyond-calendar');
});

test.each([
  ['before the first', firstInstant - 1],
  ['after the last', lastInstant + 1],
  ['far before', -8.64e15],
  ['far after', 8.64e15],
])('a referral %s instant of the calendar is refused', (_, at) => {
  for (const emergency of [true, false]) {
    const origin = { type: 'referral' } as const;
    const facts = {
      type: 'receiveReferral',
      level: 'cm',
      emergency,
      origin,
      onCallId: null,
      policy,
      needs: [],
      clientId: 'c',
    } as const;
    const batch = {
      commandId: 'r',
      by: coordinator,
      commands: [{ facts: { ...facts, needs: [] }, occurredAt: at }],
      fingerprint: 'r',
    };
    expect(decide('enrollment-1', null, batch, at)).toMatchObject({
      ok: false,
      rejection: { code: 'beyond-calendar' },
    });
  }
});
