import type { StepFacts } from '../../../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { authorizationRegister, usedOf } from '../../../../src/features/authorizations/state.ts';
import { contradictionsOf } from '../../../../src/features/authorizations/contradictions.ts';
import type { Command } from '../../../../src/engine/record/commands.ts';
import { decide } from '../../../../src/pathway/decide.ts';
import type { Actor } from '../../../../src/engine/record/events.ts';
import { effectiveSteps } from '../../../../src/engine/obligations/fold.ts';
import { decision, laterDocuments, sar, service } from '../../../support/authorizations.ts';
import { referral } from '../../../support/enrollment-builder.ts';
import { runs } from '../../../support/sizes.ts';

const by: Actor = { staffId: 'supervisor-1', role: 'supervisor', agencyId: 'agency-1' };
const day = 86_400_000;

/** `asked` and `yes` are there from the start; `c<place>` may be there, or not, or be another sort of step. */
const named = fc.oneof(
  { weight: 5, arbitrary: fc.constant('asked') },
  { weight: 1, arbitrary: fc.constant('yes') },
  { weight: 2, arbitrary: fc.nat(14).map((place) => `c${place}`) },
);
const units = fc.integer({ min: 1, max: 12 });
const facts: fc.Arbitrary<StepFacts> = fc.oneof(
  { weight: 2, arbitrary: units.map((count) => sar({ units: count, documents: laterDocuments })) },
  {
    weight: 4,
    arbitrary: fc
      .record({ about: named, units, kind: fc.constantFrom('approved', 'approved-in-part', 'denied') })
      .map(({ about, units: count, kind }) =>
        decision(about, { decision: kind as 'approved', units: kind === 'denied' ? null : count }),
      ),
  },
  {
    weight: 8,
    arbitrary: fc
      .record({ about: named, units })
      .map(({ about, units: count }) => service(about, { units: count })),
  },
  { weight: 1, arbitrary: named.map((about) => ({ type: 'appealDecision', about }) as const) },
  { weight: 1, arbitrary: named.map((about) => ({ type: 'endAuthorization', about }) as const) },
  { weight: 3, arbitrary: named.map((step) => ({ type: 'voidStep', step }) as const) },
);
const entry = fc.record({ facts, daysAgo: fc.nat(12) });

it('[AU-1] units are never used past what is granted, whatever is entered late or voided', () => {
  const start = referral().assigned('2037-03-02 10:00').scored('2037-03-03 09:00');
  start
    .step(sar(), '2037-03-04 09:00', { id: 'asked' })
    .step(decision('asked'), '2037-03-04 10:00', { id: 'yes' });
  const entered = start.at('2037-03-20 09:00');
  let used = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(entry, { minLength: 8, maxLength: 15 }), (entries) => {
      let { state } = start;
      for (const [place, one] of entries.entries()) {
        const command: Command = { facts: one.facts, occurredAt: entered - one.daysAgo * day };
        const batch = { commandId: `c${place}`, by, commands: [command], fingerprint: '' };
        const decided = decide(start.enrollmentId, state, batch, entered + place);
        if (!decided.ok) {
          refused += 1;
          continue;
        }
        state = decided.change.after;
        const register = authorizationRegister(effectiveSteps(state.steps, entered + place));
        expect(contradictionsOf(register, start.policy.calendar)).toEqual([]);
        for (const authorization of register.authorizations) {
          used = Math.max(used, usedOf(authorization));
          expect(usedOf(authorization)).toBeLessThanOrEqual(authorization.granted?.units ?? 0);
        }
      }
    }),
    { ...runs(150), seed: 2037 },
  );
  // It was not all refused.
  expect(used).toBeGreaterThan(5);
  expect(refused).toBeGreaterThan(100);
}, 60_000);
