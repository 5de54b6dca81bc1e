import { expect, it } from 'vitest';
import type { Paper, PaperWords } from '../../../../src/engine/documents/paper.ts';
import { pdfOf } from '../../../../src/kit/print/pdf.ts';
import { overlaps, readPdf } from '../../../support/read-pdf.ts';

const at = Date.UTC(2037, 2, 2, 14, 14);
const words: PaperWords = {
  language: 'en-US',
  notOnRecord: 'Not on record',
  none: 'None on record.',
  signHere: 'signature',
  date: 'Date',
  confidential: '42 CFR part 2 prohibits it.',
  fold: 'Fold it.',
  page: (page, of) => `Page ${page} of ${of}`,
  printed: (by, when) => `Printed by ${by} on ${when}`,
};
const frame = {
  ...{ agency: 'Northside Recovery', printedBy: 'Zoë Marchetti', printedAt: '03/02/2037 08:14' },
  words,
};
const numbered = (count: number, name: string) =>
  Array.from({ length: count }, (_, i) => `${name}${i}`).join(' ');
const longName = 'Wiśniewska-Nguyễn'.repeat(4).slice(0, 60);

const paper: Paper = {
  ...{ title: 'A plan of care', form: 'letter', notice: 'A draft.', mark: 'C-1, revision 2' },
  about: [
    ['Client', longName],
    ['Of whom nothing is known', null],
  ],
  sections: [
    { title: 'Empty', blocks: [] },
    {
      title: 'Table',
      blocks: [
        {
          type: 'table',
          columns: ['No.', 'What', 'Who'],
          rows: Array.from({ length: 25 }, (_, i) => [
            String(i + 1),
            // One of them is longer than a page.
            i === 7 ? numbered(900, 'long') : numbered(14, `row${i}x`),
            longName,
          ]),
        },
      ],
    },
    {
      title: 'Things',
      blocks: [
        {
          type: 'item',
          title: numbered(30, 'item'),
          blocks: [
            {
              type: 'list',
              ordered: true,
              items: Array.from({ length: 30 }, (_, i) => numbered(25, `step${i}x`)),
            },
            {
              type: 'fields',
              fields: [['A label that is far longer than its column', numbered(900, 'field')]],
            },
            { type: 'text', text: `One line.\nAnother. ${numbered(700, 'text')}` },
          ],
        },
        {
          type: 'signatures',
          lines: [
            { role: 'Client', signed: 'Ottilie, 03/02/2037' },
            { role: 'Guardian', signed: null },
          ],
        },
      ],
    },
  ],
};

const everyWord = (one: Paper): string[] =>
  JSON.stringify([one.about, one.sections.map(({ blocks }) => blocks)]).match(/[a-z]+\d+(?:x\d+)?/g) ?? [];

it('is tagged, in its language, by its title, and says on each page which it is, who printed it and when', async () => {
  const read = await readPdf(await pdfOf(paper, frame, at));
  expect(read).toMatchObject({ title: 'A plan of care', language: 'en-US', marked: true });
  for (const role of [
    'Document',
    'H1',
    'H2',
    'H3',
    'P',
    'L',
    'LI',
    'Lbl',
    'LBody',
    'Table',
    'TR',
    'TH',
    'TD',
  ])
    expect(read.roles, role).toContain(role);
  expect(read.pages.length).toBeGreaterThan(5);
  for (const [place, { text }] of read.pages.entries()) {
    expect(text).toContain(`Page ${place + 1} of ${read.pages.length}`);
    expect(text).toContain('Printed by Zoë Marchetti on 03/02/2037 08:14');
    expect(text).toContain('42 CFR part 2');
    expect(text).toContain('C-1, revision 2');
  }
  expect(read.pages[0]?.text).toContain('Northside Recovery');
  expect(read.pages[0]?.text).toContain('Not on record');
  expect(read.pages[0]?.text).toContain('None on record.');
});

