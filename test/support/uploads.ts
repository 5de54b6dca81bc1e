import { createCipheriv, createHash } from 'node:crypto';
import { mostBytes, partBytes } from '../../src/features/attachments/attachment.ts';
import { filesOfKinds, unfitFiles } from './files-of-kinds.ts';

/** What our scanner finds, in a file of words. */
export const signature = 'A SIGNATURE OF OUR OWN';

/** How a file comes: at a stretch, each request twice, cut off in the middle and gone on, or cut off for good. */
export type Way = 'at a stretch' | 'twice' | 'gone on' | 'left';

export type Upload = {
  name: string;
  way: Way;
  /** How it has to end. */
  ends: 'kept' | 'unfit' | 'too large' | 'infected' | 'arriving';
  /** `null`: of another kind than its name says, or of none. */
  mediaType: string | null;
  /** How long it is said to be. */
  length: number;
  /** Made when it is asked for, the same each time: a test that looks at memory holds none itself. */
  bytes(): Buffer;
};

const kinds = Object.entries(filesOfKinds);
const unfit = Object.entries(unfitFiles);

/** So many files of every kind and every fate, in blocks of ten; the same each time. */
export function uploadsOf(count: number): Upload[] {
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / 10);
    if (i % 10 < 6) return fit(i, i % 10, sizes[(round + i) % sizes.length] ?? 0);
    if (i % 10 === 6) return wrong(round);
    if (i % 10 === 7) return { ...fit(i, round, 2 * partBytes + 5), way: 'twice' as const };
    if (i % 10 === 8) return { ...fit(i, round, 3 * partBytes), way: 'gone on' as const };
    const left = { ...fit(i, round, 2 * partBytes), way: 'left' as const, ends: 'arriving' as const };
    return [infected(i), left, { ...fit(i, round, 0), length: 26_000_000, ends: 'too large' as const }][
      round % 3
    ] as Upload;
  });
}

/** As large as files may be, of every kind. */
export function largestUploads(count: number): Upload[] {
  return Array.from({ length: count }, (_, i) => fit(i, i, mostBytes));
}

/** Beside the least of its kind: within one part, to the edge of one, over it, and some parts long. */
const sizes = [0, 40_000, partBytes, partBytes + 1, 900_000, 3 * partBytes + 11];

function fit(i: number, kind: number, length: number): Upload {
  const [mediaType = '', least = Buffer.alloc(0)] = kinds[kind % kinds.length] ?? [];
  const whole = Math.max(length, least.length);
  return {
    ...{
      name: `file ${i}.${mediaType.split('/')[1]?.slice(-8)}`,
      way: 'at a stretch',
      ends: 'kept',
      mediaType,
    },
    length: whole,
    bytes: () => {
      const more = noise(i, whole - least.length);
      if (mediaType === 'text/plain')
        return Buffer.concat([least, Buffer.from(more.toString('latin1').replaceAll(/[^a-z ]/g, 'e'))]);
      return Buffer.concat([least, more]);
    },
  };
}

/** Of a kind that is not kept, under the name of one that is. */
function wrong(round: number): Upload {
  const [what = '', bytes = Buffer.alloc(0)] = unfit[round % unfit.length] ?? [];
  return {
    ...{ name: `${what}.pdf`, way: 'at a stretch', ends: 'unfit', mediaType: null },
    ...{ length: bytes.length, bytes: () => bytes },
  };
}

function infected(i: number): Upload {
  const bytes = Buffer.from(`Dear Sir, ${'words, '.repeat(200_000)} ${signature}, file ${i}.\n`);
  return {
    ...{ name: `file ${i}.txt`, way: 'at a stretch', ends: 'infected', mediaType: 'text/plain' },
    ...{ length: bytes.length, bytes: () => bytes },
  };
}

/** Bytes that look random and are the same for the same number. */
function noise(seed: number, length: number): Buffer {
  const key = createHash('sha256').update(`file ${seed}`).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}
