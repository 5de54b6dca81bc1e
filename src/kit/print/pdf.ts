import { setImmediate } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Paper, PaperBody, PaperFrame, PaperWords } from '../../engine/documents/paper.ts';
import { paperFonts } from './font.ts';
import { drawBlock, drawFields } from './pdf-blocks.ts';
import { drawCard } from './pdf-card.ts';
import { drawIndex } from './pdf-index.ts';
import { createPen, type Element, type Pen } from './pdf-pen.ts';

/** PDF/UA, which pdfkit writes and its types do not know. */
const universal = 'PDF/UA' as string as 'PDF/A-1';
const side = 54;
const footHeight = 78;

/**
 * A paper as a tagged PDF: its structure, its language and its title are in it, its font is embedded. `at`: when it is
 * printed; nothing else in it depends on when it is made.
 */
export async function pdfOf(paper: Paper, frame: PaperFrame, at: number): Promise<Buffer> {
  const doc = new PDFDocument({
    ...{ size: 'LETTER', margins: { top: side, left: side, right: side, bottom: footHeight } },
    ...{ bufferPages: true, pdfVersion: '1.7', tagged: true, subset: universal },
    ...{ lang: frame.words.language, displayTitle: true },
    // Left out, another font would be named in it that nothing is written with.
    font: paperFonts().plain as unknown as string,
    info: { Title: paper.title, Author: frame.agency, Creator: 'Throughline', CreationDate: new Date(at) },
  });
  const bytes = buffer(doc);
  const pen = createPen(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  if (paper.form === 'card') drawCard(pen, root, paper, frame);
  else await drawLetter(pen, root, paper, frame);
  root.end();
  feet(pen, paper, frame);
  doc.end();
  return await bytes;
}

async function drawLetter(
  pen: Pen,
  root: Element,
  { title, bound, ...body }: Paper,
  { agency, address, words }: PaperFrame,
) {
  pen.write(root, 'P', agency, { style: 'agency' });
  if (address !== undefined) pen.write(root, 'P', address, { style: 'address' });
  pen.gap(4);
  pen.rule();
  pen.gap(12);
  pen.write(root, 'H1', title, { style: 'title' });
  pen.gap(4);
  await drawBody(pen, root, body, { words, level: 2 });
  if (!bound) return;
  const index = drawIndex(pen, root, bound);
  for (const [at, { title: heading, body: part }] of bound.entries.entries()) {
    if (part === null) continue;
    pen.doc.addPage();
    index.leads(at);
    pen.doc.outline.addItem(heading);
    const section = pen.doc.struct('Sect');
    root.add(section);
    pen.write(section, 'H2', heading, { style: 'part' });
    pen.gap(4);
    await drawBody(pen, section, part, { words, level: 3 });
    section.end();
  }
  index.end();
}

/** `level`: of the headings of its sections. */
async function drawBody(
  pen: Pen,
  root: Element,
  { notice, about, sections }: PaperBody,
  { words, level }: { words: PaperWords; level: number },
) {
  const drawing = { pen, words, place: pen.whole, level: level + 1 };
  if (notice !== null) {
    pen.write(root, 'P', notice, { style: 'notice' });
    pen.gap(4);
  }
  if (about.length > 0) drawFields(drawing, root, about);
  for (const { title: heading, blocks } of sections) {
    pen.gap(10);
    // A heading is not left alone at the foot of a page.
    pen.needs(70);
    const section = pen.doc.struct('Sect');
    root.add(section);
    pen.write(section, `H${level}`, heading, { style: 'section' });
    pen.gap(4);
    if (blocks.length === 0) pen.write(section, 'P', words.none, { style: 'missing' });
    for (const block of blocks) {
      drawBlock(drawing, section, block);
      // A long paper takes a second: whoever else asks meanwhile is answered.
      await setImmediate();
    }
    section.end();
  }
}

/** Who printed it when, which page it is, whose it is, and that it is nobody else's. */
function feet(pen: Pen, { mark }: Paper, { printedBy, printedAt, words }: PaperFrame) {
  const { doc, whole } = pen;
  const { count } = doc.bufferedPageRange();
  const size = (text: string, width: number) => ({
    width,
    height: Math.min(pen.heightOf(text, 'foot', { width }), 21),
    ellipsis: true,
  });
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - footHeight + 18;
    pen.beside('Pagination', () => {
      const { x, width } = whole;
      doc
        .moveTo(x, y - 6)
        .lineTo(x + width, y - 6)
        .lineWidth(0.5)
        .stroke('#8a968f');
      const printed = words.printed(printedBy, printedAt);
      pen.take('foot');
      const first = size(printed, width - 100);
      doc.text(printed, x, y, first);
      doc.text(words.page(page + 1, count), x + width - 90, y, { width: 90, align: 'right' });
      const below = y + first.height + 1;
      doc.text(words.confidential, x, below, { width: width * 0.6 });
      if (mark !== null)
        doc.text(mark, x + width * 0.6, below, { ...size(mark, width * 0.4), align: 'right' });
    });
  }
}
