import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../../src/engine/documents/paper.ts';
import { english } from '../../../../src/features/papers/words.ts';
import { carePlanPaper } from '../../../../src/features/papers/care-plan.ts';
import type { PlanOnPaper } from '../../../../src/features/papers/plan-parts.ts';
import {
  fundingOutcomes,
  fundingTiers,
  goalStates,
  lifeDomains,
  type Plan,
  type PlanSections,
  planVersions,
  signatureRoles,
  strategyStates,
} from '../../../../src/features/plans/plan.ts';
import { safetyPlanPaper } from '../../../../src/features/papers/safety-plan.ts';
import { transitionPaper } from '../../../../src/features/papers/transition-plan.ts';
import { release, wholeSections } from '../../../support/plans.ts';
import { runs } from '../../../support/sizes.ts';

const client = { name: 'Łukasz José', reference: 'C-1', birthDate: '1990-04-09', coordinator: null };
const hash = 'ab'.repeat(32);
const sourceOf = (plan: Plan, more: Partial<PlanOnPaper> = {}): PlanOnPaper => ({
  ...{ plan, client, hash, revision: 3, state: 'complete', writtenOn: '2037-03-02' },
  ...{ members: new Map([['ana', 'Ana José']]), ...more },
});
const plan = (sections: Partial<PlanSections> = {}, more: Partial<Plan> = {}): Plan => ({
  ...{ version: 'full', reason: null, from: null, signatures: [] },
  sections: { ...wholeSections(), ...sections },
  ...more,
});
const said = (paper: Paper | null) => JSON.stringify(paper);
const times = (text: string, word: string) => text.split(word).length - 1;

// Each text is a word of its own, by which it is found again.
const text = fc.constant(null).map(() => `w${(words += 1)}w`);
let words = 0;
const date = fc.constantFrom('2037-05-01', '2038-01-31');
const member = fc.constantFrom(undefined, 'ana');
const lists = <T>(item: fc.Arbitrary<T>, least = 0) => fc.array(item, { minLength: least, maxLength: 4 });
const identified = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  lists(fc.record(shape) as fc.Arbitrary<T>).map((all) =>
    all.map((one, at) => ({ ...one, id: `i${at}`, member: undefined })),
  );
const ids = fc.subarray(['i0', 'i1']);

const sections = fc.record({
  strengths: identified({ text }),
  needs: identified({ text, domain: fc.constantFrom(...lifeDomains), immediate: fc.boolean() }),
  goals: identified({
    ...{ text, needs: ids, targetOn: date, reviewOn: date, state: fc.constantFrom(...goalStates) },
    strategies: lists(fc.record({ text, state: fc.constantFrom(...strategyStates) })),
    progress: lists(fc.record({ on: date, text })),
  }),
  services: identified({
    ...{ goals: ids, text, options: lists(fc.record({ provider: text })) },
    onlyOption: fc.option(text, { nil: undefined }),
    choice: fc.option(fc.record({ provider: text, reasons: text }), { nil: undefined }),
    firstAppointment: fc.option(fc.record({ on: date, place: text }), { nil: undefined }),
  }),
  responsibilities: identified({ who: text, what: text, by: date }),
  funding: identified({
    ...{ service: fc.constant('i0'), tier: fc.constantFrom(...fundingTiers), source: text },
    ...{ outcome: fc.constantFrom(...fundingOutcomes), reason: fc.option(text, { nil: undefined }) },
  }),
  safetyPlan: fc.option(
    fc.record({
      ...{ member, warningSigns: lists(text), strengths: ids, steps: lists(text) },
      naturalSupports: lists(fc.record({ name: text, relation: text, how: text })),
      crisisContacts: lists(fc.record({ name: text, reach: text })),
    }),
  ),
  transition: fc.option(
    fc.record({
      ...{ releaseOn: date, facility: text, paroleAgent: fc.record({ name: text, reach: text }) },
      meetings: lists(fc.record({ on: date, attended: fc.boolean(), decisions: text })),
    }),
  ),
});
const anyPlan: fc.Arbitrary<Plan> = fc.record({
  ...{
    version: fc.constantFrom(...planVersions),
    reason: fc.option(text),
    from: fc.constant(null),
    sections,
  },
  signatures: lists(
    fc.record({
      ...{ role: fc.constantFrom(...signatureRoles), name: text, on: date, hash: fc.constant(hash) },
      ...{ by: fc.constant('staff'), declined: fc.option(text, { nil: undefined }) },
    }),
  ),
});
const textsIn = (value: unknown): string[] => said(value as Paper).match(/w\d+w/g) ?? [];

