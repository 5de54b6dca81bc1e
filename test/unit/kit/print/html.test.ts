import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Paper, PaperWords } from '../../../../src/engine/documents/paper.ts';
import { htmlOf, paperPolicy } from '../../../../src/kit/print/html.ts';
import { runs } from '../../../support/sizes.ts';

const words: PaperWords = {
  ...{ language: 'en-US', notOnRecord: 'Not on record', none: 'None.', signHere: 'signature', date: 'Date' },
  ...{ confidential: 'Confidential.', fold: 'Fold.' },
  page: (page, of) => `Page ${page} of ${of}`,
  printed: (by, at) => `Printed by ${by} on ${at}`,
};
const frame = (agency: string, printedBy: string) => ({
  agency,
  printedBy,
  printedAt: '03/02/2037 08:14',
  words,
});
const paperOf = (text: string): Paper => ({
  ...{ title: text, form: 'letter', notice: text, mark: text, about: [[text, text]] },
  sections: [
    {
      title: text,
      blocks: [
        { type: 'text', text },
        { type: 'list', ordered: false, items: [text] },
        { type: 'table', columns: [text], rows: [[text]] },
        { type: 'item', title: text, blocks: [{ type: 'fields', fields: [[text, text]] }] },
        {
          type: 'signatures',
          lines: [
            { role: text, signed: text },
            { role: text, signed: null },
          ],
        },
      ],
    },
  ],
});

it('nothing that somebody wrote is markup, wherever it stands', () => {
  const tags = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  const plain = tags(htmlOf(paperOf('a'), frame('a', 'a')));
  const nasty = fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', '=', ' ', '<script>', '</style>', '-->'),
  });
  fc.assert(
    fc.property(nasty, (text) => {
      expect(tags(htmlOf(paperOf(text), frame(text, text)))).toEqual(plain);
    }),
    runs(300),
  );
});

it('has headings in order, heads of columns, and says what is not there', () => {
  const { sections } = paperOf('x');
  const paper = {
    ...paperOf('x'),
    about: [['Payer', null]] as const,
    sections: [...sections, { title: 'Empty', blocks: [] }],
  };
  const html = htmlOf(paper, frame('Agency', 'Zoë'));
  expect([...html.matchAll(/<(h\d)/g)].map(([, tag]) => tag)).toEqual(['h1', 'h2', 'h3', 'h2']);
  expect(html).toContain('<th scope="col">x</th>');
  expect(html).toContain('<dd class="missing">Not on record</dd>');
  expect(html).toContain('<h2>Empty</h2>\n<p class="missing">None.</p>');
  expect(html).toContain('Printed by Zoë on 03/02/2037 08:14');
  expect(html).toContain('<html lang="en-US">');
});

it('what is bound into it is led to by its index, with headings in order', () => {
  const body = { ...paperOf('x'), about: [] };
  const bound = {
    title: 'Index',
    entries: [
      { title: 'One', below: 'first', body },
      { title: 'Two', below: null, body: null },
    ],
  };
  const html = htmlOf({ ...paperOf('x'), bound }, frame('Agency', 'Zoë'));
  expect([...html.matchAll(/<(h\d)/g)].map(([, tag]) => tag)).toEqual([
    'h1',
    'h2',
    'h3',
    'h2',
    'h2',
    'h3',
    'h4',
  ]);
  expect(html).toContain('<a href="#part-1">One</a><span>first</span>');
  expect(html).toContain('<article class="part" id="part-1">');
  expect(html).toContain('<li>Two</li>');
});

it('lets its own style in and nothing else', () => {
  expect(paperPolicy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /);
});
