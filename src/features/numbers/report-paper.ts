import { listOf, type Paper, type PaperBlock, section, tableOf } from '../../engine/documents/paper.ts';
import type { NumberWords, ReportContent } from './report.ts';
import type { Figure } from './tally.ts';

/** What the paper of a report says beside what was counted. */
const said = {
  title: (month: string) => `Numbers of ${month}`,
  agency: 'Agency',
  revision: 'Revision',
  counted: 'Counted',
  fingerprint: 'Fingerprint',
  notOver: 'The month was not over when this was counted: its numbers change until it is.',
  whole: 'The agency as a whole',
  notes: 'How it was counted',
  index: 'Whose numbers are in it',
  numbers: 'Numbers',
  columns: ['Number', 'Value', 'Of'],
  meanings: 'What the numbers mean',
  of: (numerator: number, denominator: number) => `${numerator} of ${denominator}`,
};

type Source = {
  content: ReportContent;
  revision: number;
  hash: string;
  /** As the clocks of the agency show it. */
  countedAt: string;
};

/** SU-3: the numbers of a month, the agency's and each coordinator's: each by its title, with the id by which tables name it. */
export function reportPaper({ content, revision, hash, countedAt }: Source): Paper {
  const { agency, month, complete, timeZone, notes = [], groups, definitions } = content;
  const short = hash.slice(0, 16);
  const wordsOf = new Map(definitions.map((words) => [words.id, words]));
  const blocksOf = (figures: readonly Figure[]): PaperBlock[] =>
    tableOf(
      said.columns,
      figures.flatMap((figure) => {
        const words = wordsOf.get(figure.number);
        return words ? [[nameOf(figure, words, content), valueOf(figure, words), shareOf(figure)]] : [];
      }),
    );
  const of = (name: string, figures: readonly Figure[]) => ({
    ...{ title: name, below: null },
    body: { notice: null, about: [], sections: [section(said.numbers, blocksOf(figures))] },
  });
  return {
    ...{ title: said.title(month), form: 'letter', mark: `${month}, revision ${revision}, ${short}` },
    notice: complete ? null : said.notOver,
    about: [
      [said.agency, agency],
      [said.revision, String(revision)],
      [said.counted, `${countedAt} (${timeZone})`],
      [said.fingerprint, short],
    ],
    sections: notes.length > 0 ? [section(said.notes, listOf(notes))] : [],
    bound: {
      title: said.index,
      entries: [
        ...groups.map((group) => of(group.of === 'agency' ? said.whole : group.name, group.figures)),
        {
          ...{ title: said.meanings, below: null },
          body: { notice: null, about: [], sections: meanings(definitions) },
        },
      ],
    },
  };
}

/** Its title, and beside it the id that the table has; a part by what it is called, where the report knows that. */
function nameOf({ number, part }: Figure, { title }: NumberWords, { titles = {} }: ReportContent): string {
  if (part === null) return `${title} (${number})`;
  const name = titles[part];
  return name === undefined ? `– ${part}` : `– ${name} (${part})`;
}

function valueOf({ value }: Figure, { unit }: NumberWords): string {
  if (value === null) return '–';
  if (unit === 'percent') return `${value.toFixed(1)} %`;
  return unit === 'hours' ? `${value.toFixed(1)} h` : String(value);
}

function shareOf({ numerator, denominator }: Figure): string {
  return denominator === null ? '' : said.of(numerator, denominator);
}

function meanings(definitions: readonly NumberWords[]) {
  return definitions.map(({ id, title, counted, numerator, denominator, leftOut, source, basis }) => {
    const share = denominator === null ? numerator : `${numerator}, of ${lower(denominator)}`;
    return section(`${title} (${id})`, [
      {
        type: 'text',
        text: `${counted} Counted: ${lower(share)}. Left out: ${lower(leftOut)} (${source}; ${basis})`,
      },
    ]);
  });
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
