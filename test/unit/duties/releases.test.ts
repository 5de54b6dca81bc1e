import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/pathway/decide.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { releaseCovering, releasesKnown, servesPurpose } from '../../../src/features/releases/state.ts';
import {
  type ReleaseFacts,
  type ReleasePurpose,
  releasePurposes,
} from '../../../src/engine/record/steps/releases.ts';
import { coordinator, referral, type Story } from '../../support/enrollment-builder.ts';
import { choosing, making, releasing, started } from '../../support/referrals.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import { policyFrom } from '../../support/policies.ts';

const aunt = '7d4c0c6e-0000-4000-8000-00000000a007';
const talkWithAunt = {
  type: 'grantRelease',
  recipient: aunt,
  recipientKind: 'person',
  purpose: 'care-coordination',
  content: ['identity', 'progress'],
  expiresOn: '2037-03-20',
} as const satisfies ReleaseFacts & { content: readonly string[] };
const granting = (changes: object = {}): ReleaseFacts => ({
  ...talkWithAunt,
  content: [...talkWithAunt.content],
  ...changes,
});
const contact = (release?: string) =>
  ({
    type: 'logContact',
    with: 'collateral',
    mode: 'phone',
    outcome: 'reached',
    ...(release === undefined ? {} : { release }),
  }) as const;
const story = () => referral().assigned('2037-03-02 10:00');
const withRelease = (changes: object = {}) =>
  story().step(granting(changes), '2037-03-03 10:00', { id: 'release' });

describe('contacts with somebody close to the client', () => {
  it('[CO-5] are recorded only under a release that names them and holds at that time', () => {
    expect(story().refused(contact(), '2037-03-03 11:00').code).toBe('release-missing');
    expect(withRelease().refused(contact(), '2037-03-03 11:00').code).toBe('release-missing');
    expect(
      withRelease().refused(contact('release'), '2037-03-03 09:59', { enteredAt: '2037-03-03 12:00' }),
    ).toMatchObject({ code: 'release-missing', field: 'release' });
    withRelease().step(contact('release'), '2037-03-20 23:59');
    expect(withRelease().refused(contact('release'), '2037-03-21 00:00').code).toBe('release-missing');
  });

  it('[CO-5] need no release where nobody was reached', () => {
    story().step({ ...contact(), outcome: 'attempted' }, '2037-03-03 11:00');
  });

  it('[CO-5] a release for a provider, for a referral, or without the identity is none for them', () => {
    for (const changes of [{ recipientKind: 'provider' }, { purpose: 'referral' }, { content: ['progress'] }])
      expect(withRelease(changes).refused(contact('release'), '2037-03-03 11:00').code).toBe(
        'release-missing',
      );
  });

  it('are not asked for a release by a profile from before releases, nor referrals for their order', () => {
    const { collateralNeedsRelease: _, referralOrder: __, ...older } = countyProfile;
    const told = referral({ policy: policyFrom(older) }).assigned('2037-03-02 10:00');
    told.step(contact(), '2037-03-03 11:00').step(choosing(), '2037-03-03 12:00');
    told.step(making(), '2037-03-03 12:30');
  });
});