describe('the plan of care on paper', () => {
  it('[PL-3] [PL-5] [PL-6] [PL-7] has each thing that was written, once', () => {
    fc.assert(
      fc.property(anyPlan, (one) => {
        const paper = said(carePlanPaper(english, sourceOf(one)));
        for (const word of textsIn(one)) expect([word, times(paper, word)]).toEqual([word, 1]);
        expect(paper).not.toContain('undefined');
        expect(paper).not.toContain('2037-05-01');
      }),
      runs(200),
    );
  });

  it('the Safety/Crisis Plan by itself has all of it, and of the rest of the plan the strengths it uses alone', () => {
    fc.assert(
      fc.property(anyPlan, fc.boolean(), (one, card) => {
        const { safetyPlan, strengths } = one.sections;
        const paper = safetyPlanPaper(english, sourceOf(one), { review: null, card });
        if (safetyPlan === null) {
          expect(paper).toBeNull();
          return;
        }
        const used = strengths.filter(({ id }) => safetyPlan.strengths.includes(id));
        expect(textsIn(paper).toSorted()).toEqual([...textsIn(safetyPlan), ...textsIn(used)].toSorted());
      }),
      runs(200),
    );
  });

  it('says whose it is, of which version, and with which words', () => {
    const { about, mark, notice } = carePlanPaper(english, sourceOf(plan()));
    expect(Object.fromEntries(about)).toEqual({
      ...{ Client: 'Łukasz José', Number: 'C-1', 'Date of birth': '04/09/1990', Coordinator: null },
      ...{ Version: 'Full plan, revision 3', 'As written on': '03/02/2037' },
      'Fingerprint of its words': 'abababababababab',
    });
    expect(mark).toBe('C-1, revision 3, abababababababab');
    expect(notice).toBeNull();
  });

  it('a draft says that it is one, and has a line for who has not signed', () => {
    const signatures = [{ role: 'guardian' as const, name: 'Rosalind', on: '2037-03-01', hash, by: 's' }];
    const draft = sourceOf(plan({}, { signatures }), { state: 'draft' });
    const paper = carePlanPaper(english, draft);
    expect(paper.notice).toBe('Draft: this plan is not complete.');
    expect(paper.sections.at(-1)?.blocks).toEqual([
      {
        type: 'signatures',
        lines: [
          { role: 'Guardian', signed: 'Rosalind, 03/01/2037' },
          // Who signs for the client has signed.
          { role: 'Coordinator', signed: null },
          { role: 'Team member', signed: null },
        ],
      },
    ]);
  });

  it('in a family names whom something concerns', () => {
    const strengths = [{ id: 's1', text: 'Draws.', member: 'ana' }];
    expect(said(carePlanPaper(english, sourceOf(plan({ strengths }))))).toContain(
      'Draws. (concerns Ana José)',
    );
  });
});

describe('the Safety/Crisis Plan', () => {
  const review = { on: '2037-03-05', said: 'It held.' };

  it('[CR-4] has what was said of it since, and on a card whom to call before all else', () => {
    const letter = safetyPlanPaper(english, sourceOf(plan()), { review, card: false });
    expect(letter?.form).toBe('letter');
    expect(letter?.sections.at(-1)).toMatchObject({ title: 'Looked at again on 03/05/2037' });
    const card = safetyPlanPaper(english, sourceOf(plan()), { review, card: true });
    expect(card?.form).toBe('card');
    expect(card?.sections[0]?.title).toBe('Crisis contacts');
    // A card is lost more easily than a letter.
    expect(said(card)).not.toContain('04/09/1990');
  });
});

describe('the transition plan', () => {
  it('[PL-9] has the release, what is to be ready by when, and each provider with the first appointment', () => {
    const known = plan({ transition: release }, { version: 'transition' });
    const countdown = [{ task: 'first-appointments' as const, by: '2037-04-24', done: false }];
    const paper = transitionPaper(english, sourceOf(known), countdown);
    expect(paper?.sections.map(({ title }) => title)).toEqual([
      ...['Release', 'To be ready before the release', 'Services', 'Signatures'],
    ]);
    expect(said(paper)).toContain('["First appointments are made","04/24/2037","No"]');
    expect(said(paper)).toContain('["Housing search","Vliet House",null]');
    expect(transitionPaper(english, sourceOf(plan()), countdown)).toBeNull();
  });
});
