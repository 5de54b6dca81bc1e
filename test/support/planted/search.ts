import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { stem } from './words.ts';

/** What is looked through: bytes as they lie, under a name that says where. */
export type Place = { name: string; pieces: Iterable<Buffer> };
/** A planted word, where it was found, and in which writing. */
export type Found = { place: string; word: string; how: string };

const whole = stem.length + 5;

/** How a word may be written, what of it is the same whatever stands beside it, and how it is read from there. */
type Writing = { how: string; bytes: Buffer; read(piece: Buffer, at: number): string };

/** Base64 writes it in three ways, by where in three bytes it begins. Its ends are written with what stands beside it. */
function inBase64(shift: number): Writing {
  const before = Math.ceil((shift * 8) / 6);
  const after = Math.floor(((shift + stem.length) * 8) / 6);
  const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(stem)]).toString('base64');
  return {
    how: 'base64',
    bytes: Buffer.from(text.slice(before, after)),
    read: (piece, at) =>
      Buffer.from(piece.subarray(at - before, at - before + 32).toString('latin1'), 'base64')
        .subarray(shift, shift + whole)
        .toString('latin1'),
  };
}

const asIs = (how: string, text: string): Writing => ({
  ...{ how, bytes: Buffer.from(text) },
  read: (piece, at) => piece.subarray(at, at + whole).toString('latin1'),
});

const writings: Writing[] = [
  asIs('plain', stem),
  asIs('plain, large letters', stem.toUpperCase()),
  {
    how: 'two bytes a letter',
    // Of the last letter one byte: what is written the other way round is found a byte later.
    bytes: Buffer.from(stem, 'utf16le').subarray(0, -1),
    read: (piece, at) =>
      Array.from({ length: whole }, (_, n) => String.fromCharCode(piece[at + 2 * n] ?? 0)).join(''),
  },
  {
    how: 'hexadecimal',
    bytes: Buffer.from(Buffer.from(stem).toString('hex')),
    read: (piece, at) =>
      Buffer.from(piece.subarray(at, at + 2 * whole).toString('latin1'), 'hex').toString('latin1'),
  },
  ...[0, 1, 2].map(inBase64),
];

/** Every planted word in those places, however it is written or compressed. */
export function search(places: Iterable<Place>): Found[] {
  const found = new Map<string, Found>();
  for (const { name, pieces } of places)
    for (const piece of pieces)
      for (const { word, how } of inPiece(piece, 2)) {
        const one = { place: name, word, how };
        found.set(JSON.stringify(one), one);
      }
  return [...found.values()];
}

function* inPiece(piece: Buffer, depth: number): Generator<{ word: string; how: string }> {
  for (const { how, bytes, read } of writings)
    for (let at = piece.indexOf(bytes); at >= 0; at = piece.indexOf(bytes, at + 1))
      yield { word: read(piece, at).toLowerCase(), how };
  if (depth === 0) return;
  for (const [start, inflate] of compressed(piece)) {
    let plain: Buffer;
    try {
      plain = inflate(piece.subarray(start), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: 50_000_000,
      });
    } catch {
      continue;
    }
    for (const { word, how } of inPiece(plain, depth - 1)) yield { word, how: `${how}, compressed` };
  }
}

/** Where something compressed may begin, and what reads it. What comes after its end is no part of it. */
function* compressed(piece: Buffer): Generator<[number, typeof inflateSync]> {
  for (let at = piece.indexOf(0x1f); at >= 0; at = piece.indexOf(0x1f, at + 1))
    if (piece[at + 1] === 0x8b && piece[at + 2] === 8) yield [afterHeader(piece, at), inflateRawSync];
  for (let at = piece.indexOf(0x78); at >= 0; at = piece.indexOf(0x78, at + 1))
    if ([0x01, 0x5e, 0x9c, 0xda].includes(piece[at + 1] ?? 0)) yield [at, inflateSync];
}

/** Of gzip: ten bytes, and the name of a file where it says so. */
function afterHeader(piece: Buffer, at: number): number {
  const hasName = ((piece[at + 3] ?? 0) & 8) !== 0;
  return hasName ? piece.indexOf(0, at + 10) + 1 : at + 10;
}
