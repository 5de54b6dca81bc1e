import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BrokenExport } from '../../../src/hmis/broken-export.ts';
import { inUtf8 } from '../../../src/hmis/utf8.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function passOn(bytes: Buffer, size: number): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const lines of inUtf8('A.csv', inPieces(bytes, size))) out.push(lines);
  return Buffer.concat(out);
}

const line = fc.string({ unit: fc.constantFrom('a', 'é', '語', '🙂', ',', '\r'), maxLength: 6 });

test('text passes unchanged, however the disk cuts it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const bytes = Buffer.from(lines.join('\n'));
        expect((await passOn(bytes, size)).equals(bytes)).toBe(true);
      },
    ),
  );
});

test('a bad byte is found in its line, however the disk cuts it', async () => {
  const bad = fc.constantFrom([0xe9], [0xff], [0xc3], [0x00]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.nat(),
      bad,
      fc.integer({ min: 1, max: 9 }),
      async (lines, place, bytes, size) => {
        const at = place % lines.length;
        const parts = lines.map((text, index) =>
          Buffer.concat([Buffer.from(text), Buffer.from(index === at ? bytes : [])]),
        );
        // Lines end with CR LF, LF, or CR alone.
        const before = `${lines.slice(0, at).join('\n')}${at === 0 ? '' : '\n'}${lines[at] ?? ''}`;
        const row = 1 + (before.match(/\r\n|\n|\r/g) ?? []).length;
        const whole = Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
        const error: unknown = await passOn(whole, size).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(BrokenExport);
        expect((error as BrokenExport).problems[0]).toMatchObject({ file: 'A.csv', row });
      },
    ),
  );
});

test('a file whose lines end with CR alone may be of any size; one without an end of line is told as that', async () => {
  const rows = Buffer.from('a,b,c\r'.repeat(1_000_000));
  expect((await passOn(rows, 65_536)).equals(rows)).toBe(true);
  const endless = await passOn(Buffer.alloc(5_000_000, 'a'), 65_536).catch((reason: unknown) => reason);
  expect((endless as BrokenExport).problems).toMatchObject([
    {
      row: 1,
      problem: expect.stringContaining('no end of a line'),
      remedy: expect.not.stringContaining('UTF-8'),
    },
  ]);
});
