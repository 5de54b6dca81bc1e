import { describe, expect, test } from 'vitest';
import { cadenceFor, ruleOf } from '../../../src/engine/policy/profile.ts';
import type { Cadence, Profile } from '../../../src/engine/policy/profile.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';

const profiles: [string, Profile][] = [countyProfile, recoveryCoachProfile].map((profile) => [
  profile.id,
  profile,
]);
const repeated = (names: string[]) => names.filter((name, n) => names.indexOf(name) !== n);

describe.each(profiles)('%s', (_, profile) => {
  test('names each kind and each level once', () => {
    expect(repeated(profile.rules.map(({ kind }) => kind))).toEqual([]);
    expect(repeated(profile.levels.map(({ id }) => id))).toEqual([]);
  });

  test('gives each number its source, by its clause or as an agency default', () => {
    const sourced = [
      ...profile.rules.flatMap(({ cadence, cadenceByLevel }) => [cadence, ...Object.values(cadenceByLevel)]),
      ...profile.rules.flatMap(({ beside = [] }) => beside),
      ...profile.levels.map(({ caseload }) => caseload),
      ...Object.values(profile.ladders).flat(),
      ...[
        profile.businessDayEnds,
        profile.mailAt,
        profile.holdAtMostDays,
        profile.reopenWithinDays,
        profile.acuity,
      ],
      profile.extensionNeedsAcuityWithinDays,
      ...[profile.leaving, profile.disputeOrder].flatMap((one) => one ?? []),
    ];
    for (const { source, basis } of sourced) {
      expect(source, basis).toMatch(basis === 'policy' ? /\b00[0-4]\b/ : /agency default/i);
    }
  });

  test('cites a duty for each rule, and has a ladder of unique rungs for it', () => {
    for (const rule of profile.rules) {
      expect(rule.duty, rule.kind).toMatch(/^[A-Z]{2}-\d+(, [A-Z]{2}-\d+)*$/);
      const ladder = profile.ladders[rule.ladder] ?? [];
      expect(ladder.length, rule.kind).toBeGreaterThan(0);
      expect(repeated(ladder.map(({ id }) => id))).toEqual([]);
    }
  });

  test('refers only to kinds and levels it has, and every rule can open and be met', () => {
    const kinds = profile.rules.map(({ kind }) => kind);
    const levels = profile.levels.map(({ id }) => id);
    for (const { opens, met, cadenceByLevel, kind } of profile.rules) {
      expect(opens.length * met.length, kind).toBeGreaterThan(0);
      for (const trigger of opens) if (trigger.on === 'met') expect(kinds).toContain(trigger.kind);
      for (const level of Object.keys(cadenceByLevel)) expect(levels).toContain(level);
      for (const way of met)
        for (const level of Object.keys(way.modesByLevel ?? {})) expect(levels).toContain(level);
    }
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  test('holds no emergency', () => {
    const emergencies = profile.rules.filter(({ kind }) => kind.startsWith('emergency.'));
    expect(emergencies.length).toBeGreaterThanOrEqual(2);
    expect(emergencies.filter(({ holdable }) => holdable)).toEqual([]);
    expect(() => ruleOf(profile, 'tea')).toThrow('has no rule tea');
  });
});

describe('the county policy', () => {
  const told = (cadence: Cadence) =>
    'interval' in cadence
      ? `${cadence.interval.count} ${cadence.interval.unit}`
      : 'window' in cadence
        ? cadence.window
        : cadence.fact;

  test.each([
    ['assignment', '1 business-days', '1 business-days'],
    ['emergency.contact-ciu', '30 minutes', '30 minutes'],
    ['emergency.contact-client', '30 minutes', '30 minutes'],
    ['contact.first', '24 hours', '24 hours'],
    ['sccp.preliminary', '7 days', '7 days'],
    ['rst.formation', '14 days', '14 days'],
    ['sccp.full', '30 days', '30 days'],
    ['sccp.review', '30 days', '30 days'],
    ['acuity.assessment', '30 days', '30 days'],
    ['contact.routine', '7 days', '14 days'],
    ['rst.meeting', '1 months', '30 days'],
  ])('%s: %s in recovery support, %s in case management', (kind, rsc, cm) => {
    const rule = ruleOf(countyProfile, kind);
    expect(['rsc-i', 'rsc-f', 'cm'].map((level) => told(cadenceFor(rule, level)))).toEqual([rsc, rsc, cm]);
  });

  test('caseloads, acuity, holds and the hours of the day', () => {
    expect(countyProfile.levels.map(({ id, caseload }) => [id, caseload.value])).toEqual([
      ['rsc-i', 20],
      ['rsc-f', 15],
      ['cm', 30],
    ]);
    expect(countyProfile.acuity.value).toMatchObject({ lowest: 0, caseManagementUpTo: 38 });
    expect([countyProfile.holdAtMostDays.value, countyProfile.reopenWithinDays.value]).toEqual([30, 30]);
    expect([countyProfile.businessDayEnds.value, countyProfile.mailAt.value]).toEqual([17 * 60, 8 * 60]);
  });
});