it.each(['letter', 'card'] as const)(
  'a %s holds each word once: none is cut off, none lies on another',
  async (form) => {
    const read = await readPdf(await pdfOf({ ...paper, form }, frame, at));
    const wanted = everyWord(paper);
    expect(wanted.length).toBeGreaterThan(3_000);
    const missing = wanted.filter((word) => !read.letters.includes(word));
    expect(missing).toEqual([]);
    for (const { pieces, width, height } of read.pages) {
      expect(overlaps(pieces)).toEqual([]);
      const outside = pieces.filter(
        ({ x, y, width: w }) => x < 36 || x + w > width - 36 || y < 20 || y > height - 30,
      );
      expect(outside).toEqual([]);
    }
    const long = longName.replaceAll(/\s/g, '');
    expect(read.letters.split(long).length - 1).toBeGreaterThanOrEqual(25);
  },
);

it('shows names of many alphabets, with a font that is in the file', async () => {
  const names = 'Łukasz Wałęsa, Nguyễn Thị Hằng, José Ñúñez, Ștefan, Đorđe, Γιώργος, Жуков';
  const bytes = await pdfOf({ ...paper, about: [['Names', names]], sections: [] }, frame, at);
  const read = await readPdf(bytes);
  expect(read.pages[0]?.text.normalize()).toContain(names.normalize());
  const raw = bytes.toString('latin1');
  expect(raw).toContain('/FontFile2');
  // What a reader has to have by itself looks different everywhere.
  expect(raw).not.toMatch(/\/BaseFont \/Helvetica/);
});

it('what the font cannot show is there as it sounds, and nothing is a blank', async () => {
  const about = [['Names', '李小龙 \u0000 🙂']] as const;
  const read = await readPdf(await pdfOf({ ...paper, about, sections: [] }, frame, at));
  expect(read.pages[0]?.text).toContain('LiXiaoLong');
});

it('the same paper is the same file', async () => {
  const short = { ...paper, sections: paper.sections.slice(2) };
  const [one, other] = [await pdfOf(short, frame, at), await pdfOf(short, frame, at)];
  expect(one.equals(other)).toBe(true);
});

it('what is bound into it begins on a page of its own, whose number stands in the index beside its title', async () => {
  const entries = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((title, i) => ({
    ...{ title, below: i === 0 ? null : `detail${i}` },
    // What is not printed with it has a line and no page.
    body: title === 'Gamma' ? null : { ...paper, sections: paper.sections.slice(0, 2) },
  }));
  const index = { title: 'What is in it', entries };
  const read = await readPdf(await pdfOf({ ...paper, sections: [], bound: index }, frame, at));
  const first = (place: number) => read.pages[place]?.pieces[0]?.text;
  const lines = entries.map(({ title }) => {
    const [{ y } = { y: 0 }] = read.pages[0]?.pieces.filter(({ text }) => text === title) ?? [];
    const [number] = read.pages[0]?.pieces.filter((one) => one.y === y && one.x > 500) ?? [];
    return number?.text ?? null;
  });
  expect(lines[2]).toBeNull();
  for (const [place, { title }] of entries.entries())
    if (place !== 2) expect(first(Number(lines[place]) - 1)).toBe(title);
  for (const role of ['TOC', 'TOCI', 'Reference', 'H2', 'H3']) expect(read.roles, role).toContain(role);
  for (const { pieces } of read.pages) expect(overlaps(pieces)).toEqual([]);
});

it('an index of several pages has each number on the page of its line', async () => {
  const entries = Array.from({ length: 90 }, (_, i) => ({
    ...{ title: `Part ${i}`, below: 'What it is' },
    body: { notice: null, about: [], sections: [{ title: 'In it', blocks: [] }] },
  }));
  const bound = { title: 'What is in it', entries };
  const read = await readPdf(await pdfOf({ ...paper, sections: [], bound }, frame, at));
  const numbers = read.pages.flatMap(({ pieces }) =>
    pieces.filter(({ text, x }) => x > 500 && /^\d+$/.test(text)).map(({ text }) => Number(text)),
  );
  const firstPart = read.pages.findIndex(({ pieces }) => pieces[0]?.text === 'Part 0') + 1;
  expect(numbers).toEqual(entries.map((_, i) => firstPart + i));
  expect(firstPart).toBeGreaterThan(3);
});
