import { forms as acuity } from '../steps/acuity.ts';
import { disclosed, tellingWords } from '../steps/disclosed-part.tsx';
import { type AnyForm, type Known, optional } from '../steps/fields.ts';
import { tellingReads } from '../steps/telling.ts';
import { forms as team } from '../steps/team.ts';
import { bodyOf, factsOf } from '../steps/values.ts';
import { isReached } from './kinds.ts';
import type { More, Step, ToldThen, Words } from './visit.ts';

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

const asks = { facts: { disclosed: disclosed() }, words: tellingWords, reads: tellingReads };
const mayBeAsked = { ...asks, facts: { disclosed: optional(disclosed()) } };

/** What is asked of a contact with somebody else who was reached; null where nothing is. The intake unit is reached in a hurry. */
export function tellingForm({ with: whom, kind }: Words): AnyForm | null {
  if (whom === 'client' || kind === null || !isReached(kind)) return null;
  return whom === 'ciu' ? mayBeAsked : asks;
}

/** What that comes to; null while it is not said. */
export function toldThen(form: AnyForm | null, { telling }: Words, known: Known | null): ToldThen | null {
  if (!form) return { facts: {}, body: {} };
  const body = known && bodyOf(form, telling, known);
  if (!body) return null;
  const said = body['disclosed'] as ToldThen['facts']['disclosed'];
  return { facts: said === undefined ? {} : { disclosed: said }, body };
}
