import type { InstrumentId, InstrumentPoint } from '../../../engine/record/steps/outcomes.ts';

/**
 * An outcome instrument: plain JSON, named by the hash of its content. A version that has been used is never edited; a
 * change is a new version beside it.
 */
export type Instrument = {
  id: InstrumentId;
  version: number;
  title: string;
  /** Where the form comes from; `ours`: the real wording is not public to us, so the items are a stand-in. */
  source: string;
  ours: boolean;
  /** When it is filled in. */
  points: InstrumentPoint[];
  items: InstrumentItem[];
};

export type InstrumentItem = { id: string; question: string } & (
  | { answer: 'choice'; options: string[] }
  | { answer: 'number'; lowest: number; highest: number }
  | { answer: 'yes-no' }
  | { answer: 'words' }
);

/** By the item's id; null where the client declined to answer. Protected. */
export type Answers = Record<string, string | number | boolean | null>;

const mostWords = 2_000;

/** What is wrong with the answers, item by item: one missing, none of its options, none of the instrument. */
export function wrongAnswers(instrument: Instrument, answers: Answers): { item: string; detail: string }[] {
  const wrong = instrument.items.flatMap((item) => {
    if (!Object.hasOwn(answers, item.id))
      return [{ item: item.id, detail: 'is missing; null where the client declined to answer' }];
    const answer = answers[item.id];
    const detail = answer === null || answer === undefined ? null : misfit(item, answer);
    return detail === null ? [] : [{ item: item.id, detail }];
  });
  const known = new Set(instrument.items.map(({ id }) => id));
  const strange = Object.keys(answers).filter((id) => !known.has(id));
  return [...wrong, ...strange.map((item) => ({ item, detail: 'is no item of this instrument' }))];
}

function misfit(item: InstrumentItem, answer: string | number | boolean): string | null {
  switch (item.answer) {
    case 'choice':
      return item.options.some((option) => option === answer)
        ? null
        : `must be one of: ${item.options.join(', ')}`;
    case 'number': {
      const fits =
        Number.isInteger(answer) && Number(answer) >= item.lowest && Number(answer) <= item.highest;
      return fits ? null : `must be a whole number from ${item.lowest} to ${item.highest}`;
    }
    case 'yes-no':
      return typeof answer === 'boolean' ? null : 'must be true or false';
    case 'words':
      return typeof answer === 'string' && answer.length <= mostWords ? null : 'must be text';
  }
}
