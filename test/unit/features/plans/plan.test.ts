import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../../src/kit/content-hash.ts';
import type { CurrentDocument } from '../../../../src/engine/documents/document.ts';
import { type PlanAct, planKind } from '../../../../src/features/plans/plan.document.ts';
import type { Plan, PlanSections, PlanVersion } from '../../../../src/features/plans/plan.ts';
import { everybodySigns, release, wholeSections } from '../../../support/plans.ts';

const now = Date.parse('2037-03-04T15:00:00Z');
const today = '2037-03-04';
const by = { staffId: 'theo', role: 'coordinator' as const, agencyId: 'a' };
const context = { by, at: now, now, hashOf: contentHash };

function standing(content: Plan, state = 'draft'): CurrentDocument<Plan> {
  return { revision: 1, state, content, createdBy: by, createdAt: now };
}

/** What the acts make of a plan, one after the other; the last one's answer. */
function play(...acts: PlanAct[]) {
  let current: CurrentDocument<Plan> | null = null;
  let judged = planKind.decide(current, acts[0] as PlanAct, context);
  for (const act of acts.slice(1)) {
    if (!judged.ok) throw new Error(`refused too early: ${judged.refusal.code}`);
    current = standing(judged.content, judged.state);
    judged = planKind.decide(current, act, context);
  }
  return judged;
}

const begin = (version: PlanVersion, sections: Partial<PlanSections> = wholeSections()): PlanAct => ({
  ...{ type: 'begin', version, reason: null, from: null, sections, signatures: [] },
});
const sign: PlanAct = { type: 'sign', signatures: everybodySigns };
const complete: PlanAct = { type: 'complete', today };
const changed = (change: (sections: PlanSections) => void): PlanSections => {
  const sections = wholeSections();
  change(sections);
  return sections;
};
/** The refusal of completing such a plan: its code, and the fields it points at. */
function gaps(version: PlanVersion, change: (sections: PlanSections) => void) {
  const judged = play(begin(version, changed(change)), sign, complete);
  return judged.ok ? 'complete' : [judged.refusal.code, judged.refusal.fields?.map(({ field }) => field)];
}
const transition = (change: (sections: PlanSections) => void = () => undefined) =>
  changed((sections) => {
    sections.transition = release;
    for (const service of sections.services)
      service.firstAppointment = { on: '2037-05-02', place: 'Vliet Street' };
    change(sections);
  });
const first = <T>(list: T[]): T => {
  if (list[0] === undefined) throw new Error('an empty list');
  return list[0];
};

