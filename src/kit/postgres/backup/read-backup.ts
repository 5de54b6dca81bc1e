import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { BackupError, formatName, formatVersion } from './format.ts';
import type { Footer, Header } from './format.ts';

const anyHeader = z.object({ format: z.literal(formatName), formatVersion: z.int() });
const header: z.ZodType<Header> = anyHeader.extend({
  format: z.literal(formatName),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
});
const footer: z.ZodType<Footer> = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.int()),
  sha256: z.string(),
});
const batch = z.object({ table: z.string(), rows: z.array(z.unknown()) });

/** A place to read a backup from, from its beginning each time. */
export type BackupSource = () => Readable;

/** Reads all of it and throws BackupError unless it is whole and of a format this release knows. */
export async function checkBackup(source: BackupSource): Promise<{ header: Header; footer: Footer }> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  let first: Header | undefined;
  let last: Footer | undefined;
  for await (const line of linesOf(source())) {
    if (last) throw new BackupError('The file goes on after its end: it is damaged.');
    const read = parsed(line, first !== undefined);
    if (!first) {
      first = readHeader(read);
      for (const { name } of first.tables) rows[name] = 0;
    } else {
      const found = batch.safeParse(read);
      if (found.success) rows[found.data.table] = (rows[found.data.table] ?? 0) + found.data.rows.length;
      else last = footer.safeParse(read).data;
      if (!found.success && !last) throw new BackupError('The file is damaged.');
    }
    if (!last) hash.update(line).update('\n');
  }
  if (!first) throw notOurs();
  if (!last) throw new BackupError('The file is cut short: its end is missing.');
  const { sha256, rows: told } = last;
  const same = Object.keys({ ...told, ...rows }).every((table) => told[table] === rows[table]);
  if (sha256 !== hash.digest('hex') || !same)
    throw new BackupError('The file is damaged: its checksum is wrong.');
  return { header: first, footer: last };
}

/** The lines of rows of a backup that has been checked, as they are. */
export async function* rowLinesOf(source: BackupSource): AsyncGenerator<{ table: string; line: string }> {
  for await (const bytes of linesOf(source())) {
    const line = bytes.toString('utf8');
    const table = /^\{"table":("(?:[^"\\]|\\.)*"),"rows":\[/.exec(line)?.[1];
    if (table !== undefined) yield { table: JSON.parse(table) as string, line };
  }
}

function readHeader(read: unknown): Header {
  const known = anyHeader.safeParse(read);
  if (!known.success) throw notOurs();
  const version = known.data.formatVersion;
  if (version !== formatVersion)
    throw new BackupError(
      `The file has format ${version}, and this release reads format ${formatVersion}: restore it with the release that wrote it.`,
    );
  const checked = header.safeParse(read);
  if (!checked.success) throw new BackupError('The file is damaged: its beginning makes no sense.');
  return checked.data;
}

const notOurs = (): BackupError => new BackupError('The file is no backup of Throughline.');

function parsed(line: Buffer, begun: boolean): unknown {
  try {
    return JSON.parse(line.toString('utf8')) as unknown;
  } catch {
    throw begun ? new BackupError('The file is damaged.') : notOurs();
  }
}

/** Cut at line feeds only: texts may hold what else some readers take for the end of a line. */
async function* linesOf(compressed: Readable): AsyncGenerator<Buffer> {
  const plain = createGunzip();
  compressed.on('error', (error) => plain.destroy(error));
  compressed.pipe(plain);
  const pieces: Buffer[] = [];
  let begun = false;
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        begun = true;
        yield Buffer.concat([...pieces.splice(0), chunk.subarray(from, at)]);
        from = at + 1;
      }
      pieces.push(chunk.subarray(from));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new BackupError('The file is cut short: its end is missing.');
    if (code.startsWith('Z_')) throw begun ? new BackupError('The file is damaged.') : notOurs();
    throw error;
  } finally {
    compressed.destroy();
  }
  if (pieces.some((piece) => piece.length > 0)) yield Buffer.concat(pieces);
}
