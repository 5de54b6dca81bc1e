import { listOf, type PaperBlock, type PaperField } from '../../engine/documents/paper.ts';
import type { Note } from '../notes/note.document.ts';
import type { PaperTexts } from './words.ts';

/** A note as the file has it: `at`, `signed` and when something was added as the agency's clocks show it. */
export type NoteOnPaper = {
  at: string;
  note: Note;
  signed: { by: string; at: string } | null;
  addenda: readonly { by: string; at: string; text: string }[];
};

/** DO-1: facts apart from impressions, the client's words as quotes, and what was added since. */
export function noteBlock(texts: PaperTexts, { at, note, signed, addenda }: NoteOnPaper): PaperBlock {
  const { file: words, yes } = texts;
  const { text, confidential } = note;
  const fields = (['context', 'place', 'purpose', 'facts', 'impressions', 'resolution', 'nextSteps'] as const)
    .filter((name) => text[name] !== undefined)
    .map((name): PaperField => [words.noteFields[name], text[name] ?? null]);
  const who = signed === null ? words.unsigned : `${signed.by}, ${signed.at}`;
  const quotes = listOf(text.quotes ?? []);
  return {
    ...{ type: 'item', title: words.note(words.noteTypes[text.type], at) },
    blocks: [
      {
        type: 'fields',
        fields: [
          ...(confidential ? [[words.confidential, yes] as const] : []),
          ...fields,
          [words.signed, note.signed?.late ? words.late(who) : who],
        ],
      },
      ...(quotes.length > 0 ? [{ type: 'item' as const, title: words.quotes, blocks: quotes }] : []),
      ...addenda.map((added): PaperBlock => ({
        ...{ type: 'item', title: words.addendum(added.by, added.at) },
        blocks: [{ type: 'text', text: added.text }],
      })),
    ],
  };
}
