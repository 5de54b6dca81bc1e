import type { Paper } from '../../engine/documents/paper.ts';
import type { Element, Pen, Place } from './pdf-pen.ts';

const numberWidth = 40;

/**
 * What is bound into a paper, line by line. On which page a part begins is known once it is drawn: `leads` keeps it, and `end`
 * writes the numbers beside their lines.
 */
export function drawIndex(pen: Pen, root: Element, { title, entries }: NonNullable<Paper['bound']>) {
  const { doc, whole } = pen;
  const words: Place = { x: whole.x, width: whole.width - numberWidth - 8 };
  pen.gap(10);
  pen.needs(70);
  pen.write(root, 'H2', title, { style: 'section' });
  pen.gap(4);
  const toc = doc.struct('TOC');
  root.add(toc);
  const lines = entries.map(({ title: name, below }) => {
    pen.needs(pen.heightOf(name, 'body', words) + (below === null ? 0 : pen.heightOf(below, 'foot', words)));
    const line = doc.struct('TOCI');
    toc.add(line);
    const where = { page: lastPage(pen), y: doc.y };
    pen.write(line, 'P', name, { style: 'body', ...words });
    if (below !== null) pen.write(line, 'P', below, { style: 'foot', ...words });
    pen.gap(5);
    return { line, ...where };
  });
  const led = new Map<number, number>();
  return {
    /** The part of that line begins on the page that was begun last. */
    leads(at: number): void {
      led.set(at, lastPage(pen));
    },
    end(): void {
      for (const [at, { line, page, y }] of lines.entries()) {
        const to = led.get(at);
        if (to !== undefined) {
          const number = String(to + 1);
          const width = Math.min(pen.widthOf(number, 'body') + 1, numberWidth);
          doc.switchToPage(page);
          doc.y = y;
          pen.write(line, 'Reference', number, {
            ...{ style: 'body', x: whole.x + whole.width - width, width },
          });
        }
        line.end();
      }
      toc.end();
    },
  };
}

function lastPage({ doc }: Pen): number {
  const { start, count } = doc.bufferedPageRange();
  return start + count - 1;
}
