import { planSections } from './plan-parts.ts';
import { householdParts, rosterParts, systemsPart } from './team-parts.ts';
import { type Around, type Item, itemOf, linesIn, listOf, type Part, textOf } from './parts.ts';
import type { Section } from './plan-parts.ts';

/** How the parts of a document are written, by what their messages begin with. */
const documents: Readonly<Record<string, Readonly<Record<string, Section>>>> = {
  'plan.part': planSections,
  'roster.part': rosterParts,
  'household.part': householdParts,
};

type Speaking = {
  say: (id: string, values?: Record<string, string | number>) => string;
  date: (local: string) => string;
  /** What the part's items name things of. */
  whole: Readonly<Record<string, unknown>>;
};

/** What stands in a part of a document, line by line, as people call it; null: it is words alone. */
export function toldIn(
  words: string,
  name: string,
  value: unknown,
  { say, date, whole }: Speaking,
): Told[] | null {
  const section = documents[words]?.[name];
  if (words === 'roster.part' && name === 'systems')
    return listOf(value).map((one) => ({ label: '', text: say(`${systemsPart.words}.${String(one)}`) }));
  if (!section) return null;
  const around: Around = { whole, today: '', members: [] };
  const lines = (one: unknown) => toldOf(section.parts, itemOf(one), { say, date, around });
  if (!section.list) return lines(value);
  return listOf(value).flatMap((one, n) => [
    { label: say(section.item, { n: n + 1 }), text: '' },
    ...lines(one),
  ]);
}

export type Told = { label: string; text: string };
type Say = (id: string) => string;
type Saying = { say: Say; date: (local: string) => string; around: Around };

/** What stands in an item, as people call it: no id and no code. */
export function toldOf(parts: readonly Part[], item: Item, speaking: Saying): Told[] {
  return parts.flatMap((part): Told[] => {
    const label = speaking.say(part.label);
    const inner =
      part.kind === 'rows'
        ? listOf(item[part.name]).map((row) => rowTold(part.parts, itemOf(row), speaking))
        : part.kind === 'group'
          ? [
              rowTold(part.parts, itemOf(item[part.name]), {
                ...speaking,
                around: { ...speaking.around, outer: item },
              }),
            ]
          : valuesTold(part, item, speaking);
    return inner.filter((text) => text !== '').map((text) => ({ label, text }));
  });
}

const rowTold = (parts: readonly Part[], row: Item, speaking: Saying): string =>
  toldOf(parts, row, speaking)
    .map(({ text }) => text)
    .join(' · ');

function valuesTold(part: Part, item: Item, { say, date, around }: Saying): string[] {
  const value = item[part.name];
  const text = textOf(value);
  switch (part.kind) {
    case 'line':
    case 'prose':
      return [text];
    case 'date':
      return [text === '' ? '' : date(text)];
    case 'tick':
      return value === true ? [say('option.yesNo.yes')] : [];
    case 'one':
      return [text === '' ? '' : say(`${part.words}.${text}`)];
    case 'many':
      return listOf(value).map((one) => say(`${part.words}.${String(one)}`));
    case 'lines':
      return linesIn(part.key, value);
    case 'pick':
    case 'picks': {
      const chosen = Array.isArray(value) ? value : [value];
      return part.of(around, item).flatMap((one) => (chosen.includes(one.value) ? [one.label] : []));
    }
    default:
      return [];
  }
}
