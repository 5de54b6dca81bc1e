import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { ReportRow } from '../postgres/report-ports.ts';
import type { NumberWords, ReportContent } from '../report.ts';
import type { Figure } from '../tally.ts';

type Group = ReportContent['groups'][number];
type Doc = PDFKit.PDFDocument;

const margin = 48;
const fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold' };
/** Where the columns of a table begin, and how wide they are. */
const columns = [
  { title: 'Number', at: 0, width: 290, align: 'left' },
  { title: 'Value', at: 290, width: 90, align: 'right' },
  { title: 'Of', at: 390, width: 106, align: 'right' },
] as const;

/**
 * The report to print: the agency's numbers, each coordinator's, and what each number means. Only from what is in it, so
 * the same revision is always the same document. With the fonts every reader has: nothing is fetched.
 */
export async function reportPdf({ content, revision, madeAt, hash }: ReportRow): Promise<Buffer> {
  const doc = new PDFDocument({
    ...{ size: 'LETTER', margin, bufferPages: true, lang: 'en-US', displayTitle: true },
    info: {
      Title: `${plain(content.agency)}: numbers of ${content.month}`,
      Author: 'Throughline',
      CreationDate: new Date(madeAt),
    },
  });
  const bytes = buffer(doc);
  const wordsOf = new Map(content.definitions.map((words) => [words.id, words]));

  title(doc, content, revision);
  for (const [place, group] of content.groups.entries()) {
    if (place > 0) doc.addPage();
    table(doc, group, wordsOf);
  }
  doc.addPage();
  meanings(doc, content.definitions);
  footers(doc, `${content.month}, revision ${revision}, ${hash.slice(0, 16)}`);
  doc.end();
  return await bytes;
}

function title(doc: Doc, content: ReportContent, revision: number) {
  const { agency, month, complete, countedAt, timeZone, notes = [] } = content;
  doc.font(fonts.bold).fontSize(18).text(plain(agency));
  doc.font(fonts.plain).fontSize(13).text(`Numbers of ${month}, revision ${revision}`);
  const counted = localTime(countedAt, timeZone);
  const state = complete ? 'The month was over.' : 'The month was not over: its numbers change until it is.';
  doc.fontSize(9).fillColor('#555').text(`Counted ${counted} (${timeZone}). ${state}`);
  for (const note of notes) doc.text(plain(note));
  doc.fillColor('black');
  doc.moveDown(1);
}

function table(doc: Doc, group: Group, wordsOf: ReadonlyMap<string, NumberWords>) {
  const heading = group.of === 'agency' ? 'The agency as a whole' : plain(group.name);
  doc.font(fonts.bold).fontSize(13).text(heading, margin).moveDown(0.5);
  line(
    doc,
    columns.map((column) => column.title),
    { bold: true },
  );
  rule(doc);
  for (const figure of group.figures) {
    const words = wordsOf.get(figure.number);
    if (!words) continue;
    const whole = figure.part === null;
    if (whole) doc.moveDown(0.25);
    const name = whole ? words.title : `    ${figure.part}`;
    line(doc, [name, valueOf(figure, words), shareOf(figure)], { bold: whole });
  }
}

function line(doc: Doc, cells: readonly string[], { bold }: { bold: boolean }) {
  if (doc.y > doc.page.height - margin - 30) doc.addPage();
  doc.font(bold ? fonts.bold : fonts.plain).fontSize(9);
  const { y } = doc;
  for (const [place, { at, width, align }] of columns.entries())
    doc.text(plain(cells[place] ?? ''), margin + at, y, { width, align, lineBreak: false, ellipsis: true });
  doc.y = y + 12.5;
  doc.x = margin;
}

function rule(doc: Doc) {
  const { y } = doc;
  doc
    .moveTo(margin, y)
    .lineTo(doc.page.width - margin, y)
    .lineWidth(0.5)
    .stroke('#999');
  doc.y = y + 3;
}

function valueOf({ value }: Figure, { unit }: NumberWords): string {
  if (value === null) return '-';
  if (unit === 'percent') return `${value.toFixed(1)} %`;
  return unit === 'hours' ? `${value.toFixed(1)} h` : String(value);
}

function shareOf({ numerator, denominator }: Figure): string {
  return denominator === null ? '' : `${numerator} of ${denominator}`;
}

function meanings(doc: Doc, definitions: readonly NumberWords[]) {
  doc.font(fonts.bold).fontSize(13).text('What the numbers mean', margin).moveDown(0.5);
  for (const { title: name, counted, numerator, denominator, leftOut, source, basis } of definitions) {
    if (doc.y > doc.page.height - margin - 90) doc.addPage();
    doc.font(fonts.bold).fontSize(9).text(plain(name), margin);
    const share = denominator === null ? numerator : `${numerator}, of ${lower(denominator)}`;
    const text = `${counted} Counted: ${lower(share)}. Left out: ${lower(leftOut)} (${source}; ${basis})`;
    doc.font(fonts.plain).fontSize(8.5).text(plain(text), margin, doc.y, { width: 510 }).moveDown(0.6);
  }
}

/** On every page: what it is of, and where one is. */
function footers(doc: Doc, text: string) {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    doc.page.margins.bottom = 0;
    doc.font(fonts.plain).fontSize(8).fillColor('#555');
    doc.text(`${text}    page ${page + 1} of ${count}`, margin, doc.page.height - 32, { lineBreak: false });
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function localTime(instant: number, timeZone: string): string {
  const format = { timeZone, dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('en-US', format).format(instant);
}

/** Letters whose mark is no accent of its own. */
const unmarked: Record<string, string> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', ő: 'o', ű: 'u' };

/** What the fonts every reader has can show: letters they lack lose their marks, or become a question mark. */
function plain(text: string): string {
  const known = (letter: string) =>
    /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d]$/.test(letter);
  return Array.from(text, (letter) => {
    if (known(letter)) return letter;
    const base = unmarked[letter] ?? letter.normalize('NFD').charAt(0);
    return base !== '' && known(base) ? base : '?';
  }).join('');
}
