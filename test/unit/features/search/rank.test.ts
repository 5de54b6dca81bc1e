import { describe, expect, it } from 'vitest';
import { askedTokens, questionOf } from '../../../../src/features/search/question.ts';
import { rank } from '../../../../src/features/search/rank.ts';
import { type Searchable, token, tokensOf } from '../../../../src/features/search/tokens.ts';

const named = (given: string, family: string): Searchable => ({
  ...{ names: [{ given, family }], birthDates: [], references: [], own: [], phones: [] },
});

/** Who is shown for what was typed, the first first; by their ids the others would stand before whom it is about. */
function order(typed: string, ...people: [given: string, family: string][]): string[] {
  const candidates = people.map(([given, family], place) => ({
    ...named(given, family),
    id: String(people.length - place),
  }));
  return rank(questionOf(typed), candidates).map(({ candidate: { names } }) =>
    names.map(({ given, family }) => `${given} ${family}`).join(),
  );
}

describe('of many who fit what was typed', () => {
  it('comes first whose every word answers for one that was typed', () => {
    expect(order('Hassan Hassan', ['Hassan', 'Hassan'], ['Hassan', 'Aden'])[0]).toBe('Hassan Hassan');
    expect(order('García García', ['Inés', 'García García'], ['Inés', 'García Ruiz'])[0]).toBe(
      'Inés García García',
    );
  });

  it('comes first who has no more names than were typed, and who is likest letter by letter', () => {
    expect(order('José García', ['José', 'García'], ['José', 'García Ruiz'])[0]).toBe('José García');
    expect(order('Marta Lopez', ['Martha', 'López'], ['Maretha', 'López'])[0]).toBe('Martha López');
  });

  it.each([
    ['a letter left out of a name of four', 'Yeng Vag', ['Yeng', 'Vang']],
    ['two slips in a short name beside one that is right', 'Xee Vaagn', ['Xee', 'Vang']],
    ['a slip in each of two short names', 'Zoua Tao', ['Zoua', 'Thao']],
  ] as const)('is found by %s', (_, typed, [given, family]) => {
    const shown = order(typed, [given, family], [given, 'Lopez'], ['Peter', family]);
    expect(shown[0]).toBe(`${given} ${family}`);
  });

  it('nobody is, by two slips in a short name alone, or by another name of three letters', () => {
    expect(order('Vaagn', ['Xee', 'Vang'])).toEqual([]);
    expect(order('Lor', ['Xee', 'Lee'])).toEqual([]);
  });
});

it('whoever has a name that says a word twice is asked for among the hundreds who say it once', () => {
  const asked = askedTokens(questionOf('Hassan Hassan')).map((one) => one.token);
  expect(asked).toContain(token.twice('hassan'));
  expect(tokensOf(named('Hassan', 'Hassan'))).toContain(token.twice('hassan'));
  expect(tokensOf(named('Hassan', 'Aden'))).not.toContain(token.twice('hassan'));
});
