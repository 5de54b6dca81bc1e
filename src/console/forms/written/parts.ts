import type { Option } from '../steps/fields.ts';

/** An item, or a part of a document that is no list. */
export type Item = Readonly<Record<string, unknown>>;

/** What stands around an item while it is written. */
export type Around = {
  /** The whole document, or its sections: what items name each other by. */
  whole: Readonly<Record<string, unknown>>;
  /** Of what belongs to an item: that one. */
  outer?: Item;
  /** In the agency's calendar. */
  today: string;
  /** The family's members, where it is enrolled together. */
  members: readonly Option[];
  /** Releases of information that hold now. */
  releases?: readonly Option[];
};

type Choosing = (around: Around, item: Item) => readonly Option[];
type Kind =
  | { kind: 'line' | 'prose' }
  /** `first`: so many days from today. */
  | { kind: 'date'; first?: number }
  | { kind: 'tick' }
  | { kind: 'one'; options: readonly string[]; words: string; first?: string }
  | { kind: 'many'; options: readonly string[]; words: string }
  /** Several texts, one a line; `key`: each is an object that has its text under that name. */
  | { kind: 'lines'; key?: string }
  /** One, or several, of what is named elsewhere; where there is one alone, it is chosen. */
  | { kind: 'pick'; of: Choosing }
  | { kind: 'picks'; of: Choosing }
  /** Several of a kind within the item. `begun`: one of them stands there from the beginning. */
  | { kind: 'rows'; parts: readonly Part[]; row: string; add: string; begun?: true }
  /** What belongs together. */
  | { kind: 'group'; parts: readonly Part[] };

/** One field of what people write: how it is called and asked. */
export type Part = Kind & {
  name: string;
  label: string;
  /** Left out where nothing stands in it. */
  optional?: true;
  /** Rarely needed: folded away until something stands in it, or is missing. */
  more?: true;
  when?: (item: Item) => boolean;
};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const itemOf = (value: unknown): Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : {};

/** The texts of a `lines` part, whether they are texts or objects. */
export const linesIn = (key: string | undefined, value: unknown): string[] =>
  listOf(value).map((one) => textOf(key === undefined ? one : itemOf(one)[key]));

/** Lines that were written, put back over what stood there: of the same text all else stays. */
export function withLines(key: string | undefined, before: unknown, lines: readonly string[]): unknown[] {
  if (key === undefined) return [...lines];
  return lines.map((text) => {
    const same = listOf(before).find((one) => itemOf(one)[key] === text);
    return same ?? { [key]: text };
  });
}

/** An item as it begins. */
export function fresh(parts: readonly Part[], around: Around): Item {
  const item: Record<string, unknown> = {};
  for (const part of parts) {
    const first = firstOf(part, around, item);
    if (first !== undefined) item[part.name] = first;
  }
  return item;
}

function firstOf(part: Part, around: Around, item: Item): unknown {
  switch (part.kind) {
    case 'line':
    case 'prose':
      return part.optional ? undefined : '';
    case 'date':
      return part.first === undefined ? (part.optional ? undefined : '') : later(around.today, part.first);
    case 'tick':
      return false;
    case 'one':
      return part.first;
    case 'many':
    case 'lines':
      return [];
    case 'pick': {
      const [only, ...others] = part.of(around, item);
      return only && others.length === 0 && !part.optional ? only.value : undefined;
    }
    case 'picks': {
      const options = part.of(around, item);
      return options.length === 1 ? [options[0]?.value] : [];
    }
    case 'rows':
      return part.begun ? [fresh(part.parts, around)] : [];
    case 'group':
      return fresh(part.parts, { ...around, outer: item });
  }
}

/** A date so many days after another. */
function later(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether nobody has written anything there: what stands in it from the beginning is nothing. */
export function isBlank(parts: readonly Part[], item: Item): boolean {
  return parts.every((part) => {
    const value = item[part.name];
    switch (part.kind) {
      case 'line':
      case 'prose':
        return textOf(value).trim() === '';
      case 'date':
        return part.first !== undefined || textOf(value) === '';
      case 'lines':
        return linesIn(part.key, value).every((text) => text.trim() === '');
      case 'rows':
        return listOf(value).every((row) => isBlank(part.parts, itemOf(row)));
      case 'group':
        return isBlank(part.parts, itemOf(value));
      case 'pick':
        return textOf(value) === '';
      default:
        return true;
    }
  });
}

/** What is chosen; where there is one thing alone to choose and one is asked for, that. */
export function pickedOf(part: Part & { kind: 'pick' }, item: Item, around: Around): string | undefined {
  const options = part.of(around, item);
  const value = textOf(item[part.name]);
  if (options.some((one) => one.value === value)) return value;
  return options.length === 1 && !part.optional ? options[0]?.value : undefined;
}

/** An item as it is sent: without what nobody wrote; what it holds beside its fields stays. */
export function cleaned(parts: readonly Part[], item: Item, around: Around): Item {
  const next: Record<string, unknown> = { ...item };
  for (const part of parts) {
    const asked = part.when?.(item) ?? true;
    const value = asked ? cleanedOf(part, item, around) : part.kind === 'picks' ? [] : undefined;
    if (value === undefined) delete next[part.name];
    else next[part.name] = value;
  }
  return next;
}

function cleanedOf(part: Part, item: Item, around: Around): unknown {
  const value = item[part.name];
  switch (part.kind) {
    case 'line':
    case 'prose':
    case 'date':
    case 'one': {
      const text = textOf(value).trim();
      return text === '' && part.optional ? undefined : text;
    }
    case 'pick':
      return pickedOf(part, item, around);
    case 'tick':
      return value === true;
    case 'picks':
    case 'many':
      return listOf(value);
    case 'lines': {
      const lines = linesIn(part.key, value).map((text) => text.trim());
      return withLines(
        part.key,
        value,
        lines.filter((text) => text !== ''),
      );
    }
    case 'rows':
      return listOf(value)
        .map(itemOf)
        .filter((row) => !isBlank(part.parts, row))
        .map((row) => cleaned(part.parts, row, around));
    case 'group':
      return part.optional && isBlank(part.parts, itemOf(value))
        ? undefined
        : cleaned(part.parts, itemOf(value), { ...around, outer: item });
  }
}
