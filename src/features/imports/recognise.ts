import { exportFiles, type FileFormat } from './files.ts';

const formats: readonly FileFormat[] = Object.values(exportFiles);

/** Older exports have no such file. */
export const mayBeMissing: readonly string[] = [exportFiles.currentLivingSituation.file];

/** The files of an export that are read, in the order in which they are told of. */
export const fileNames: readonly string[] = formats.map(({ file }) => file);

/**
 * Which file of the format it is: by the columns that its first line names, whatever it is called; else by its name, so that
 * what is wrong with its columns is said of it. Null: none that is read.
 */
export function recognise(name: string, firstLine: string): string | null {
  const columns = new Set(
    firstLine
      .replace(/^\uFEFF/, '')
      .split(',')
      .map((cell) => cell.trim().replaceAll('"', '').toLowerCase()),
  );
  const has = (column: string) => columns.has(column.toLowerCase());
  const byColumns = formats.find(({ columns: wanted }) =>
    Object.values(wanted).every((one) => (typeof one === 'string' ? has(one) : one.some(has))),
  );
  const byName = formats.find(({ file }) => file.toLowerCase() === name.toLowerCase());
  return (byColumns ?? byName)?.file ?? null;
}
