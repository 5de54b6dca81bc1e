import { recognise } from '../../../features/imports/recognise.ts';

/** What somebody chose: of each file of an export that is read, which one it is. */
export type Chosen = {
  files: { file: string; name: string; content: string }[];
  /** How many were not read, nor sent. */
  others: number;
  bytes: number;
};

/** As the server takes at most. */
export const mostBytes = 50_000_000;
/** In which the first line of an export's file ends. */
const headBytes = 16_384;

/** Finds out which file is which by its first line, and reads those alone that an import needs. */
export async function read(given: readonly File[]): Promise<Chosen> {
  const found = new Map<string, File>();
  for (const one of given) {
    const [firstLine = ''] = (await one.slice(0, headBytes).text()).split(/[\r\n]/);
    const file = recognise(one.name, firstLine);
    // Of two that look the same, the one that is called so.
    if (file !== null && (!found.has(file) || one.name === file)) found.set(file, one);
  }
  const bytes = [...found.values()].reduce((sum, { size }) => sum + size, 0);
  const files = [];
  for (const [file, one] of found)
    files.push({ file, name: one.name, content: bytes > mostBytes ? '' : await base64(one) });
  return { files, others: given.length - files.length, bytes };
}

/** Byte for byte: what is no UTF-8 is told of by the server, with its row. */
function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : ''),
    );
    reader.addEventListener('error', () => reject(new Error('a file could not be read')));
    reader.readAsDataURL(file);
  });
}
