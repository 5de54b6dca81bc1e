import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createUploader } from '../../test/support/uploader.ts';
import { type Upload, uploadsOf } from '../../test/support/uploads.ts';

/** What was sent of a file, and what its sender was told in the end. */
export type SaidOfFile = {
  name: string;
  /** Null: nobody began it, or it was refused before. */
  id: string | null;
  /** `left`: its sender went away in the middle. */
  told: 'kept' | 'refused' | 'left';
  bytes: number;
  sha256: string;
};

type UploadOptions = {
  apiUrl: string;
  token: string;
  count: number;
  /** The id of that enrollment, once it was begun. */
  enrollment: (place: number) => Promise<string>;
  /** Which share of the files may have been sent by now, 0 to 1. */
  progress: () => number;
};

const lanes = 2;
/** So many enrollments, the first, have files. */
const among = 8;

/** Sends files of every kind and fate beside the other load; whatever is not answered is asked for again. */
export async function sendFiles(options: UploadOptions): Promise<SaidOfFile[]> {
  const files = uploadsOf(options.count).filter(({ ends }) => ends !== 'infected');
  const said: SaidOfFile[] = [];
  let next = 0;
  async function lane(): Promise<void> {
    for (let i = next++; i < files.length; i = next++) {
      const file = files[i];
      if (!file) return;
      while (i / files.length > options.progress()) await wait(20);
      said.push(await sent(file, await options.enrollment(i % among), options));
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  return said;
}

async function sent(
  file: Upload,
  enrollmentId: string,
  { apiUrl, token }: UploadOptions,
): Promise<SaidOfFile> {
  const uploader = createUploader({ url: apiUrl, token, enrollmentId });
  const bytes = file.bytes();
  const about = {
    ...{ name: file.name, bytes: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  for (;;) {
    const { id, last } = await uploader.upload(file);
    // The enrollment was taken in, and is not on record yet.
    if (id === null && last.status === 404) {
      await wait(200);
      continue;
    }
    const told = last.body['state'] === 'kept' ? 'kept' : last.status < 300 ? 'left' : 'refused';
    return { ...about, id, told };
  }
}
