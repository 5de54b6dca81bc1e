import { getDocumentProxy } from 'unpdf';

type Item = { str: string; transform: number[]; width: number; height: number; fontName: string };
export type Piece = { text: string; x: number; y: number; width: number; height: number };
type Node = { role?: string; id?: string; children?: Node[] };

/** A PDF as another program reads it: what stands where on each page, and the structure it is read by. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const info = (await pdf.getMetadata()).info as Record<string, unknown>;
  const pages: { pieces: Piece[]; text: string; tree: Node | null; width: number; height: number }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = (items as Item[])
      .filter(({ str }) => str?.trim() !== '' && str !== undefined)
      .map(({ str, transform, width, height }) => ({
        ...{ text: str, x: transform[4] ?? 0, y: transform[5] ?? 0, width, height },
      }));
    const { width, height } = page.getViewport({ scale: 1 });
    pages.push({
      ...{ pieces, width, height, text: pieces.map(({ text }) => text).join(' ') },
      tree: (await page.getStructTree()) as Node | null,
    });
  }
  return {
    pages,
    title: info['Title'],
    language: info['Language'],
    marked: (await pdf.getMarkInfo())?.Marked === true,
    roles: new Set(pages.flatMap(({ tree }) => rolesIn(tree))),
    // Words that were broken over lines or pages are put together again, without spaces.
    letters: pages
      .flatMap(({ pieces }) => pieces.map(({ text }) => text))
      .join('')
      .replaceAll(/\s+/g, ''),
  };
}

function rolesIn(node: Node | null): string[] {
  if (!node) return [];
  return [...(node.role === undefined ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesIn)];
}

/** Pieces that lie upon each other, by their words. */
export function overlaps(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((one, at) =>
    pieces.slice(at + 1).flatMap((other) => {
      const aside = one.x + one.width <= other.x + 1 || other.x + other.width <= one.x + 1;
      // The baseline is below most of a letter: two lines are apart by more than half of it.
      const apart = Math.abs(one.y - other.y) >= Math.min(one.height, other.height) * 0.8;
      return aside || apart ? [] : [`${one.text} / ${other.text}`];
    }),
  );
}
