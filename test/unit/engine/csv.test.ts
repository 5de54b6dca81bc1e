import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvOf } from '../../../src/engine/documents/csv.ts';
import { runs } from '../../support/sizes.ts';

/** What a reader of RFC 4180 makes of it. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted, place]: [string[], string, boolean, number] = [[], '', false, 0];
  for (; place < text.length; place += 1) {
    const sign = text.charAt(place);
    if (quoted && sign === '"' && text[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\r' && text[place + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      place += 1;
    } else cell += sign;
  }
  return rows;
}

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('=1+1', '+1', '-1', '@a', '\tx', '\rx', '"', ',', '\r\n', '=HYPERLINK("http://x","y")', ''),
  fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string()).map((parts) => parts.join('')),
);

it('any text comes back as it was, and none begins as a formula does', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const found = read(csvOf(rows));
      expect(found.flat().filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
      expect(found).toEqual(
        rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text))),
      );
    }),
    runs(500),
  );
});

it('a number below zero stays a number, and nothing is an empty cell', () => {
  expect(csvOf([[-5, null, 'a,b']])).toBe('-5,,"a,b"\r\n');
});
