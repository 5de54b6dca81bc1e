import { type Paper, section, tableOf } from '../../engine/documents/paper.ts';
import { clientFields, type PaperClient } from './papers.ts';
import type { PaperTexts } from './words.ts';

/** One thing that left, in words. */
export type AccountedLine = {
  at: string;
  by: string;
  to: string;
  what: string;
  purpose: string;
  why: string;
};

/** What has left the agency about the client, for the client (42 CFR 2.25): what never left is not on it. */
export function accountingPaper(
  texts: PaperTexts,
  { client, lines }: { client: PaperClient; lines: readonly AccountedLine[] },
): Paper {
  const { accounting: words } = texts;
  const rows = lines.map(({ at, by, to, what, purpose, why }) => [at, to, what, purpose, why, by]);
  return {
    ...{ title: words.title, form: 'letter', notice: null },
    about: clientFields(texts, client),
    mark: client.reference,
    sections: [section(words.lines, tableOf(words.columns, rows))],
  };
}
