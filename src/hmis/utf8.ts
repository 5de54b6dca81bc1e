import { isUtf8 } from 'node:buffer';
import { BrokenExport, exportAgain } from './broken-export.ts';

const [newline, carriageReturn] = [0x0a, 0x0d];
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
    const row = line + endingsIn(lines.subarray(0, firstBadByte(lines)));
    throw new BrokenExport([{ file, row, problem: fault, remedy: saveAsUtf8 }]);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = endOfLines(bytes);
    const lines = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (rest.length > longestLine) {
      const problem = 'is longer than any row of an export, and holds no end of a line';
      throw new BrokenExport([{ file, row: line + endingsIn(lines), problem, remedy: exportAgain }]);
    }
    if (lines.length === 0) continue;
    check(lines);
    line += endingsIn(lines);
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

/** Where the last whole line ends. A carriage return at the very end may be half of an ending. */
function endOfLines(bytes: Buffer): number {
  const last = bytes.length - 1;
  return (
    Math.max(bytes.lastIndexOf(newline), last > 0 ? bytes.lastIndexOf(carriageReturn, last - 1) : -1) + 1
  );
}

/** Where the lines stop being good: the start of the first bad line. */
function firstBadByte(bytes: Buffer): number {
  for (let start = 0; start < bytes.length;) {
    const end = endOfLine(bytes, start);
    const line = bytes.subarray(start, end);
    if (line.includes(0) || !isUtf8(line)) return start;
    start = end;
  }
  return 0;
}

/** Lines end as the reader of rows takes them to: with CR LF, LF, or CR alone. */
function endOfLine(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    if (bytes[at] === newline) return at + 1;
    if (bytes[at] === carriageReturn) return bytes[at + 1] === newline ? at + 2 : at + 1;
  }
  return bytes.length;
}

function endingsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === newline || (bytes[at] === carriageReturn && bytes[at + 1] !== newline)) count += 1;
  }
  return count;
}
