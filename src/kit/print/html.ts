import { createHash } from 'node:crypto';
import type {
  Paper,
  PaperBlock,
  PaperBody,
  PaperField,
  PaperFrame,
  PaperWords,
} from '../../engine/documents/paper.ts';

const style = `
:root { color-scheme: light }
body { font: 11pt/1.4 system-ui, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #17211d; background: #fff }
body.card { max-width: 22rem; font-size: 9pt }
header { border-bottom: 1px solid #17211d } .agency { font-weight: 600; margin: 0 0 .3rem } .address { color: #4f5b55; font-size: .9em; margin: 0 0 .3rem }
h1 { font-size: 1.5em; margin: .8rem 0 .3rem } h2, .part h3 { font-size: 1.15em; margin: 1.2rem 0 .3rem }
h3, .part h4, .part h5 { font-size: 1em; margin: .8rem 0 .2rem } h1, h2, h3, h4, h5 { break-after: avoid }
.part { margin-top: 2rem; border-top: 1px solid #17211d } .part > h2 { font-size: 1.3em }
nav ol { list-style: none; padding: 0 } nav li { margin: .4rem 0 } nav span { display: block; color: #4f5b55; font-size: .9em } a { color: #14532d }
p { margin: .3rem 0; white-space: pre-line; overflow-wrap: anywhere }
.notice { font-weight: 600 } .missing { color: #4f5b55 }
dl { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .2rem .8rem; margin: .4rem 0 }
dt { color: #4f5b55 } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 } tr { break-inside: avoid }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #8a968f; overflow-wrap: anywhere }
ul, ol { margin: .3rem 0; padding-left: 1.4rem } li { white-space: pre-line; overflow-wrap: anywhere }
.item { margin-left: .8rem } .item > :first-child { margin-left: -.8rem }
.sign { margin-top: 2.4rem; border-top: 1px solid #17211d; display: flex; justify-content: space-between; max-width: 32rem; break-inside: avoid }
footer { margin-top: 1.5rem; border-top: 1px solid #8a968f; font-size: .8em; color: #4f5b55 }
@page { size: letter; margin: .75in .75in .9in }
@media print { body { margin: 0; padding: 0; max-width: none } body.card { max-width: 3.4in } .part { break-before: page; border: 0; margin: 0 } a { color: inherit; text-decoration: none } }
`;

/** What a browser is told beside the page: its own style, and nothing else, no script of anybody. */
export const paperPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

/** The same paper as a page: for the eye, for a screen reader, and for the browser's printer. */
export function htmlOf({ form, title, mark, bound, ...body }: Paper, frame: PaperFrame): string {
  const { agency, address, printedBy, printedAt, words } = frame;
  const below = address === undefined ? '' : `<p class="address">${escapeHtml(address)}</p>`;
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body class="${form}">
<header><p class="agency">${escapeHtml(agency)}</p>${below}</header>
<main>
<h1>${escapeHtml(title)}</h1>
${bodyOf(body, words, 2)}${bound ? boundOf(bound, words) : ''}
</main>
<footer>
<p>${escapeHtml(words.printed(printedBy, printedAt))}</p>
<p>${escapeHtml([words.confidential, ...(mark === null ? [] : [mark])].join(' '))}</p>
</footer>
</body>
</html>
`;
}

/** `level`: of the headings of its sections. */
function bodyOf({ notice, about, sections }: PaperBody, words: PaperWords, level: number): string {
  const parts = sections.map(({ title, blocks }) => {
    const heading = `<h${level}>${escapeHtml(title)}</h${level}>`;
    return `<section>\n${heading}\n${blocksOf(blocks, words, level + 1)}\n</section>`;
  });
  return [
    ...(notice === null ? [] : [`<p class="notice">${escapeHtml(notice)}</p>`]),
    ...(about.length === 0 ? [] : [fieldsOf(about, words)]),
    ...parts,
  ].join('\n');
}

/** The index, whose lines lead to what is on the page below. */
function boundOf({ title, entries }: NonNullable<Paper['bound']>, words: PaperWords): string {
  const lines = entries.map(({ title: name, below, body }, at) => {
    const called = escapeHtml(name);
    const more = below === null ? '' : `<span>${escapeHtml(below)}</span>`;
    return `<li>${body === null ? called : `<a href="#part-${at + 1}">${called}</a>`}${more}</li>`;
  });
  const parts = entries.map(({ title: name, body }, at) => {
    if (body === null) return '';
    return `\n<article class="part" id="part-${at + 1}">\n<h2>${escapeHtml(name)}</h2>\n${bodyOf(body, words, 3)}\n</article>`;
  });
  return `\n<nav aria-labelledby="index">\n<h2 id="index">${escapeHtml(title)}</h2>\n<ol>${lines.join('\n')}</ol>\n</nav>${parts.join('')}`;
}

function blocksOf(blocks: readonly PaperBlock[], words: PaperWords, level: number): string {
  if (blocks.length === 0) return `<p class="missing">${escapeHtml(words.none)}</p>`;
  return blocks.map((block) => blockOf(block, words, level)).join('\n');
}

function blockOf(block: PaperBlock, words: PaperWords, level: number): string {
  switch (block.type) {
    case 'fields':
      return fieldsOf(block.fields, words);
    case 'table': {
      const head = block.columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
      const rows = block.rows.map((row) => {
        const cells = block.columns.map((_, at) => `<td>${escapeHtml(row[at] ?? words.notOnRecord)}</td>`);
        return `<tr>${cells.join('')}</tr>`;
      });
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>${rows.join('\n')}</tbody>\n</table>`;
    }
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'text':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'item': {
      const heading = `<h${level}>${escapeHtml(block.title)}</h${level}>`;
      return `<div class="item">\n${heading}\n${blocksOf(block.blocks, words, level + 1)}\n</div>`;
    }
    case 'signatures':
      return block.lines
        .map(({ role, signed }) =>
          signed === null
            ? `<p class="sign"><span>${escapeHtml(`${role}, ${words.signHere}`)}</span> <span>${escapeHtml(words.date)}</span></p>`
            : `<p>${escapeHtml(`${role}: ${signed}`)}</p>`,
        )
        .join('\n');
  }
}

function fieldsOf(fields: readonly PaperField[], { notOnRecord }: PaperWords): string {
  const items = fields.map(([label, value]) => {
    const said =
      value === null
        ? `<dd class="missing">${escapeHtml(notOnRecord)}</dd>`
        : `<dd>${escapeHtml(value)}</dd>`;
    return `<dt>${escapeHtml(label)}</dt>${said}`;
  });
  return `<dl>${items.join('\n')}</dl>`;
}

/** Text as HTML shows it: nothing of it is markup, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
