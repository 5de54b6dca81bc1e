import type { PaperValue } from '../../engine/documents/paper.ts';
import type { Element, Pen, Place } from './pdf-pen.ts';

type Table = {
  parent: Element;
  place: Place;
  columns: readonly string[];
  rows: readonly (readonly PaperValue[])[];
  notOnRecord: string;
};

const padding = 3;
const between = 8;
/** A row that takes more of a page than this is written below each other, so that it can go on over pages. */
const tallest = 0.45;

/** A table whose head stands on each page that it reaches, and whose rows are not torn. */
export function drawTable(pen: Pen, { parent, place, columns, rows, notOnRecord }: Table): void {
  const { doc } = pen;
  const cells = rows.map((row) => columns.map((_, at) => row[at] ?? notOnRecord));
  const places = placesOf(pen, place, columns, cells);
  const heightOf = (texts: readonly string[], style: 'column' | 'body') =>
    Math.max(...texts.map((text, at) => pen.heightOf(text, style, places[at] ?? place)));
  const headHeight = heightOf(columns, 'column');
  const most = (pen.bottomAt - pen.top) * tallest;

  const heights = cells.map((row) => heightOf(row, 'body'));
  pen.needs(headHeight + Math.min(heights[0] ?? 0, most) + 6 * padding);
  pen.within(parent, 'Table', (table) => {
    pen.within(table, 'TR', (row) => {
      across(pen, places, headHeight, (at, each) =>
        pen.write(row, 'TH', columns[at] ?? '', { style: 'column', scope: 'Column', ...each }),
      );
    });
    line();
    for (const [place_, row] of cells.entries()) {
      const height = heights[place_] ?? 0;
      if (height > most) stacked(table, row);
      else {
        if (pen.needs(height + 2 * padding)) headAgain();
        pen.within(table, 'TR', (element) => {
          across(pen, places, height, (at, each) =>
            pen.write(element, 'TD', row[at] ?? '', { style: 'body', ...each }),
          );
        });
      }
      line();
    }
  });

  function line() {
    pen.gap(padding);
    pen.rule(place);
    pen.gap(padding);
  }

  /** On a further page: it is there for the eye, and was read already. */
  function headAgain() {
    pen.beside('Layout', () => {
      across(pen, places, headHeight, (at, { x, width }) => {
        pen.take('column');
        doc.text(columns[at] ?? '', x, doc.y, { width });
      });
    });
    line();
  }

  function stacked(table: Element, row: readonly string[]) {
    pen.within(table, 'TR', (element) => {
      for (const [at, text] of row.entries()) {
        pen.needs(30);
        pen.write(element, 'TD', `${columns[at]}: ${text}`, { style: 'body', ...place });
        pen.gap(padding);
      }
    });
  }
}

/** Cells side by side: each begins at the same height, and what follows begins below the highest. */
function across(
  { doc }: Pen,
  places: readonly Place[],
  height: number,
  draw: (at: number, place: Place) => void,
): void {
  const { y } = doc;
  for (const [at, place] of places.entries()) {
    doc.y = y;
    draw(at, place);
  }
  doc.y = y + height;
}

/** What all of them want, stretched where there is more; else narrow ones have what they need, and the wide ones share the rest. */
function shared(room: number, wanted: readonly number[]): number[] {
  const sum = (widths: readonly number[]) => widths.reduce((all, one) => all + one, 0);
  const all = sum(wanted);
  if (all <= room) return wanted.map((one) => (one * room) / all);
  let share = room / wanted.length;
  for (;;) {
    const narrow = wanted.filter((one) => one <= share);
    const next = (room - sum(narrow)) / (wanted.length - narrow.length);
    if (next <= share) return wanted.map((one) => Math.min(one, share));
    share = next;
  }
}

function placesOf(pen: Pen, { x, width }: Place, columns: readonly string[], cells: string[][]): Place[] {
  const room = width - between * (columns.length - 1);
  const wanted = columns.map(
    (column, at) =>
      1 + Math.max(pen.widthOf(column, 'column'), ...cells.map((row) => pen.widthOf(row[at] ?? '', 'body'))),
  );
  const widths = shared(room, wanted);
  let at = x;
  return widths.map((each) => {
    const place = { x: at, width: each };
    at += each + between;
    return place;
  });
}
