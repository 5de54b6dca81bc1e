import { describe, expect, it } from 'vitest';
import pages from '../../../../src/console/language/es/pages.json' with { type: 'json' };
import type { Paper } from '../../../../src/engine/documents/paper.ts';
import { accountingPaper } from '../../../../src/features/papers/accounting.ts';
import { carePlanPaper } from '../../../../src/features/papers/care-plan.ts';
import { releasePaper } from '../../../../src/features/papers/release-form.ts';
import { safetyPlanPaper } from '../../../../src/features/papers/safety-plan.ts';
import { spanish } from '../../../../src/features/papers/spanish.ts';
import { transitionPaper } from '../../../../src/features/papers/transition-plan.ts';
import { english, type PaperTexts } from '../../../../src/features/papers/words.ts';
import type { Plan } from '../../../../src/features/plans/plan.ts';
import { release, wholeSections } from '../../../support/plans.ts';

const own = [
  'frame',
  'about',
  'plan',
  'safety',
  'transition',
  'release',
  'disclosure',
  'accounting',
] as const;

/** Every word of it, by where it stands. */
function wordsIn(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => wordsIn(one, `${at}.${name}`));
}

describe('papers in Spanish', () => {
  it('say in Spanish whatever papers say in English', () => {
    const same = own.flatMap((part) => {
      const there = new Map(wordsIn(english[part], part));
      return wordsIn(spanish[part], part).filter(([at, word]) => there.get(at) === word);
    });
    // A line to write on; and "No" is a word of both.
    expect(same.map(([at]) => at)).toEqual(['release.blank']);
    for (const part of own)
      expect(
        wordsIn(spanish[part], part)
          .map(([at]) => at)
          .toSorted(),
      ).toEqual(
        wordsIn(english[part], part)
          .map(([at]) => at)
          .toSorted(),
      );
  });

  it('call what the record holds as a word of a list as the console does', () => {
    const words: Record<string, Record<string, string>> = {
      domain: spanish.plan.domains,
      goal: spanish.plan.goalStates,
      'plan.strategy': spanish.plan.strategyStates,
      'plan.tier': spanish.plan.tiers,
      funding: spanish.plan.fundingOutcomes,
      signs: spanish.plan.signers,
      'option.purpose': spanish.disclosure.purposes,
      'option.authority': spanish.release.authorities,
      'disclosed.role': spanish.disclosure.roles,
      'disclosed.way': spanish.disclosure.ways,
    };
    const there: Record<string, string> = pages;
    const differ = Object.entries(words).flatMap(([prefix, all]) =>
      Object.entries(all).flatMap(([code, word]) => {
        const console = there[`${prefix}.${code}`];
        return console?.toLowerCase() === word.toLowerCase()
          ? []
          : [`${prefix}.${code}: ${word} / ${console}`];
      }),
    );
    expect(differ).toEqual([]);
  });

  it('write a month in letters, since its number is read as a day', () => {
    expect(spanish.day('2037-03-02')).toBe('2 de marzo de 2037');
    expect(spanish.day('2037-12-31 09:00')).toBe('31 de diciembre de 2037 09:00');
  });

  it('leave what people wrote as they wrote it, and nothing else of the English paper', () => {
    const sections = { ...wholeSections(), transition: release };
    const plan: Plan = {
      ...{ version: 'transition', reason: 'Moves.', from: null, signatures: [], sections },
    };
    const client = { name: 'Łukasz José', reference: 'C-1', birthDate: '1990-04-09', coordinator: 'Theo' };
    const source = {
      ...{ plan, client, state: 'draft', revision: 3, hash: 'ab'.repeat(32), writtenOn: '2037-03-02' },
      members: new Map<string, string>(),
    };
    const line = { at: '2037', by: 'Theo', to: 'Ana', what: 'x', things: ['Theo'], purpose: 'y', why: 'z' };
    const papers = (texts: PaperTexts): (Paper | null)[] => [
      carePlanPaper(texts, source),
      safetyPlanPaper(texts, source, { review: { on: '2037-03-02', said: 'Still so.' }, card: true }),
      transitionPaper(texts, source, [{ task: 'transition-plan', by: '2037-03-02', done: true }]),
      releasePaper(texts, client, null),
      accountingPaper(texts, { client, lines: [line] }),
    ];
    const saidIn = (texts: PaperTexts) =>
      new Set(
        papers(texts)
          .flatMap((paper) => wordsIn(paper))
          .map(([, word]) => word),
      );
    // What a person wrote, a number, a name; and the form in which it is drawn.
    const known = new Set([
      ...wordsIn([plan, client, line]).map(([, word]) => word),
      ...[
        'letter',
        'card',
        'fields',
        'table',
        'text',
        'list',
        'item',
        'signatures',
        'Still so.',
        'No',
        '2037: Ana',
      ],
    ]);
    const inSpanish = new Set([...saidIn(spanish)].flatMap((word) => word.split('\n')));
    const left = [...saidIn(english)]
      .flatMap((word) => word.split('\n'))
      .filter((word) => inSpanish.has(word) && !known.has(word) && /[a-z]{3}/i.test(word));
    expect(left.filter((word) => !/^[ab]{16}$/.test(word))).toEqual([]);
    for (const text of ['I want a door I can lock.', 'Still so.', 'Łukasz José'])
      expect(
        [...inSpanish].some((word) => word.includes(text)),
        text,
      ).toBe(true);
  });
});
