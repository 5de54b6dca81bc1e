import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from '../servers/paths.ts';
import { SetupError } from '../servers/setup-error.ts';

/**
 * What a running `npm start` tells the other commands of this folder, in `.data/running.json`. It is written when all
 * is up and removed by an orderly stop; after a kill it may name servers that are gone, which shows at the first call.
 */
export type Running = {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  apiUrl: string;
  /** JSON with `sealKey`: kept apart, since this file is for addresses. */
  keysFile: string;
};

/** What a command needs to reach the servers. */
export type Addresses = { databaseUrl: string; temporalAddress: string; namespace: string; sealKey: string };

const fileIn = (folder: string): string => join(folder, 'running.json');

/** Tells where everything is; answers how to take that back. */
export function announceRunning(running: Running, folder = dataDir): () => void {
  writeFileSync(fileIn(folder), `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(fileIn(folder), { force: true });
}

/** Addresses from the environment, else from a running `npm start`. Throws SetupError naming what is not set. */
export function findAddresses(env: NodeJS.ProcessEnv, folder = dataDir): Addresses {
  const running = readRunning(fileIn(folder));
  const given = (name: string): string | undefined => env[name] || undefined;
  const found = {
    DATABASE_URL: given('DATABASE_URL') ?? running?.databaseUrl,
    TEMPORAL_ADDRESS: given('TEMPORAL_ADDRESS') ?? running?.temporalAddress,
    THROUGHLINE_SEAL_KEY: given('THROUGHLINE_SEAL_KEY') ?? sealKeyIn(running?.keysFile),
  };
  const {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    THROUGHLINE_SEAL_KEY: sealKey,
  } = found;
  if (databaseUrl === undefined || temporalAddress === undefined || sealKey === undefined) {
    const missing = Object.entries(found).flatMap(([name, value]) => (value === undefined ? [name] : []));
    throw new SetupError(
      `Nothing says where the servers are: run \`npm start\` in another terminal, or set ${missing.join(', ')}.`,
    );
  }
  const namespace = given('TEMPORAL_NAMESPACE') ?? running?.namespace ?? 'default';
  return { databaseUrl, temporalAddress, namespace, sealKey };
}

/** The database alone, for commands that need no other server. Throws SetupError. */
export function findDatabase(env: NodeJS.ProcessEnv, folder = dataDir): string {
  const url = env['DATABASE_URL'] || readRunning(fileIn(folder))?.databaseUrl;
  if (url === undefined)
    throw new SetupError(
      'Nothing says where the database is: run `npm start` in another terminal, or set DATABASE_URL.',
    );
  return url;
}

function readRunning(file: string): Partial<Running> | undefined {
  return readJson(file);
}

function sealKeyIn(file: string | undefined): string | undefined {
  const keys: { sealKey?: string } | undefined = file === undefined ? undefined : readJson(file);
  return keys?.sealKey;
}

function readJson(file: string): object | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined; // cut short by a crash: as good as not there
  }
}
