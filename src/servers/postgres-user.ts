import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.ts';
import { run } from './run.ts';

/** How to start a PostgreSQL program: PostgreSQL refuses to run as root, so root starts it as somebody else. */
export interface RunAs {
  uid?: number;
  gid?: number;
  /** Put before the command line. */
  prefix: readonly string[];
}

const candidates = ['postgres', 'nobody'];

/**
 * Decides as whom PostgreSQL runs. Not root: as ourselves. Root: as the owner of an existing data folder, else as
 * `postgres`, else `nobody` (initdb needs a user with a name; no user is ever created on the machine).
 * Folders that user may not enter (a checkout below /root, a private temporary folder) are opened to it, on Linux,
 * by one inherited capability instead of by changing anybody's permissions.
 */
export async function postgresUser(dataDir: string, needed: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = (await ownerOf(dataDir)) ?? (await firstKnownUser());
  if (needed.concat(dataDir).every((path) => othersMayEnter(path))) return { ...ids, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  if ((await run('setpriv', ['--version'])).code !== 0)
    throw new SetupError(
      `PostgreSQL cannot run as root, and no other user may enter ${dataDir} or node_modules. Move the project to a folder all users may enter, install util-linux (setpriv), or set DATABASE_URL.`,
    );
  return { prefix };
}

async function ownerOf(dataDir: string): Promise<{ uid: number; gid: number } | undefined> {
  const stat = statSync(dataDir, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

async function firstKnownUser(): Promise<{ uid: number; gid: number }> {
  for (const name of candidates) {
    const uid = await run('id', ['-u', name]);
    const gid = await run('id', ['-g', name]);
    if (uid.code === 0 && gid.code === 0)
      return { uid: Number(uid.output.trim()), gid: Number(gid.output.trim()) };
  }
  throw new SetupError(
    `PostgreSQL cannot run as root, and this machine has no user ${candidates.join(' or ')}. Create one (useradd postgres), run as another user, or set DATABASE_URL.`,
  );
}

function othersMayEnter(path: string): boolean {
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    const stat = statSync(dir, { throwIfNoEntry: false });
    if (stat && (stat.mode & 0o001) === 0) return false;
    if (dir === dirname(dir)) return true;
  }
}