describe('releases', () => {
  it('[RF-3, CO-5] are stopped by a revocation at once, and what was told before stays told', () => {
    const told = withRelease().step({ type: 'revokeRelease', about: 'release' }, '2037-03-05 12:00');
    expect(told.refused(contact('release'), '2037-03-05 12:00').code).toBe('release-missing');
    told.step(contact('release'), '2037-03-05 11:59', { enteredAt: '2037-03-05 13:00' });
  });

  it('[RF-3, CO-5] given again they work again, and a revocation entered in error is undone', () => {
    const revoke = { type: 'revokeRelease', about: 'release' } as const;
    const told = withRelease().step(revoke, '2037-03-05 12:00', { id: 'revoked' });
    told.step(granting(), '2037-03-06 09:00', { id: 'again' });
    told.step(contact('again'), '2037-03-06 10:00');
    expect(told.refused(contact('release'), '2037-03-06 10:30').code).toBe('release-missing');
    told.voided('revoked', '2037-03-06 11:00').step(contact('release'), '2037-03-06 11:30');
  });

  it('[RF-3, CO-5] are refused where they would have ended before they began, or are revoked twice', () => {
    const yesterday = granting({ expiresOn: '2037-03-02' });
    expect(story().refused(yesterday, '2037-03-03 10:00').code).toBe('release-expired');
    const revoke = { type: 'revokeRelease', about: 'release' } as const;
    expect(story().refused(revoke, '2037-03-03 11:00').code).toBe('unknown-release');
    const told = withRelease().step(revoke, '2037-03-05 12:00');
    expect(told.refused(revoke, '2037-03-05 13:00').code).toBe('release-already-revoked');
    // The client had said so earlier: the earlier time counts.
    told.step(revoke, '2037-03-04 12:00', { enteredAt: '2037-03-05 13:00' });
    const late = { enteredAt: '2037-03-05 14:00' };
    expect(told.refused(contact('release'), '2037-03-05 11:00', late).code).toBe('release-missing');
  });

  it('[RF-3, CO-5] can be taken back after the discharge, too', () => {
    const told = withRelease().discharged('2037-03-06 10:00');
    told.step({ type: 'revokeRelease', about: 'release' }, '2037-03-06 11:00');
    expect(told.refused(contact('release'), '2037-03-06 12:00').code).toBe('release-missing');
  });

  it('[RF-3] cover no other recipient, purpose or content than they name', () => {
    const covering = (told: Story, changes: object) =>
      releaseCovering(releasesKnown(told.state, told.at('2037-03-04 10:00')), {
        recipient: aunt,
        purpose: 'care-coordination',
        content: ['identity'],
        at: told.at('2037-03-04 10:00'),
        ...changes,
      });
    const told = withRelease();
    expect(covering(told, {})?.id).toBe('release');
    expect(covering(told, { recipient: 'somebody-else' })).toBeNull();
    expect(covering(told, { purpose: 'locate' })).toBeNull();
    expect(covering(told, { content: ['identity', 'goals'] })).toBeNull();
    expect(covering(told, { at: told.at('2037-03-03 09:00') })).toBeNull();
  });

  it('[RF-3] the one for treatment, payment and operations serves care and its payment, nothing beside', () => {
    const single = 'treatment-payment-operations';
    const served = (given: ReleasePurpose) =>
      releasePurposes.filter((purpose) => servesPurpose({ purpose: given }, purpose));
    expect(served(single)).toEqual([
      ...['referral', 'care-coordination', 'monitoring', 'authorization', 'crisis', single],
    ]);
    for (const given of releasePurposes) if (given !== single) expect(served(given)).toEqual([given]);
    // Somebody close to the client neither treats nor pays.
    const told = withRelease({ purpose: single });
    expect(told.refused(contact('release'), '2037-03-03 11:00').code).toBe('release-missing');
  });
});

describe('what is owed about releases', () => {
  const owed = (told: Story, at: string) =>
    statusAt(told.state.steps, told.at(at))
      .obligations.filter(({ status }) => status === 'open')
      .map(({ kind, focus, due }) => ({ kind, focus, due: told.local(due) }));

  it('[RF-3] one that runs out warns its coordinator 14 days before, until another is signed or it is ended', () => {
    const told = withRelease();
    const renewal = { kind: 'release.renewal', focus: 'release', due: '2037-03-20 23:59' };
    expect(owed(told, '2037-03-04 10:00')).toContainEqual(renewal);
    const { ladders } = countyProfile;
    expect(ladders['release']?.map(({ to, when }) => ({ to, when }))).toEqual([
      { to: 'coordinator', when: { beforeDue: { days: 14, at: 480 } } },
      { to: 'supervisor', when: { afterDue: { businessDays: 0 } } },
    ]);
    for (const step of [
      granting({ expiresOn: '2037-06-01', renews: 'release' }),
      { type: 'revokeRelease', about: 'release' } as const,
      { type: 'endRelease', about: 'release' } as const,
    ]) {
      const then = withRelease().step(step, '2037-03-05 10:00', { id: 'then' });
      expect(owed(then, '2037-03-06 10:00').filter(({ focus }) => focus === 'release')).toEqual([]);
    }
    expect(story().refused(granting({ renews: 'nothing' }), '2037-03-05 10:00').code).toBe('unknown-release');
  });

  it('[RF-3] who relied on one that was taken back is told by the next business day, also after a discharge', () => {
    const revoke = { type: 'revokeRelease', about: 'release', relied: true } as const;
    const telling = { type: 'tellRevocation', about: 'release', outcome: 'told' } as const;
    expect(withRelease().refused(telling, '2037-03-04 10:00').code).toBe('release-not-revoked');
    for (const told of [withRelease(), withRelease().discharged('2037-03-04 10:00')]) {
      told.step(revoke, '2037-03-05 12:00');
      const due = '2037-03-06 17:00';
      expect(owed(told, '2037-03-05 13:00')).toContainEqual({ kind: 'release.told', focus: 'release', due });
      told.step(telling, '2037-03-06 09:00');
      expect(owed(told, '2037-03-06 10:00').map(({ kind }) => kind)).not.toContain('release.told');
    }
    const unused = withRelease().step({ type: 'revokeRelease', about: 'release' }, '2037-03-05 12:00');
    expect(owed(unused, '2037-03-05 13:00').map(({ kind }) => kind)).not.toContain('release.told');
  });

  it('[RF-3] a provider that goes on serving without one has another signed for it, or its service ended', () => {
    const serves = { providerServes: true, serves: 'made' } as const;
    for (const type of ['revokeRelease', 'endRelease'] as const)
      for (const settled of [
        releasing({ renews: 'release', serves: 'made' }),
        { type: 'endService', about: 'made', reason: 'completed' } as const,
      ]) {
        const told = started().step({ type, about: 'release', ...serves }, '2037-03-18 10:00');
        expect(owed(told, '2037-03-18 11:00')).toContainEqual({
          ...{ kind: 'release.serving', focus: 'made', due: '2037-03-23 17:00' },
        });
        told.step(settled, '2037-03-19 10:00', { id: 'settled' });
        expect(owed(told, '2037-03-19 11:00').map(({ kind }) => kind)).not.toContain('release.serving');
      }
  });
});