describe('a complete plan', () => {
  it('[PL-1] of the most immediate needs is a preliminary one', () => {
    const lean = (sections: PlanSections) => {
      sections.funding = [];
      sections.responsibilities = [];
    };
    expect(gaps('preliminary', lean)).toBe('complete');
    expect(
      gaps('preliminary', (sections) => {
        for (const need of sections.needs) need.immediate = false;
      }),
    ).toEqual(['plan-incomplete', ['sections.needs']]);
  });

  it('[PL-2] of all needs, with responsibilities and the team, is a full one', () => {
    expect(gaps('full', () => undefined)).toBe('complete');
    expect(gaps('full', (sections) => (sections.responsibilities = []))).toEqual([
      'plan-incomplete',
      ['sections.responsibilities'],
    ]);
    const alone: PlanAct = { type: 'sign', signatures: everybodySigns.slice(0, 2) };
    const judged = play(begin('full'), alone, complete);
    expect(judged).toMatchObject({
      refusal: { fields: [{ field: 'signatures', detail: 'the signature of the team member' }] },
    });
  });

  it('[PL-3] a plan without a Safety/Crisis Plan is refused by name', () => {
    for (const version of ['preliminary', 'full'] as const)
      expect(gaps(version, (sections) => (sections.safetyPlan = null))).toEqual([
        'safety-plan-missing',
        ['sections.safetyPlan'],
      ]);
  });

  it('[PL-3] the Safety/Crisis Plan uses strengths of the plan and natural supports', () => {
    const safety = (change: (plan: NonNullable<PlanSections['safetyPlan']>) => void) =>
      gaps('preliminary', ({ safetyPlan }) => safetyPlan && change(safetyPlan));
    expect(safety((plan) => (plan.strengths = ['unknown']))).toEqual([
      'plan-incomplete',
      ['sections.safetyPlan.strengths'],
    ]);
    expect(safety((plan) => (plan.naturalSupports = []))).toEqual([
      'plan-incomplete',
      ['sections.safetyPlan.naturalSupports'],
    ]);
  });

  it('[PL-5] the county pays only after what is free and other payers were looked at', () => {
    const county = (more: PlanSections['funding']) =>
      gaps('full', (sections) => {
        const base = { service: 'v1', source: 'CARS' };
        sections.funding = [{ id: 'f9', tier: 'county', outcome: 'asked', ...base }, ...more];
      });
    const not = (id: string, tier: 'low-cost' | 'other-payer', reason?: string) => {
      const base = { service: 'v1', source: 'x', outcome: 'not-available' as const };
      return reason === undefined ? { id, tier, ...base } : { id, tier, reason, ...base };
    };
    const at = 'sections.services.0';
    expect(county([])).toEqual(['plan-incomplete', [at, at]]);
    expect(county([not('a', 'low-cost', 'Full.')])).toEqual(['plan-incomplete', [at]]);
    expect(county([not('a', 'low-cost', 'Full.'), not('b', 'other-payer')])).toEqual([
      'plan-incomplete',
      [at],
    ]);
    expect(county([not('a', 'low-cost', 'Full.'), not('b', 'other-payer', 'Not eligible.')])).toBe(
      'complete',
    );
    expect(gaps('full', (sections) => (sections.funding = []))).toEqual(['plan-incomplete', [at]]);
  });

  it("[PL-6] each service shows the options offered, the client's choice among them, and why", () => {
    const service = (change: (service: PlanSections['services'][number]) => void) =>
      gaps('full', ({ services }) => change(first(services)));
    const at = (part: string) => ['plan-incomplete', [`sections.services.0.${part}`]];
    expect(service((one) => (one.options = one.options.slice(1)))).toEqual(at('options'));
    expect(
      service((one) => {
        one.options = one.options.slice(1);
        one.onlyOption = 'The only one with an opening.';
      }),
    ).toBe('complete');
    expect(service((one) => delete one.choice)).toEqual(at('choice'));
    expect(service((one) => (one.choice = { provider: 'Elsewhere', reasons: 'x' }))).toEqual(
      at('choice.provider'),
    );
  });

  it('[PL-7] an open goal has strategies, a target date and a review date that lie ahead', () => {
    const goal = (change: (goal: PlanSections['goals'][number]) => void) =>
      gaps('full', ({ goals }) => change(first(goals)));
    const at = (part: string) => ['plan-incomplete', [`sections.goals.0.${part}`]];
    expect(goal((one) => (one.strategies = []))).toEqual(at('strategies'));
    expect(goal((one) => (one.targetOn = '2037-03-03'))).toEqual(at('targetOn'));
    expect(goal((one) => (one.reviewOn = '2037-03-03'))).toEqual(at('reviewOn'));
    expect(goal((one) => (one.reviewOn = today))).toBe('complete');
    expect(
      goal((one) => {
        one.reviewOn = '2037-03-03';
        one.state = 'reached';
      }),
    ).toBe('complete');
  });

  it('[PL-9] of somebody who is to be released has a provider and a first appointment for each service', () => {
    const ready = (change?: (sections: PlanSections) => void) => {
      const judged = play(begin('transition', transition(change)), sign, complete);
      return judged.ok ? 'complete' : judged.refusal.fields?.map(({ field }) => field);
    };
    expect(ready()).toBe('complete');
    expect(ready((sections) => (sections.transition = null))).toEqual(['sections.transition']);
    expect(ready(({ services }) => delete first(services).firstAppointment)).toEqual([
      'sections.services.0.firstAppointment',
    ]);
    expect(
      ready((sections) => {
        sections.transition = {
          ...release,
          meetings: [{ on: today, attended: false, decisions: 'Missed.' }],
        };
      }),
    ).toEqual(['sections.transition.meetings']);
  });

  it('never changes again', () => {
    for (const act of [begin('full'), { type: 'edit', sections: {} }, sign] satisfies PlanAct[]) {
      const judged = play(begin('full'), sign, complete, act);
      expect(judged.ok).toBe(false);
    }
    expect(play(begin('full'), { type: 'discard', reason: 'x' }, sign)).toMatchObject({
      refusal: { code: 'plan-frozen' },
    });
  });
});

