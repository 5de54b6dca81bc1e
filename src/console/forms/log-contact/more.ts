import { forms as acuity } from '../steps/acuity.ts';
import type { AnyForm, Known } from '../steps/fields.ts';
import { forms as team } from '../steps/team.ts';
import { bodyOf, factsOf } from '../steps/values.ts';
import type { More, Step, Words } from './visit.ts';

/** The same fields as in the forms of these steps alone; what came of it stands in the note of the visit. */
export const moreForms: Record<More, AnyForm> = {
  holdRstMeeting: { ...team.holdRstMeeting, words: { ...team.holdRstMeeting.words, summary: null } },
  scoreAcuity: acuity.scoreAcuity,
};

/** What the fields of these steps come to, in that order; of each, null while something that is asked for is missing. */
export const filledSteps = (more: readonly More[], { said }: Words, known: Known | null): (Step | null)[] =>
  more.map((type) => {
    const words = said[type] ?? {};
    const facts = known && factsOf(type, moreForms[type], words, known);
    const body = known && bodyOf(moreForms[type], words, known);
    return facts && body ? { facts, body: { type, ...body } } : null;
  });
