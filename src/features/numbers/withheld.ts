import type { Sourced } from '../../engine/policy/profile.ts';
import type { Figure, Group } from './tally.ts';

/**
 * What fewer people than that have answered is shown to nobody who may not read the answers themselves. A safeguard of the
 * system for every agency alike: there is no policy by which an answer may be told from its number.
 */
export const fewestAnswering: Sourced<number> = {
  value: 5,
  source: 'Agency default: an answer must not be told from its number',
  basis: 'agency',
};

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
