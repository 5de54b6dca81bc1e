import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Prisma } from '../../../src/kit/postgres/client.ts';
import type { Place } from './search.ts';

/** Prints every value of every table, one after the other: in the file itself, long ones lie in pieces. */
const everyValue = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.text_factory = bytes
out = sys.stdout.buffer
for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    for row in db.execute('SELECT * FROM "%s"' % table.decode()):
        for value in row:
            if value is not None:
                out.write(value if isinstance(value, bytes) else str(value).encode())
                out.write(b'\\n')
`;

/** Temporal's database, of a server that has stopped: its files, and what stands in its tables. */
export function temporalDatabase(file: string): Place {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-planted-'));
  try {
    const files = ['', '-wal'].map((end) => `${file}${end}`).filter((one) => existsSync(one));
    for (const one of files) cpSync(one, join(folder, `copy.db${one.slice(file.length)}`));
    const args = ['-c', everyValue, join(folder, 'copy.db')];
    const values = execFileSync('python3', args, { maxBuffer: 2_000_000_000 });
    return { name: 'database of Temporal', pieces: [...files.map((one) => readFileSync(one)), values] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything below a folder: as it lies, and as it reads where lines are broken in the middle of words. */
export function filesBelow(folder: string, name: string): Place {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name)));
  const unbroken = files.map((bytes) =>
    Buffer.from(bytes.toString('latin1').replaceAll(/=?\r?\n/g, ''), 'latin1'),
  );
  return { name, pieces: [...files, ...unbroken] };
}

/** Every column of every table, by its name. */
export async function columnsOf(prisma: Prisma): Promise<Place[]> {
  const columns = await prisma.$queryRaw<{ of: string; column: string }[]>`
    SELECT c.table_name::text AS of, c.column_name::text AS column FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1, 2`;
  const places: Place[] = [];
  for (const { of, column } of columns) {
    const rows = await prisma.$queryRawUnsafe<{ value: string }[]>(
      `SELECT "${column}"::text AS value FROM "${of}" WHERE "${column}" IS NOT NULL`,
    );
    places.push({
      name: `${of}.${column}`,
      pieces: [Buffer.from(rows.map(({ value }) => value).join('\n'))],
    });
  }
  return places;
}
