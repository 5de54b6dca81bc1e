import { afterEach, describe, expect, it } from 'vitest';
import enFirst from '../../../src/console/language/en.json' with { type: 'json' };
import enPages from '../../../src/console/language/en/pages.json' with { type: 'json' };
import esFirst from '../../../src/console/language/es.json' with { type: 'json' };
import esPages from '../../../src/console/language/es/pages.json' with { type: 'json' };
import { reworded } from '../../../src/console/language/reworded.ts';
import { saidText, speakIn } from '../../../src/console/language/server-words.ts';
import { allServerWords } from '../../../src/console/language/spanish-after.ts';
import type { Part } from '../../../src/console/forms/written/parts.ts';
import { planSections, signatureParts } from '../../../src/console/forms/written/plan-parts.ts';
import { householdParts, rosterParts, systemsPart } from '../../../src/console/forms/written/team-parts.ts';
import { agencyAcuityIndex } from '../../../src/features/acuity/instruments/agency-default.ts';
import { instruments } from '../../../src/features/outcomes/instruments/index.ts';
import { missingFrom } from '../../../src/features/plans/missing.ts';
import { emptySections, type Plan, planVersions } from '../../../src/features/plans/plan.ts';
import { release, wholeSections } from '../../support/plans.ts';

const languages: Record<string, Record<string, string>> = {
  en: { ...enFirst, ...enPages },
  es: { ...esFirst, ...esPages },
};
const without = (ids: readonly string[]) =>
  Object.entries(languages).flatMap(([name, words]) =>
    ids.filter((id) => !(id in words)).map((id) => `${name} ${id}`),
  );

afterEach(() => void speakIn(null));

describe('what a form of the client’s pages shows', () => {
  it('has a word for each answer of each instrument, in both languages', () => {
    const options = instruments.flatMap(({ items }) =>
      items.flatMap((item) => (item.answer === 'choice' ? item.options : [])),
    );
    expect(new Set(options).size).toBeGreaterThan(15);
    expect(without(options.map((option) => `instrument.option.${option}`))).toEqual([]);
  });

  it('asks each question of the instruments and of the Acuity Index in Spanish', () => {
    speakIn(allServerWords);
    const textsIn = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).flatMap(([name, one]) =>
        ['question', 'asks', 'means', 'title', 'items', 'domains', 'scale'].includes(name) ||
        /^\d+$/.test(name)
          ? textsIn(one)
          : [],
      );
    };
    // As they are answered: an instrument is named so.
    const forms = [
      ...instruments.map(({ id, ...one }) => ({ ...one, instrument: id })),
      agencyAcuityIndex.domains,
      agencyAcuityIndex.scale,
    ];
    const english = new Set(forms.flatMap(textsIn));
    expect(english.size).toBeGreaterThan(50);
    expect(textsIn(reworded(forms)).filter((text) => english.has(text))).toEqual([]);
  });

  it('has words for each field of what is written, and for each of its options', () => {
    const asked = (parts: readonly Part[]): string[] =>
      parts.flatMap((part) => [
        part.label,
        ...('options' in part ? part.options.map((option) => `${part.words}.${option}`) : []),
        ...(part.kind === 'rows' ? [part.row, part.add] : []),
        ...('parts' in part ? asked(part.parts) : []),
      ]);
    const sections = Object.entries({ ...planSections, ...rosterParts, ...householdParts });
    const ids = [
      ...sections.flatMap(([, { item, parts }]) => [item, ...asked(parts)]),
      ...asked([...signatureParts, systemsPart]),
      ...Object.entries(planSections).flatMap(([name, { list }]) => (list ? [`plan.add.${name}`] : [])),
      ...Object.keys(planSections).map((name) => `plan.part.${name}`),
    ];
    expect(ids.length).toBeGreaterThan(150);
    expect(without(ids)).toEqual([]);
  });

  it('says what a plan lacks in Spanish, whatever it lacks', () => {
    speakIn(allServerWords);
    const gaps = new Set(
      lacking()
        .flatMap((plan) => missingFrom(plan, '2037-07-01', () => 'h'))
        .map(({ detail }) => detail),
    );
    expect(gaps.size).toBeGreaterThan(20);
    const english =
      /\b(?:the|of|what|which|is|are|other|why|cannot|county|signature|client|at|least|one|first)\b/;
    const left = [...gaps].map((gap) => saidText('details', gap)).filter((text) => english.test(text));
    expect(left).toEqual([]);
  });
});

/** Plans of each version that lack each thing that one can lack. */
function lacking(): Plan[] {
  const whole = { ...wholeSections(), transition: release };
  const [goal] = whole.goals;
  const [service] = whole.services;
  const from = {
    plan: 'p',
    hash: 'h',
    dates: { g1: { targetOn: goal?.targetOn ?? '', reviewOn: goal?.reviewOn ?? '' } },
  };
  const broken: Plan['sections'][] = [
    emptySections,
    whole,
    { ...whole, needs: whole.needs.map((one) => ({ ...one, immediate: false })) },
    { ...whole, goals: whole.goals.map((one) => ({ ...one, needs: [], strategies: [] })) },
    { ...whole, services: whole.services.map((one) => ({ ...one, goals: [], options: [] })), funding: [] },
    ...(service
      ? [{ ...whole, services: [{ ...service, choice: { provider: 'Elsewhere', reasons: 'Near.' } }] }]
      : []),
    {
      ...whole,
      funding: whole.funding.map((one) => ({
        ...one,
        tier: 'county' as const,
        service: 'v1',
        outcome: 'pays' as const,
      })),
    },
    { ...whole, funding: whole.funding.map((one) => ({ ...one, service: 'none' })) },
    {
      ...whole,
      safetyPlan: { warningSigns: [], strengths: [], naturalSupports: [], steps: [], crisisContacts: [] },
    },
    { ...whole, transition: { ...release, meetings: [] } },
  ];
  return planVersions.flatMap((version) =>
    broken.map((sections): Plan => ({ ...{ version, sections, from }, reason: null, signatures: [] })),
  );
}
