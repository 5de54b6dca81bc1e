/** Null: the record does not have it, and the paper says so. */
export type PaperValue = string | null;

export type PaperField = readonly [label: string, value: PaperValue];

/** Who signed; where nobody has yet, a line to sign on. */
export type PaperSignature = { role: string; signed: string | null };

export type PaperBlock =
  | { type: 'fields'; fields: readonly PaperField[] }
  | { type: 'table'; columns: readonly string[]; rows: readonly (readonly PaperValue[])[] }
  | { type: 'list'; ordered: boolean; items: readonly string[] }
  | { type: 'text'; text: string }
  /** One of several things that each have something to them. */
  | { type: 'item'; title: string; blocks: readonly PaperBlock[] }
  | { type: 'signatures'; lines: readonly PaperSignature[] };

/** Without blocks, the record has nothing of it, and the paper says so. */
export type PaperSection = { title: string; blocks: readonly PaperBlock[] };

export type PaperBody = {
  /** Said before all else: that it is a draft, that it was struck out. */
  notice: string | null;
  /** Whose it is, and what it was made from. */
  about: readonly PaperField[];
  sections: readonly PaperSection[];
};

/** A line of the index, and what it leads to; null: that is not printed with it, or not to be read any more. */
export type PaperEntry = { title: string; below: string | null; body: PaperBody | null };

/**
 * What is on a paper, whatever it is printed on: PDF and page are made from the same. All of it is plain text, dates as
 * people read them; nothing in it is markup.
 */
export type Paper = PaperBody & {
  title: string;
  /** `card`: cut out and folded, it fits a wallet. */
  form: 'letter' | 'card';
  /** Of several papers that are bound into one: what is in it, in its order. */
  bound?: { title: string; entries: readonly PaperEntry[] };
  /** Stands at the foot of each page, so that a page that has come loose is known; null: nothing. */
  mark: string | null;
};

/** What a paper says that is the same for all of them, in the language it is printed in. */
export type PaperWords = {
  language: string;
  notOnRecord: string;
  none: string;
  signHere: string;
  date: string;
  /** Below what each page of it holds: who may not pass it on. */
  confidential: string;
  fold: string;
  page: (page: number, of: number) => string;
  printed: (by: string, at: string) => string;
};

/** Whose letterhead, and who printed it when: dates and times as the agency's clocks show them. */
export type PaperFrame = {
  agency: string;
  /** Below its name, a line each: where it is and how it is called. Left out, the name stands alone. */
  address?: string | undefined;
  printedBy: string;
  printedAt: string;
  words: PaperWords;
};

export function section(title: string, blocks: readonly PaperBlock[]): PaperSection {
  return { title, blocks };
}

/** Nothing, where there is no row. */
export function tableOf(columns: readonly string[], rows: readonly (readonly PaperValue[])[]): PaperBlock[] {
  return rows.length === 0 ? [] : [{ type: 'table', columns, rows }];
}

/** Nothing, where there is no item. */
export function listOf(items: readonly string[], ordered = false): PaperBlock[] {
  return items.length === 0 ? [] : [{ type: 'list', ordered, items }];
}
