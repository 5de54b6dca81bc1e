import { type Paper, type PaperBlock, section } from '../../engine/documents/paper.ts';
import { clientFields, type PaperClient } from './papers.ts';
import type { PaperTexts } from './words.ts';

/** One thing that left, in words. */
export type AccountedLine = {
  at: string;
  by: string;
  to: string;
  what: string;
  /** The things of the record that left with it, as they were then. */
  things: readonly string[];
  purpose: string;
  why: string;
};

/** What has left the agency about the client, for the client (42 CFR 2.25): what never left is not on it. */
export function accountingPaper(
  texts: PaperTexts,
  { client, lines }: { client: PaperClient; lines: readonly AccountedLine[] },
): Paper {
  const { accounting: words } = texts;
  return {
    ...{ title: words.title, form: 'letter', notice: null },
    about: clientFields(texts, client),
    mark: client.reference,
    sections: [
      section(
        words.lines,
        lines.map((line) => lineOf(texts, line)),
      ),
    ],
  };
}

/** A column each would leave no room for what left. */
function lineOf(
  { accounting: words }: PaperTexts,
  { at, to, what, things, purpose, why, by }: AccountedLine,
): PaperBlock {
  return {
    type: 'item',
    title: words.line(at, to),
    blocks: [
      {
        type: 'fields',
        fields: [
          [words.what, what],
          ...(things.length === 0 ? [] : [[words.things, things.join('\n')] as const]),
          [words.purpose, purpose],
          [words.why, why],
          [words.by, by],
        ],
      },
    ],
  };
}
