import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusAt } from '../../../src/engine/obligations/fold.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { ReleasableContent } from '../../../src/engine/record/steps/releases.ts';
import { disclosureLaws, type Told, toldRoles } from '../../../src/engine/record/steps/disclosures.ts';
import { disclosureWays } from '../../../src/features/disclosures/disclosure.ts';
import { whyNot } from '../../../src/features/disclosures/gate.ts';
import { laws } from '../../../src/features/disclosures/laws.ts';
import { misDisclosure, misGround } from '../../../src/features/notes/mis-disclosure.ts';
import { unauthorizedKind } from '../../../src/features/disclosures/rules.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';
import { releasing } from '../../support/referrals.ts';

const landlord: Told = {
  ...{ recipientKind: 'role', recipient: 'landlord', content: ['progress'], ground: 'none' },
};
const harborHouse = '00000000-0000-4000-8000-00000000a001';
const toProvider = (parts: Partial<Told> = {}): Told => ({
  ...{ recipientKind: 'provider', recipient: harborHouse, content: ['services'] },
  ...{ ground: 'release', release: 'release', ...parts },
});
const talked = (disclosed: Told[], more: object = {}): StepFacts => ({
  ...{ type: 'logContact', with: 'provider', mode: 'phone', outcome: 'reached', disclosed },
  ...more,
});
const story = () => referral().assigned('2037-03-02 10:00');
const withRelease = () => story().step(releasing(), '2037-03-03 10:00', { id: 'release' });
const owed = (told: Story, at: string, kind: string) =>
  statusAt(told.state.steps, told.at(at)).obligations.filter(
    (one) => one.kind === kind && one.closedAt === null,
  );

describe('what was told about a client', () => {
  it('[RF-3] is recorded where nothing allowed it, and is settled by the privacy officer', () => {
    const told = story().step(talked([landlord], { unauthorized: true }), '2037-03-03 11:00', { id: 'told' });
    expect(owed(told, '2037-03-03 11:00', unauthorizedKind)).toMatchObject([{ focus: 'told', duty: 'RF-3' }]);
    told.step({ type: 'resolveDisclosure', about: 'told', clientTold: true }, '2037-03-04 09:00');
    expect(owed(told, '2037-03-04 09:00', unauthorizedKind)).toEqual([]);
  });

  it('[RF-3] names a release only that did let it be told, whole, to that recipient, at that time', () => {
    withRelease().step(talked([toProvider()]), '2037-03-03 11:00');
    const faults: [Partial<Told>, string][] = [
      [{}, '2037-03-03 09:59'],
      [{ content: ['services', 'notes'] }, '2037-03-03 11:00'],
      [{ recipient: '00000000-0000-4000-8000-00000000a002' }, '2037-03-03 11:00'],
      [{ release: 'another' }, '2037-03-03 11:00'],
      [{}, '2038-01-01 09:00'],
    ];
    for (const [parts, at] of faults)
      expect(
        withRelease().refused(talked([toProvider(parts)]), at, { enteredAt: '2038-01-02 09:00' }),
      ).toMatchObject({ code: 'release-missing', field: 'disclosed' });
    const revoked = withRelease().step({ type: 'revokeRelease', about: 'release' }, '2037-03-04 09:00');
    expect(revoked.refused(talked([toProvider()]), '2037-03-04 09:00').code).toBe('release-missing');
  });

  it('[CO-5] lets a collateral be spoken with who is told nothing', () => {
    story().step(talked([], { with: 'collateral' }), '2037-03-03 11:00');
    expect(
      story().refused(
        { type: 'logContact', with: 'collateral', mode: 'phone', outcome: 'reached' },
        '2037-03-03 11:00',
      ).code,
    ).toBe('release-missing');
  });

  it('[RF-3] in a medical emergency owes its note, unless that came with it', () => {
    const emergency: Told = { ...landlord, recipient: 'physician-or-hospital', ground: 'medical-emergency' };
    const told = story().step(talked([emergency], { unnoted: true }), '2037-03-03 11:00', { id: 'told' });
    expect(owed(told, '2037-03-03 11:00', 'disclosure.note')).toHaveLength(1);
    told.step({ type: 'noteDisclosure', about: 'told' }, '2037-03-03 12:00');
    expect(owed(told, '2037-03-03 12:00', 'disclosure.note')).toEqual([]);
    const noted = story().step(talked([emergency]), '2037-03-03 11:00', { id: 'told' });
    expect(owed(noted, '2037-03-03 11:00', 'disclosure.note')).toEqual([]);
  });

  it('[RF-3] is settled and noted only where there is something to settle or to note', () => {
    const told = withRelease().step(talked([toProvider()]), '2037-03-03 11:00', { id: 'told' });
    for (const step of [
      { type: 'resolveDisclosure', about: 'told', clientTold: false },
      { type: 'noteDisclosure', about: 'told' },
      { type: 'resolveDisclosure', about: 'release', clientTold: false },
    ] as const)
      expect(told.refused(step, '2037-03-03 12:00').code).toBe('unknown-disclosure');
  });
});

describe('the gate', () => {
  const nothing = { calendar: story().policy.calendar, releases: [] };
  const content: ReleasableContent[] = ['identity'];

  it('[RF-3] lets each law do what it does, on no other way and to nobody else', () => {
    const kinds = ['provider', 'team-member', 'person', 'payer', 'agency', 'role'] as const;
    for (const law of disclosureLaws)
      for (const way of disclosureWays)
        for (const kind of kinds)
          for (const id of kind === 'role' ? toldRoles : ['x']) {
            const leaving = { way, to: { kind, id }, purposes: ['legal'] as const, content, items: [] };
            const { ways, to, roles } = laws[law];
            const isLet = kind !== 'role' || roles.some((role) => role === id);
            expect([law, way, id, whyNot(nothing, leaving, { law }, 0) === null]).toEqual([
              ...[law, way, id, ways.includes(way) && to.includes(kind) && isLet],
            ]);
          }
    // An emergency is for who treats the client, and a crime for the police: nobody's landlord.
    for (const role of ['landlord', 'employer', 'family', 'friend', 'school'] as const)
      expect(Object.values(laws).filter(({ roles }) => roles.includes(role))).toEqual([laws['court-order']]);
    // RF-3: never without the client's word.
    for (const { ways } of Object.values(laws)) {
      expect(ways).not.toContain('referral');
      expect(ways).not.toContain('transfer');
      expect(ways).not.toContain('request');
    }
  });

  it('[DO-5] lets the county have its batches', () => {
    expect(whyNot(nothing, misDisclosure('batch'), misGround, 0)).toBeNull();
  });

  it('[RF-3] lets nothing leave under a release that is not there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...disclosureWays), fc.string(), (way, release) => {
        const leaving = {
          way,
          to: { kind: 'provider', id: harborHouse } as const,
          purposes: ['referral'] as const,
          content,
          items: [],
        };
        expect(whyNot(nothing, leaving, { release }, 0)?.code).toBe('release-missing');
      }),
    );
  });
});
