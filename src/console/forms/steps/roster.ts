import type { TeamView } from '../../server/replies.ts';
import type { Known } from './fields.ts';

export const teamPath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) =>
  `/enrollments/${enrollmentId}/team`;

export const rosterOf = (known: Pick<Known, 'enrollmentId' | 'reply'>) =>
  (known.reply(teamPath(known)) as TeamView | undefined)?.roster?.content;

/** All who are on it, those of systems first. */
export function membersOf(known: Pick<Known, 'enrollmentId' | 'reply'>) {
  const roster = rosterOf(known);
  return [...(roster?.formal ?? []), ...(roster?.informal ?? [])];
}
