import type { PaperBlock, PaperField, PaperSignature, PaperWords } from '../../engine/documents/paper.ts';
import type { Element, Pen, Place } from './pdf-pen.ts';
import { drawTable } from './pdf-table.ts';

const labelWidth = 148;
const indent = 14;
/** Two lines: less of a text is not left alone at the foot of a page. */
const twoLines = 30;

/** `level`: of the headings of what is drawn. */
type Drawing = { pen: Pen; words: PaperWords; place: Place; level: number };

/** What an item holds, one below the other. */
function drawBlocks(drawing: Drawing, parent: Element, blocks: readonly PaperBlock[]): void {
  for (const block of blocks) drawBlock(drawing, parent, block);
}

/** One block, and some room below it. */
export function drawBlock(drawing: Drawing, parent: Element, block: PaperBlock): void {
  drawOne(drawing, parent, block);
  drawing.pen.gap(5);
}

function drawOne(drawing: Drawing, parent: Element, block: PaperBlock): void {
  const { pen, words, place } = drawing;
  switch (block.type) {
    case 'fields':
      return drawFields(drawing, parent, block.fields);
    case 'table':
      return drawTable(pen, { parent, place, ...block, notOnRecord: words.notOnRecord });
    case 'list':
      return drawList(drawing, parent, block);
    case 'text':
      pen.needs(Math.min(pen.heightOf(block.text, 'body', place), twoLines));
      return pen.write(parent, 'P', block.text, { style: 'body', ...place });
    case 'item':
      return drawItem(drawing, parent, block);
    case 'signatures':
      for (const line of block.lines) drawSignature(drawing, parent, line);
  }
}

/** What it is called on the left, what it is on the right; a long one goes on over pages. */
export function drawFields(
  { pen, words, place }: Drawing,
  parent: Element,
  fields: readonly PaperField[],
): void {
  const { doc } = pen;
  const label: Place = { x: place.x, width: labelWidth };
  const value: Place = { x: place.x + labelWidth + 8, width: place.width - labelWidth - 8 };
  pen.within(parent, 'L', (list) => {
    for (const [name, said] of fields) {
      const style = said === null ? 'missing' : 'body';
      const text = said ?? words.notOnRecord;
      const height = Math.min(pen.heightOf(text, style, value), twoLines);
      pen.needs(Math.max(pen.heightOf(name, 'label', label), height));
      pen.within(list, 'LI', (item) => {
        const [y, page] = [doc.y, doc.page];
        pen.write(item, 'Lbl', name, { style: 'label', ...label });
        const below = doc.y;
        doc.y = y;
        pen.write(item, 'LBody', text, { style, ...value });
        if (doc.page === page) doc.y = Math.max(doc.y, below);
        pen.gap(2.5);
      });
    }
  });
}

function drawList(
  { pen, place }: Drawing,
  parent: Element,
  { ordered, items }: Extract<PaperBlock, { type: 'list' }>,
): void {
  const { doc } = pen;
  const mark: Place = { x: place.x, width: ordered ? 20 : indent };
  const body: Place = { x: place.x + mark.width, width: place.width - mark.width };
  pen.within(parent, 'L', (list) => {
    for (const [at, text] of items.entries()) {
      pen.needs(Math.min(pen.heightOf(text, 'body', body), twoLines));
      pen.within(list, 'LI', (item) => {
        const { y } = doc;
        pen.write(item, 'Lbl', ordered ? `${at + 1}.` : '•', { style: 'body', ...mark });
        doc.y = y;
        pen.write(item, 'LBody', text, { style: 'body', ...body });
        pen.gap(2);
      });
    }
  });
}

function drawItem(
  drawing: Drawing,
  parent: Element,
  { title, blocks }: Extract<PaperBlock, { type: 'item' }>,
): void {
  const { pen, words, place } = drawing;
  pen.needs(Math.min(pen.heightOf(title, 'item', place), twoLines) + twoLines);
  pen.within(parent, 'Sect', (section) => {
    pen.write(section, `H${drawing.level}`, title, { style: 'item', ...place });
    pen.gap(2);
    const within = { x: place.x + indent, width: place.width - indent };
    if (blocks.length > 0)
      drawBlocks({ ...drawing, place: within, level: drawing.level + 1 }, section, blocks);
    else pen.write(section, 'P', words.none, { style: 'missing', ...within });
  });
}

/** Who has signed, or a line to sign on. */
function drawSignature({ pen, words, place }: Drawing, parent: Element, line: PaperSignature): void {
  const { doc } = pen;
  if (line.signed !== null) {
    pen.needs(twoLines);
    pen.write(parent, 'P', `${line.role}: ${line.signed}`, { style: 'body', ...place });
    pen.gap(3);
    return;
  }
  pen.needs(54);
  pen.gap(30);
  const name: Place = { x: place.x, width: place.width * 0.62 };
  const date: Place = { x: place.x + place.width * 0.67, width: place.width * 0.33 };
  pen.rule(name);
  pen.rule(date);
  pen.gap(2);
  const { y } = doc;
  pen.write(parent, 'P', `${line.role}, ${words.signHere}`, { style: 'label', ...name });
  const below = doc.y;
  doc.y = y;
  pen.write(parent, 'P', words.date, { style: 'label', ...date });
  doc.y = Math.max(doc.y, below);
  pen.gap(4);
}
