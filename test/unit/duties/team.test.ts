import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CannotAct } from '../../../src/features/staff/can-act.ts';
import { contentHash } from '../../../src/kit/content-hash.ts';
import {
  gapsOf,
  notReady,
  type Roster,
  rosterKind,
  supportSystems,
} from '../../../src/features/team/roster.document.ts';

const ready = { involved: true, willing: true, understandsRole: true };
const formal = (id: string, system: Roster['systems'][number], more: object = {}) => ({
  ...{ id, name: 'Gwen', reach: '1', organization: 'County', system, ...ready },
  ...more,
});
const informal = (id: string, more: object = {}) => ({
  ...{ id, name: 'Rosa', reach: '2', relation: 'sister', ...ready },
  ...more,
});

describe('the Recovery Support Team', () => {
  it('[RT-1] a system the client is involved in without a member shows as a gap, and so do missing informal supports', () => {
    const roster: Roster = {
      systems: ['criminal-justice', 'w-2'],
      formal: [formal('a', 'w-2')],
      informal: [],
    };
    expect(gapsOf(roster)).toEqual([
      { type: 'system-without-member', system: 'criminal-justice' },
      { type: 'no-informal-support' },
    ]);
    const whole = { ...roster, formal: [...roster.formal, formal('b', 'criminal-justice')] };
    expect(gapsOf({ ...whole, informal: [informal('c')] })).toEqual([]);
  });

  it('[RT-1] has a gap for each system nobody speaks for, whatever the roster', () => {
    const some = fc.uniqueArray(fc.constantFrom(...supportSystems));
    fc.assert(
      fc.property(some, some, (systems, spokenFor) => {
        const members = spokenFor.map((system, i) => formal(String(i), system));
        const gaps = gapsOf({ systems, formal: members, informal: [informal('x')] });
        expect(gaps.map((gap) => 'system' in gap && gap.system)).toEqual(
          systems.filter((system) => !spokenFor.includes(system)),
        );
      }),
    );
  });

  it('[RT-3] a member who is not involved, not willing, or does not understand the role is not ready', () => {
    const roster: Roster = {
      systems: [],
      formal: [formal('a', 'w-2', { involved: false }), formal('b', 'w-2')],
      informal: [informal('c', { willing: false }), informal('d', { understandsRole: false }), informal('e')],
    };
    expect(notReady(roster)).toEqual(['a', 'c', 'd']);
  });

  it('[RT-1] knows each member by an id of their own', () => {
    const now = 0;
    const by = { staffId: 's', role: 'coordinator' as const, agencyId: 'a' };
    const content = { systems: [], formal: [formal('a', 'w-2')], informal: [informal('a')] };
    const judged = rosterKind.decide(
      null,
      { type: 'change', content, cannot: {} },
      { by, at: now, now, hashOf: contentHash },
    );
    expect(judged).toMatchObject({ refusal: { code: 'roster-member-repeated' } });
  });

  it('[RT-1] takes on nobody of the agency who cannot act now; who is on it stays while they are away', () => {
    const by = { staffId: 's', role: 'coordinator' as const, agencyId: 'a' };
    const content = { systems: [], formal: [formal('a', 'w-2', { staffId: 'theo' })], informal: [] };
    const judged = (before: Roster | null, why: CannotAct) =>
      rosterKind.decide(
        before && { revision: 1, state: 'current', content: before, createdBy: by, createdAt: 0 },
        { type: 'change', content, cannot: { theo: why } },
        { by, at: 0, now: 0, hashOf: contentHash },
      );
    const on = { ...content, informal: [informal('b')] };
    expect(judged(null, 'away')).toMatchObject({ refusal: { code: 'coordinator-absent' } });
    expect(judged(on, 'away')).toMatchObject({ ok: true });
    expect(judged(on, 'gone')).toMatchObject({
      refusal: { code: 'unknown-staff', fields: [{ field: 'formal.0.staffId' }] },
    });
  });
});
