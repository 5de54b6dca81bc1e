import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../../servers/setup-error.ts';

export interface Keys {
  /** 32 bytes in base64: seals protected text on its way through Temporal. */
  sealKey: string;
  /** Signs webhook calls (pages go to THROUGHLINE_WEBHOOK_URL, or to the mailbox). */
  webhookSecret: string;
}

/**
 * The keys from the environment, else those kept in `file`, else new ones, kept there. Text sealed under a key that
 * is lost cannot be opened again, so a file that cannot be read is never replaced. Throws SetupError.
 */
export function loadKeys(file: string, env: NodeJS.ProcessEnv): Keys {
  const kept = existsSync(file) ? readKeys(file) : {};
  const keys: Keys = {
    sealKey: kept.sealKey ?? randomBytes(32).toString('base64'),
    webhookSecret: kept.webhookSecret ?? `whsec_${randomBytes(32).toString('base64')}`,
  };
  if (kept.sealKey === undefined || kept.webhookSecret === undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  const sealKey = env['THROUGHLINE_SEAL_KEY'] || keys.sealKey;
  const problem = sealKeyProblem(sealKey);
  if (problem !== undefined) throw new SetupError(problem);
  return { sealKey, webhookSecret: env['THROUGHLINE_WEBHOOK_SECRET'] || keys.webhookSecret };
}

/** What is wrong with a seal key, for a person; undefined when nothing is. */
export function sealKeyProblem(key: string): string | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(key) && Buffer.from(key, 'base64').length === 32
    ? undefined
    : 'THROUGHLINE_SEAL_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32';
}

function readKeys(file: string): Partial<Keys> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Keys>;
  } catch {
    throw new SetupError(
      `${file} cannot be read. It holds the key of the text sealed so far: put it back from a copy, or remove all of its folder to begin anew.`,
    );
  }
}
