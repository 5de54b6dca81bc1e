import { checkAll } from '../../features/attachments/postgres/check-all.ts';
import { createFileSeal } from '../../kit/file-seal.ts';
import { fail, type Finding, ok } from './finding.ts';
import { lookInRecord } from './in-record.ts';

const about = 'files of clients';
const mostNamed = 5;

/** Whether every file that is kept opens, to its last byte, and is what was sent. */
export function checkAttachments(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return lookInRecord(env, about, async (prisma, sealKey) => {
    const { files, broken } = await checkAll(prisma, createFileSeal(sealKey));
    if (broken.length === 0) return ok(about, `${files} files, each opens and is what was sent`);
    const named = [...broken.slice(0, mostNamed), ...(broken.length > mostNamed ? ['…'] : [])];
    const found = `${broken.length} of ${files} files do not open as they were sent: ${named.join(', ')}`;
    return fail(about, found, 'restore them from a backup; all of them: the key is another one');
  });
}