describe('signatures', () => {
  it('fall when the words change, and only then', () => {
    const other = changed(({ goals }) => (first(goals).text = 'I want a window, too.'));
    const kept = play(begin('full'), sign, { type: 'edit', sections: wholeSections() });
    expect(kept).toMatchObject({ content: { signatures: { length: 4 } } });
    const dropped = play(begin('full'), sign, { type: 'edit', sections: other });
    expect(dropped).toMatchObject({ content: { signatures: [] } });
    expect(play(begin('full'), sign, { type: 'edit', sections: other }, complete).ok).toBe(false);
  });

  it('of a client who declines say so, and somebody signs once', () => {
    const declined = {
      role: 'client' as const,
      name: 'Ottilie',
      on: today,
      declined: 'Wants to sleep on it.',
    };
    const judged = play(begin('full'), sign, { type: 'sign', signatures: [declined] }, complete);
    expect(judged).toMatchObject({ ok: true, content: { signatures: { length: 4 } } });
    if (judged.ok) expect(judged.content.signatures.at(-1)).toMatchObject(declined);
  });
});

describe('a new version', () => {
  const from = { plan: 'p1', hash: 'h', sections: wholeSections() };
  const amended = (reason: string | null, sections: Partial<PlanSections>): PlanAct[] => [
    { type: 'begin', version: 'amended', reason, from, sections, signatures: [] },
    sign,
    complete,
  ];
  const later = () => changed(({ goals }) => (first(goals).reviewOn = '2037-05-01'));

  it('[PL-8] is justified in writing, with target and review dates updated', () => {
    const fields = (judged: ReturnType<typeof play>) =>
      judged.ok ? 'complete' : judged.refusal.fields?.map(({ field }) => field);
    expect(fields(play(...amended('He lost the room.', later())))).toBe('complete');
    expect(fields(play(...amended(null, later())))).toEqual(['reason']);
    expect(fields(play(...amended('He lost the room.', {})))).toEqual(['sections.goals']);
  });

  it('[PL-10] of the year goes on from the one before, as a copy without its signatures', () => {
    const begun = play({
      type: 'begin',
      version: 'annual',
      reason: 'A year has passed.',
      from,
      sections: {},
      signatures: [],
    });
    expect(begun).toMatchObject({
      content: {
        ...{ version: 'annual', sections: wholeSections(), signatures: [] },
        from: { plan: 'p1', dates: { g1: { targetOn: '2037-06-01', reviewOn: '2037-04-01' } } },
      },
    });
    expect(play(begin('annual'))).toMatchObject({ refusal: { code: 'plan-without-base' } });
  });

  it('knows its items by their ids, so none stands twice', () => {
    const twice = changed(({ needs }) => (first(needs).id = 'n2'));
    expect(play(begin('full', twice))).toMatchObject({
      refusal: { code: 'plan-item-repeated', fields: [{ field: 'sections.needs.1.id' }] },
    });
  });
});
