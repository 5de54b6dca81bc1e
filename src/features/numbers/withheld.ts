import type { Figure, Group } from './tally.ts';

/**
 * The same groups without what so few clients have answered that an answer could be told from its number: for those who
 * may not read answers. `fewest` are enough.
 */
export function withoutFewAnswers(groups: readonly Group[], fewest: number): Group[] {
  return groups.map(({ key, figures }) => {
    const response = figures.find(({ number, part }) => number === 'satisfaction-response' && part === null);
    const enough = (response?.numerator ?? 0) >= fewest;
    return { key, figures: enough ? figures : figures.filter(withoutAnswers) };
  });
}

function withoutAnswers({ number }: Figure): boolean {
  return number !== 'satisfaction';
}
