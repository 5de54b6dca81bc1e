import { fileTypeFromBuffer } from 'file-type';
import { isMediaType, type MediaType } from '../attachment.ts';

/** Tells from the content what a file is, piece by piece in their order; its name says nothing. */
export function judgingKind() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let known: string | null | undefined;
  let isText = true;
  return {
    /** Whether it may still be a file of a kind that is kept. */
    async takes(bytes: Uint8Array): Promise<boolean> {
      known ??= (await fileTypeFromBuffer(bytes))?.mime ?? null;
      if (known !== null) return isMediaType(known);
      isText &&= hasWordsOnly(bytes, decoder);
      return isText;
    },
    /** After the last of it; null: of no kind that is kept. */
    ends(): MediaType | null {
      if (known === undefined) return null;
      if (known !== null) return isMediaType(known) ? known : null;
      return isText && endsWhole(decoder) ? 'text/plain' : null;
    },
  };
}

// Tabs, line ends and form feeds are part of a text; other control characters are part of something else.
const control = /[^\P{Cc}\t\r\n\f]/u;

type Decoder = InstanceType<typeof TextDecoder>;

function hasWordsOnly(bytes: Uint8Array, decoder: Decoder): boolean {
  try {
    return !control.test(decoder.decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

function endsWhole(decoder: Decoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