const day = 86_400_000;
type Act = { what: 'grant' | 'revoke' | 'tell' | 'void'; which: number; days: number; backDays: number };

/** The oracle: what has been entered so far, in plain lists. */
type Known = { id: string; from: number; lastDay: number; revocations: { id: string; at: number }[] };

describe('whatever the order in which consent is given, taken back, voided and runs out', () => {
  it('[RF-3, CO-5] nothing is ever told that no release covered at its time', () => {
    const acts: fc.Arbitrary<Act[]> = fc.array(
      fc.record({
        what: fc.constantFrom('grant', 'grant', 'revoke', 'tell', 'tell', 'tell', 'void'),
        which: fc.nat(4),
        days: fc.nat(12),
        backDays: fc.constantFrom(0, 0, 1, 2, 5),
      }),
      { maxLength: 30 },
    );
    let told = 0;
    let refused = 0;
    fc.assert(
      fc.property(acts, (list) => {
        const begun = referral({ at: '2037-03-01 09:00' });
        let { state } = begun;
        const start = begun.at('2037-03-10 12:00');
        let known: Known[] = [];
        for (const [index, { what, which, days, backDays }] of list.entries()) {
          const now = start + index * day;
          const at = now - backDays * day;
          const meant = known[which % Math.max(1, known.length)];
          const id = `step-${index}`;
          const last = index - backDays + days;
          const facts =
            what === 'grant'
              ? granting({ expiresOn: new Date(start + last * day).toISOString().slice(0, 10) })
              : what === 'tell'
                ? contact(meant?.id ?? 'none')
                : what === 'revoke'
                  ? ({ type: 'revokeRelease', about: meant?.id ?? 'none' } as const)
                  : ({ type: 'voidStep', step: meant?.revocations[0]?.id ?? meant?.id ?? 'none' } as const);
          const occurredAt = what === 'void' ? now : at;
          const batch = {
            commandId: id,
            by: coordinator,
            commands: [{ facts, occurredAt }],
            fingerprint: id,
          };
          const decision = decide('enrollment-1', state, batch, now);
          if (what === 'tell') {
            const allowed =
              meant !== undefined &&
              meant.from <= at &&
              index - backDays <= meant.lastDay &&
              meant.revocations.every((one) => at < one.at);
            expect(decision.ok).toBe(allowed);
            if (allowed) told += 1;
            else refused += 1;
          }
          if (!decision.ok) continue;
          state = decision.change.after;
          if (what === 'grant') known.push({ id, from: at, lastDay: last, revocations: [] });
          if (what === 'revoke') meant?.revocations.push({ id, at });
          if (facts.type === 'voidStep') {
            known = known.filter((one) => one.id !== facts.step);
            for (const one of known)
              one.revocations = one.revocations.filter((revocation) => revocation.id !== facts.step);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });
});
