import { isUtf8 } from 'node:buffer';
import { BrokenExport } from './broken-export.ts';

const newline = 0x0a;
const longestLine = 4_000_000;
const saveAsUtf8 = 'Export it as UTF-8, or convert it to UTF-8.';

/**
 * Passes a file on unchanged, in whole lines. Throws BrokenExport at the first line that is not UTF-8: a byte that was
 * guessed at would end up in somebody's name.
 */
export async function* inUtf8(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const check = (lines: Buffer): void => {
    const fault = faultOf(lines);
    if (fault === null) return;
    const row = line + newlinesIn(lines.subarray(0, firstBadByte(lines)));
    throw new BrokenExport([{ file, row, problem: fault, remedy: saveAsUtf8 }]);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(newline) + 1;
    const lines = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (rest.length > longestLine) {
      const problem = 'is longer than any row of an export';
      throw new BrokenExport([{ file, row: line + newlinesIn(lines), problem, remedy: saveAsUtf8 }]);
    }
    if (lines.length === 0) continue;
    check(lines);
    line += newlinesIn(lines);
    yield lines;
  }
  if (rest.length === 0) return;
  check(rest);
  yield rest;
}

function faultOf(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'is in UTF-16, not in UTF-8';
  if (bytes.includes(0)) return 'holds zero bytes: it is in UTF-16, or no text at all';
  return isUtf8(bytes) ? null : 'holds characters that are not UTF-8 (perhaps it is in Windows-1252)';
}

/** Where the lines stop being good: the start of the first bad line. */
function firstBadByte(bytes: Buffer): number {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    if (line.includes(0) || !isUtf8(line)) return start;
    start = end;
  }
  return 0;
}

function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
