import { digitsOf, isParticle, referenceKey, wordsAndJoined, wordsOf } from './fold.ts';
import { birthDatesFit, fitOf, fits } from './likeness.ts';
import type { Question } from './question.ts';
import type { Match } from './rank.ts';
import { phoneEnd, type Searchable } from './tokens.ts';

type Name = Searchable['names'][number];

/** A name is the same with a slip of the keyboard in each word, or another spelling of one that sounds the same. */
const leastOfAll = 0.84;

/** What somebody says of two who look alike. */
export const verdicts = ['same', 'different'] as const;
export type Verdict = (typeof verdicts)[number];
/** A question is open until somebody has said something. */
export const samenessStates = ['open', 'answered'] as const;

/** Of so many who look alike one asks: whoever has hundreds of a name knows the person by more than that. */
export const mostAlike = 10;

/**
 * By what two may be the same person; null: they do not look it. The same reference, however it is written; the same name, with
 * no other birth date; one name the same, with the same birth date, or with the same telephone number and no other birth date.
 */
export function alike(told: Searchable, known: Searchable): Match[] | null {
  const keys = known.own.map(referenceKey);
  const reference = told.own.some((one) => keys.includes(referenceKey(one)));
  const name = likestName(told.names, known.names);
  const birth = birthOf(told.birthDates, known.birthDates);
  const numbers = known.phones.flatMap((one) => phoneEnd(digitsOf(one)) ?? []);
  const phone = told.phones.some((one) => numbers.includes(phoneEnd(digitsOf(one)) ?? ''));
  const isPerson =
    reference ||
    (birth !== 'differs' && name === 'all') ||
    (name !== 'none' && (birth === 'same' || (phone && birth !== 'differs')));
  if (!isPerson) return null;
  return [
    ...(name === 'none' ? [] : (['name'] as const)),
    ...(reference ? (['reference'] as const) : []),
    ...(phone ? (['phone'] as const) : []),
    ...(birth === 'same' || birth === 'near' ? (['birth-date'] as const) : []),
  ];
}

/** What finds those who may be the same person as somebody. */
export function questionAbout({ names, birthDates, phones, references }: Searchable): Question {
  return {
    words: [...new Set(names.flatMap(({ given, family }) => wordsOf(`${given} ${family}`)))],
    birthDates: [...birthDates],
    phone: phones.flatMap((one) => phoneEnd(digitsOf(one)) ?? [])[0] ?? null,
    references: references.map(referenceKey),
    runs: [],
  };
}

function birthOf(told: readonly string[], known: readonly string[]): 'same' | 'near' | 'differs' | 'unknown' {
  const pairs = told.flatMap((one) => known.map((other) => birthDatesFit(one, other)));
  if (pairs.length === 0) return 'unknown';
  return (['same', 'near'] as const).find((fit) => pairs.includes(fit)) ?? 'differs';
}

function likestName(told: readonly Name[], known: readonly Name[]): 'all' | 'some' | 'none' {
  const pairs = told.flatMap((one) => known.map((other) => likeness(one, other)));
  return (['all', 'some'] as const).find((like) => pairs.includes(like)) ?? 'none';
}

/** Whoever says less of a name (one family name of two) has said nothing else. */
function likeness(one: Name, other: Name): 'all' | 'some' | 'none' {
  const [first, second] = [one, other].map(tellingWords);
  if (!first || !second) return 'none';
  const [less, more] = first.length <= second.length ? [first, other] : [second, one];
  const words = [...wordsAndJoined(more.given), ...wordsAndJoined(more.family)];
  const best = less.map((word) => Math.max(0, ...words.map((of) => fitOf(word, of))));
  const mean = best.reduce((sum, fit) => sum + fit, 0) / Math.max(1, best.length);
  const single = less.length === 1 && Math.max(first.length, second.length) > 1;
  if (!single && mean >= leastOfAll && best.every((fit) => fit >= fits.sounds)) return 'all';
  return best.some((fit) => fit >= fits.oneOff) ? 'some' : 'none';
}

function tellingWords({ given, family }: Name): string[] {
  const words = [...wordsOf(given), ...wordsOf(family)];
  const telling = words.filter((word) => !isParticle(word));
  return telling.length > 0 ? telling : words;
}
