import { digitsOf, isParticle, referenceKey, wordsOf } from './fold.ts';
import { type Comparison, comparison } from './likeness.ts';
import type { Question } from './question.ts';
import { runsOf, type Searchable } from './tokens.ts';

/** By what somebody was found. */
export const matches = ['name', 'reference', 'phone', 'birth-date'] as const;
export type Match = (typeof matches)[number];

/** On what occasion a client is shown to somebody who has nothing to do with them. */
export const occasions = ['search', 'referral', 'sameness'] as const;
export type Occasion = (typeof occasions)[number];

export type Ranked<Candidate> = { candidate: Candidate; score: number; matched: Match[] };

/** A particle of a name counts so much of a word. */
const particleShare = 0.2;
/** Who fits less than so much of what the best one does is somebody else. */
const leastShare = 0.7;
/** Under this a name is another one. */
const leastName = 0.5;
const points = { reference: 3, phone: 1.5, phoneEnd: 0.8, run: 0.8, birthDate: 1.5 };

/** Those who fit what was typed, the best first. The tokens have found some whom a look at the whole name rules out; `all` keeps those who fit much worse than the best. */
export function rank<Candidate extends Searchable & { id: string }>(
  question: Question,
  candidates: readonly Candidate[],
  { all = false } = {},
): Ranked<Candidate>[] {
  const compare = comparison();
  const judged = candidates
    .map((candidate) => ({ candidate, ...fitOfAll(question, candidate, compare) }))
    .filter(({ matched }) => matched.length > 0);
  const best = Math.max(0, ...judged.map(({ score }) => score));
  return judged
    .filter(({ score }) => all || score >= best * leastShare)
    .map((one) => ({ ...one, close: closest(question.words, one.candidate.names, compare) }))
    .toSorted((a, b) => b.score - a.score || b.close - a.close || compareIds(a.candidate.id, b.candidate.id))
    .map(({ close: _, ...one }) => one);
}

/**
 * Of those who fit as well, who is likest letter by letter, and has no more names than were typed, is meant first. Each word of a
 * name answers for one that was typed: `Hassan Hassan` is not every Hassan.
 */
function closest(typed: readonly string[], names: Searchable['names'], compare: Comparison): number {
  if (typed.length === 0) return 0;
  return Math.max(
    0,
    ...names.map(({ given, family }) => {
      const words = [...wordsOf(given), ...wordsOf(family)];
      const pairs = typed
        .flatMap((word, i) => words.map((other, j) => ({ i, j, near: compare.similarity(word, other) })))
        .toSorted((a, b) => b.near - a.near);
      const [answered, taken] = [new Set<number>(), new Set<number>()];
      let sum = 0;
      for (const { i, j, near } of pairs) {
        if (answered.has(i) || taken.has(j)) continue;
        answered.add(i);
        taken.add(j);
        sum += near;
      }
      return sum / Math.max(typed.length, words.length);
    }),
  );
}

function fitOfAll(
  question: Question,
  candidate: Searchable,
  compare: Comparison,
): { score: number; matched: Match[] } {
  const name = nameFit(question.words, candidate.names, compare);
  const reference = referencePoints(question, candidate);
  const phone = phonePoints(question, candidate);
  const birthDate = question.birthDates.some((date) => candidate.birthDates.includes(date))
    ? points.birthDate
    : 0;
  const matched: Match[] = [];
  if (name >= leastName) matched.push('name');
  if (reference > 0) matched.push('reference');
  if (phone > 0) matched.push('phone');
  if (birthDate > 0) matched.push('birth-date');
  return { score: name + reference + phone + birthDate, matched };
}

/** How much of what was typed fits the name it fits best, in any order. */
function nameFit(typed: readonly string[], names: Searchable['names'], compare: Comparison): number {
  if (typed.length === 0) return 0;
  return Math.max(
    0,
    ...names.map(({ given, family }) => {
      const words = [...compare.words(given), ...compare.words(family)];
      return wholeFit(typed, words, compare);
    }),
  );
}

function wholeFit(typed: readonly string[], words: readonly string[], compare: Comparison): number {
  const best = typed.map((word) => bestFit(word, words, compare));
  // Two words that were typed may be one of the name.
  for (let index = 1; index < typed.length; index += 1) {
    const joined = bestFit(`${typed[index - 1]}${typed[index]}`, words, compare);
    for (const place of [index - 1, index]) best[place] = Math.max(best[place] ?? 0, joined);
  }
  const shares = typed.map((word) => (isParticle(word) ? particleShare : 1));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return best.reduce((sum, fit, index) => sum + fit * (shares[index] ?? 1), 0) / whole;
}

function bestFit(typed: string, words: readonly string[], compare: Comparison): number {
  if (typed.length === 1) return words.some((word) => word.startsWith(typed)) ? 0.6 : 0;
  return Math.max(0, ...words.map((word) => compare.fit(typed, word)));
}

function referencePoints({ references, runs }: Question, candidate: Searchable): number {
  if (candidate.references.some((one) => references.includes(referenceKey(one)))) return points.reference;
  return candidate.references.some((one) => runsOf(one).some((run) => runs.includes(run))) ? points.run : 0;
}

function phonePoints({ phone }: Question, { phones }: Searchable): number {
  if (phone === null || !phones.some((one) => digitsOf(one).endsWith(phone))) return 0;
  return phone.length > 4 ? points.phone : points.phoneEnd;
}

/** So that the same question has the same answer. */
function compareIds(one: string, other: string): number {
  return one < other ? -1 : 1;
}
