import type PDFDocument from 'pdfkit';
import { paperFonts, printable } from './font.ts';

export type Doc = InstanceType<typeof PDFDocument>;
/** An element of the structure by which a screen reader goes through the document. */
export type Element = PDFKit.PDFStructureElement;

const ink = '#17211d';
const muted = '#4f5b55';
export const lines = '#8a968f';

const styles = {
  agency: { font: 'bold', size: 12, color: ink },
  address: { font: 'plain', size: 9, color: muted },
  title: { font: 'bold', size: 19, color: ink },
  notice: { font: 'bold', size: 11, color: ink },
  part: { font: 'bold', size: 16, color: ink },
  section: { font: 'bold', size: 13, color: ink },
  item: { font: 'bold', size: 10.5, color: ink },
  column: { font: 'bold', size: 9.5, color: ink },
  label: { font: 'plain', size: 10, color: muted },
  body: { font: 'plain', size: 10.5, color: ink },
  missing: { font: 'plain', size: 10.5, color: muted },
  foot: { font: 'plain', size: 8, color: muted },
  cardHead: { font: 'bold', size: 8, color: ink },
  card: { font: 'plain', size: 7.5, color: ink },
} as const;
export type Style = keyof typeof styles;

export type Place = { x: number; width: number };

export type Pen = ReturnType<typeof createPen>;

/** Writes on the pages of one document, each word under an element of its structure, and never below the margin. */
export function createPen(doc: Doc) {
  const { plain, bold } = paperFonts();
  doc.registerFont('plain', plain);
  doc.registerFont('bold', bold);
  const { left, right, top, bottom } = doc.page.margins;
  const whole: Place = { x: left, width: doc.page.width - left - right };
  const bottomAt = doc.page.height - bottom;

  function take(style: Style) {
    const { font, size, color } = styles[style];
    doc.font(font).fontSize(size).fillColor(color);
  }

  /** Drawn beside the structure: nobody has a line or a page number read to them. */
  function beside(type: 'Layout' | 'Pagination', draw: () => void) {
    doc.markContent('Artifact', { type });
    draw();
    doc.endMarkedContent();
  }

  const pen = {
    ...{ doc, whole, top, bottomAt, beside, take },

    heightOf(text: string, style: Style, { width }: Pick<Place, 'width'> = whole): number {
      take(style);
      return doc.heightOfString(printable(text), { width });
    },

    widthOf(text: string, style: Style): number {
      take(style);
      return Math.max(
        ...printable(text)
          .split('\n')
          .map((line) => doc.widthOfString(line)),
      );
    },

    /** Begins a page where so much does not fit any more; true where it did. */
    needs(height: number): boolean {
      if (doc.y + height <= bottomAt) return false;
      doc.addPage();
      return true;
    },

    /** Goes on, over pages where it has to, from where the document stands; it stands below the text then. */
    write(
      parent: Element,
      tag: string,
      text: string,
      { style, scope, ...place }: { style: Style; scope?: 'Column' } & Partial<Place>,
    ): void {
      const { x, width } = { ...whole, ...place };
      // Of what a cell is the head: pdfkit takes it, its types do not know it.
      const options: object = scope === undefined ? {} : { scope };
      parent.add(
        doc.struct(tag, options, () => {
          take(style);
          doc.text(printable(text), x, doc.y, { width });
        }),
      );
      doc.x = whole.x;
    },

    /** An element that holds others, open while they are drawn. */
    within(parent: Element, tag: string, draw: (element: Element) => void): void {
      const element = doc.struct(tag);
      parent.add(element);
      draw(element);
      element.end();
    },

    gap(height: number): void {
      doc.y = Math.min(doc.y + height, bottomAt);
    },

    rule({ x, width }: Place = whole): void {
      beside('Layout', () => {
        doc
          .moveTo(x, doc.y)
          .lineTo(x + width, doc.y)
          .lineWidth(0.5)
          .stroke(lines);
      });
    },
  };
  return pen;
}
