import type { Paper, PaperBlock, PaperFrame } from '../../engine/documents/paper.ts';
import { printable } from './font.ts';
import { type Element, lines, type Pen, type Style } from './pdf-pen.ts';

/** Of a bank card; panels below each other fold into one. */
const panel = { width: 243, height: 153, padding: 8 };
const perColumn = 4;
const columns = 2;
const gutter = 14;
/** Room for the line that says how it is folded. */
const below = 16;
/** Letters that fit a panel for sure. */
const longestWord = 300;

type Entry = { tag: string; text: string; style: Style; head?: true };

/**
 * A paper in panels of a wallet's size, to be cut out and folded: as many as its words take, so that nothing is left off. What
 * does not fit a panel goes on in the next one.
 */
export function drawCard(pen: Pen, root: Element, paper: Paper, { agency, words, printedAt }: PaperFrame) {
  const { doc } = pen;
  const width = panel.width - 2 * panel.padding;
  let [at, x, bottom] = [-1, 0, 0];

  function nextPanel() {
    at += 1;
    const onPage = at % (perColumn * columns);
    if (at > 0 && onPage === 0) doc.addPage();
    const left = pen.whole.x + Math.floor(onPage / perColumn) * (panel.width + gutter);
    const top = pen.top + below + (onPage % perColumn) * panel.height;
    pen.beside('Layout', () => {
      doc.rect(left, top, panel.width, panel.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(lines);
      doc.undash();
    });
    x = left + panel.padding;
    doc.y = top + panel.padding;
    bottom = top + panel.height - panel.padding;
  }

  function place({ tag, text, style, head }: Entry) {
    const line = pen.heightOf('X', style, { width });
    if (doc.y + line * (head ? 2.5 : 1) > bottom) nextPanel();
    for (let rest = printable(text); rest !== '';) {
      const now = fitting(pen, rest, style, { width, height: bottom - doc.y });
      if (now !== '') pen.write(root, tag, now.trimEnd(), { style, x, width });
      rest = rest.slice(now.length);
      if (rest !== '') nextPanel();
    }
    doc.y += 2;
  }

  pen.write(root, 'P', words.fold, { style: 'foot' });
  nextPanel();
  place({ tag: 'P', text: `${agency}, ${printedAt.replace(/ \d\d:\d\d$/, '')}`, style: 'card' });
  place({ tag: 'H1', text: paper.title, style: 'cardHead' });
  if (paper.notice !== null) place({ tag: 'P', text: paper.notice, style: 'cardHead' });
  for (const [label, value] of paper.about)
    place({ tag: 'P', text: `${label}: ${value ?? words.notOnRecord}`, style: 'card' });
  for (const { title, blocks } of paper.sections) {
    place({ tag: 'H2', text: title, style: 'cardHead', head: true });
    const texts = blocks.flatMap((block) => textsOf(block, words.notOnRecord));
    for (const text of texts.length > 0 ? texts : [words.none]) place({ tag: 'P', text, style: 'card' });
  }
}

/** As many of the words as fit there; of a word that is longer than a whole panel, its letters. */
function fitting(
  pen: Pen,
  text: string,
  style: Style,
  { width, height }: { width: number; height: number },
): string {
  const fits = (some: string) => pen.heightOf(some.trimEnd(), style, { width }) <= height;
  if (fits(text)) return text;
  const words = text.split(/(?<=\s)/);
  const parts = fits(words[0] ?? '') || (words[0]?.length ?? 0) < longestWord ? words : Array.from(text);
  // Between what fits for sure and what does not, halved until they meet.
  let [most, tooMany] = [0, parts.length];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(parts.slice(0, middle).join(''))) most = middle;
    else tooMany = middle;
  }
  return parts.slice(0, most).join('');
}

/** A line each: there is no room for more form than that. */
function textsOf(block: PaperBlock, notOnRecord: string): string[] {
  switch (block.type) {
    case 'fields':
      return block.fields.map(([label, value]) => `${label}: ${value ?? notOnRecord}`);
    case 'table':
      return block.rows.map((row) => row.map((cell) => cell ?? notOnRecord).join(', '));
    case 'list':
      return block.items.map((item, at) => (block.ordered ? `${at + 1}. ${item}` : `• ${item}`));
    case 'text':
      return [block.text];
    case 'item':
      return [block.title, ...block.blocks.flatMap((one) => textsOf(one, notOnRecord))];
    case 'signatures':
      return block.lines.map(({ role, signed }) => `${role}: ${signed ?? notOnRecord}`);
  }
}
