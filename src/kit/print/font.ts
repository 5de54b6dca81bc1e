import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import anyAscii from 'any-ascii';
import { create } from 'fontkit';

const family = '@expo-google-fonts/source-sans-3';
const read = (file: string) => readFileSync(fileURLToPath(import.meta.resolve(`${family}/${file}`)));

/** One family that has the letters of names from Łódź to Huế; it is embedded, so that each reader shows the same. */
type PaperFonts = { plain: Buffer; bold: Buffer; letters: ReadonlySet<number> };

let fonts: PaperFonts | null = null;

/** Read once a process, when somebody first prints. */
export function paperFonts(): PaperFonts {
  if (fonts) return fonts;
  const plain = read('400Regular/SourceSans3_400Regular.ttf');
  const face = create(plain);
  const letters = new Set('characterSet' in face ? face.characterSet : []);
  fonts = { plain, bold: read('600SemiBold/SourceSans3_600SemiBold.ttf'), letters };
  return fonts;
}

/** What the font can show: a letter of another script as it sounds, and what has no letter at all as a question mark. */
export function printable(text: string): string {
  const { letters } = paperFonts();
  return Array.from(text.replaceAll('\r\n', '\n').replaceAll('\t', ' '), (letter) => {
    if (letter === '\n' || letters.has(letter.codePointAt(0) ?? 0)) return letter;
    if (/\p{C}/u.test(letter)) return '';
    return anyAscii(letter) || '?';
  }).join('');
}
