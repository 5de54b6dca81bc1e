import {
  listOf,
  type Paper,
  type PaperBlock,
  type PaperEntry,
  type PaperSection,
  section,
  tableOf,
} from '../../engine/documents/paper.ts';
import type { FileSection } from '../../engine/policy/terms.ts';
import type { AttachmentKind } from '../attachments/attachment.ts';
import type { ContactInformation } from '../team/contact-information.document.ts';
import { noteBlock, type NoteOnPaper } from './file-notes.ts';
import { boundBody, clientFields, type PaperClient, shortOf } from './papers.ts';
import type { PaperTexts } from './words.ts';

/** A step as the file has it: dates as the agency's clocks show them. */
type FileStep = { at: string; what: string; by: string; words: readonly string[] };
/** An index that was scored, with its answers. */
type Scored = {
  at: string;
  title: string;
  score: number;
  answers: readonly { asks: string; points: number; means: string | null }[];
};
/** A paper that is printed by itself as well, with what it was made of. */
type Within = { paper: Paper; revision: number | null; hash: string | null };
type KeptFile = { name: string; what: AttachmentKind; keptOn: string; bytes: number; sha256: string };

export type SectionOnPaper = {
  section: FileSection;
  missing: readonly string[];
  steps: readonly FileStep[];
  scored: readonly Scored[];
  notes: readonly NoteOnPaper[];
  contact: ContactInformation | null;
  papers: readonly Within[];
};

export type FileOnPaper = {
  client: PaperClient;
  sections: readonly SectionOnPaper[];
  files: readonly KeptFile[];
};

/** DO-3: the whole file in its order, behind an index; what a section lacks is said. */
export function filePaper(texts: PaperTexts, { client, sections, files }: FileOnPaper): Paper {
  const { file: words } = texts;
  return {
    ...{ title: words.title, form: 'letter', notice: null, mark: client.reference },
    about: clientFields(texts, client),
    sections: [],
    bound: {
      title: words.index,
      entries: [
        ...sections.flatMap((one, at) => entriesOf(texts, client, one, at + 1)),
        ...filesOf(texts, files),
      ],
    },
  };
}

function entriesOf(
  texts: PaperTexts,
  client: PaperClient,
  one: SectionOnPaper,
  number: number,
): PaperEntry[] {
  const { file: words } = texts;
  const { missing, steps, notes, papers } = one;
  const name = words.numbered(number, words.sections[one.section]);
  const count = steps.length + notes.length + papers.length + (one.contact ? 1 : 0);
  const lacks = missing.join(', ');
  return [
    {
      title: name,
      below: [words.below.count(count), ...(missing.length > 0 ? [words.below.lacks(lacks)] : [])].join(', '),
      body: {
        notice: missing.length > 0 ? words.lacks(lacks) : null,
        about: [],
        sections: sectionsOf(texts, one),
      },
    },
    ...papers.map(({ paper, revision, hash }) => ({
      title: words.paper(name, paper.title),
      below:
        [
          ...(revision === null ? [] : [words.below.revision(revision)]),
          ...(hash === null ? [] : [words.below.fingerprint(shortOf(hash))]),
        ].join(', ') || null,
      body: boundBody(texts, client, paper),
    })),
  ];
}

function sectionsOf(
  texts: PaperTexts,
  { steps, scored, notes, contact, papers }: SectionOnPaper,
): PaperSection[] {
  const { file: words } = texts;
  const rows = steps.map(({ at, what, by, words: said }) => [at, what, by, said.join('\n')]);
  const hasMore = contact !== null || notes.length > 0 || papers.length > 0;
  return [
    ...(contact ? [section(words.contact, contactBlocks(texts, contact))] : []),
    ...(notes.length > 0
      ? [
          section(
            words.notes,
            notes.map((one) => noteBlock(texts, one)),
          ),
        ]
      : []),
    ...(steps.length > 0 || !hasMore
      ? [
          section(words.entries, [
            ...tableOf(words.columns, rows),
            ...scored.map((one) => answersOf(texts, one)),
          ]),
        ]
      : []),
    ...(papers.length > 0 ? [section(words.behind, listOf(papers.map(({ paper }) => paper.title)))] : []),
  ];
}

function contactBlocks(texts: PaperTexts, { ways, bestTimes }: ContactInformation): PaperBlock[] {
  const { file: words, yes, no } = texts;
  const rows = ways.map(({ kind, value, mayLeaveMessage, note = '' }) => [
    ...[words.ways[kind], value, mayLeaveMessage ? yes : no, note],
  ]);
  return [
    ...tableOf(words.contactColumns, rows),
    ...(bestTimes === undefined
      ? []
      : [{ type: 'fields' as const, fields: [[words.bestTimes, bestTimes] as const] }]),
  ];
}

function answersOf({ file: words, request }: PaperTexts, { at, title, score, answers }: Scored): PaperBlock {
  const rows = answers.map(({ asks, points, means }) => [asks, String(points), means]);
  return {
    ...{ type: 'item', title: words.answers(title, at, score) },
    blocks: tableOf(request.answerColumns, rows),
  };
}

/** Files are not bound into it: each is opened by itself, and known again by its fingerprint. */
function filesOf({ file: words }: PaperTexts, files: readonly KeptFile[]): PaperEntry[] {
  if (files.length === 0) return [];
  const rows = files.map(({ name, what, keptOn, bytes, sha256 }) => [
    ...[name, words.attachments[what], keptOn, words.kilobytes(Math.ceil(bytes / 1_000)), shortOf(sha256)],
  ]);
  const sections = [section(words.files, tableOf(words.fileColumns, rows))];
  return [
    {
      ...{ title: words.files, below: words.below.count(files.length) },
      body: { notice: null, about: [], sections },
    },
  ];
}
