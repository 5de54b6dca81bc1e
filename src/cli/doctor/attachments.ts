import { checkAll } from '../../features/attachments/postgres/check-all.ts';
import { type FileStore, openFileStore } from '../../features/attachments/postgres/part-store.ts';
import { ConfigError, readFileKeys, readFileStore } from '../../kit/config.ts';
import { createFileSeal } from '../../kit/file-seal.ts';
import { ObjectStoreError } from '../../kit/objects/s3.ts';
import { fail, type Finding, ok } from './finding.ts';
import { lookInRecord } from './in-record.ts';

const about = 'attached files';
const mostNamed = 5;
const someOf = (all: readonly string[]) =>
  [...all.slice(0, mostNamed), ...(all.length > mostNamed ? ['…'] : [])].join(', ');

/** Whether every file that is kept opens, to its last byte, and is what was sent. */
export async function checkAttachments(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let keys: string[];
  let store: FileStore;
  try {
    keys = readFileKeys(env);
    store = openFileStore(readFileStore(env));
  } catch (error) {
    if (error instanceof ConfigError) return [fail(about, error.message, 'see .env.example')];
    throw error;
  }
  return lookInRecord(env, about, async (prisma, sealKey) => {
    const looked = await checkAll(prisma, createFileSeal(sealKey, keys), store).catch((error: unknown) => {
      if (error instanceof ObjectStoreError) return error;
      throw error;
    });
    if (looked instanceof ObjectStoreError)
      return fail(about, looked.message, 'see that the store answers, and that THROUGHLINE_S3_… name it');
    const { files, broken, keyless, older } = looked;
    if (keyless.length > 0) {
      const names = [...new Set(keyless.map(({ keyId }) => keyId))];
      const found = `the key of ${keyless.length} of ${files} files is not at hand (${names.join(', ')}): ${someOf(keyless.map(({ id }) => id))}`;
      const rest = broken.length === 0 ? '' : `; ${broken.length} others do not open: ${someOf(broken)}`;
      return fail(about, found + rest, 'put the former key behind the others in THROUGHLINE_FILE_KEYS');
    }
    if (broken.length > 0) {
      const found = `${broken.length} of ${files} files do not open as they were sent: ${someOf(broken)}`;
      return fail(about, found, 'restore them from a backup');
    }
    const away = await prisma.attachmentPart.count({
      where: store.into === 's3' ? { object: null } : { object: { not: null } },
    });
    const brought =
      away === 0 ? '' : `; ${away} of their parts are still to be brought to where files are kept now`;
    const waits = older === 0 ? '' : `; ${older} are under a former key still, which has to be kept`;
    return ok(about, `${files} files, each opens and is what was sent${waits}${brought}`);
  });
}
