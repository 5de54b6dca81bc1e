import { z } from 'zod';
import { standardRetries } from './delivery/retries.ts';
import { isNetwork } from './delivery/reach.ts';
import { fileStoreOf, fileStoreShape, type FileStoreSettings, wholeFileStore } from './objects/settings.ts';
import { oldSealsSettings } from './seal.ts';

/** A setting is missing or makes no sense; the message names each of them and what it is for. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const url = (purpose: string, protocols: RegExp, example: string) =>
  z
    .string({ error: `is not set: ${purpose}, for example ${example}` })
    .refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), {
      error: `is no such address: ${purpose}, for example ${example}`,
    });
const port = z.coerce
  .number({ error: 'is no port number' })
  .int({ error: 'is no port number' })
  .min(0, { error: 'is no port number' })
  .max(65_535, { error: 'is no port number' });
const seconds = z.coerce
  .number({ error: 'is no number of seconds' })
  .min(0.1, { error: 'is shorter than a tenth of a second' })
  .max(86_400, { error: 'is longer than a day' });
const is32Bytes = (text: string): boolean =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32;

const list = (text: string): string[] => text.split(/[\s,]+/).filter((one) => one !== '');

const networks = (purpose: string) =>
  z
    .string()
    .default('')
    .transform(list)
    .refine((all) => all.every(isNetwork), {
      error: `is no list of networks ${purpose}, for example 10.20.0.0/16 fd00::/8`,
    });

/** Keys for files alone: the first seals, the others open what they sealed. */
const fileKeys = z
  .string()
  .default('')
  .transform(list)
  .refine((all) => all.every(is32Bytes), {
    error: 'is no list of keys, the newest first, each 32 bytes as base64 (openssl rand -base64 32)',
  });

/** As the processes read them; throws ConfigError. */
export function readFileKeys(env: NodeJS.ProcessEnv): string[] {
  return parse(z.object({ THROUGHLINE_FILE_KEYS: fileKeys }), env).THROUGHLINE_FILE_KEYS;
}

/** As the processes read them; throws ConfigError. */
export function readFileStore(env: NodeJS.ProcessEnv): FileStoreSettings {
  return fileStoreOf(parse(z.object(fileStoreShape).superRefine(wholeFileStore), env));
}

const shared = z.object({
  DATABASE_URL: url('the database', /^postgres(ql)?:$/, 'postgresql://user:password@host:5432/throughline'),
  TEMPORAL_ADDRESS: z
    .string({ error: 'is not set: the Temporal server, for example localhost:7233' })
    .regex(/^[^\s/]+:\d+$/, { error: 'is not host:port' }),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  THROUGHLINE_SEAL_KEY: z
    .string({ error: 'is not set: the key for protected text, 32 bytes as base64 (openssl rand -base64 32)' })
    .refine(is32Bytes, { error: 'is not 32 bytes as base64 (openssl rand -base64 32)' }),
  PUBLIC_URL: url('where people reach the API', /^https?:$/, 'https://throughline.agency.example').optional(),
  THROUGHLINE_WEBHOOK_NETWORKS: networks("into which agencies' webhooks may point besides"),
  THROUGHLINE_FILE_SCANNER: z.string().min(1).optional(),
  THROUGHLINE_FILE_KEYS: fileKeys,
  ...fileStoreShape,
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'is no log level' })
    .default('info'),
});

const apiPort = 3000;
/** Whoever wants to be reached from other machines says so: in a container 0.0.0.0, which is its own network's. */
export const loopback = '127.0.0.1';
const address = z.union([z.ipv4(), z.ipv6()], { error: 'is no IP address' }).default(loopback);
const api = shared.extend({
  PORT: port.default(apiPort),
  HOST: address,
  TEMPORAL_UI_URL: url('the Temporal Web UI', /^https?:$/, 'https://temporal.agency.example').optional(),
  THROUGHLINE_TRUSTED_PROXIES: networks('whose proxies say from where a request comes'),
  METRICS_PORT: port.default(9465),
  METRICS_HOST: address,
});

const worker = shared.extend({
  SMTP_URL: url('the mail server', /^smtps?:$/, 'smtp://user:password@mail.agency.example:587'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/, { error: 'is no e-mail address' })
    .default('throughline@localhost.localdomain'),
  THROUGHLINE_WEBHOOK_URL: url(
    'where pages are sent',
    /^https?:$/,
    'https://pager.agency.example/hook',
  ).optional(),
  THROUGHLINE_WEBHOOK_SECRET: z
    .string()
    .min(24, {
      error: 'is shorter than 24 characters; take "whsec_" and the output of openssl rand -base64 32',
    })
    .optional(),
  THROUGHLINE_WEBHOOK_AGENCY: z.uuid({ error: "is no agency's id" }).toLowerCase().optional(),
  WORKER_HEALTH_PORT: port.default(9464),
  METRICS_HOST: address,
  THROUGHLINE_OLD_SEALS: z.enum(oldSealsSettings, { error: 'is neither open nor refuse' }).default('open'),
  WORKER_DEPLOYMENT: z.string().min(1).optional(),
  WORKER_BUILD_ID: z.string().min(1).optional(),
  WORKER_HOLD_PATCHES: z.enum(['true', 'false'], { error: 'is neither true nor false' }).default('false'),
  DELIVERY_LEASE_SECONDS: seconds.default(standardRetries.leaseMs / 1_000),
  DELIVERY_FIRST_PAUSE_SECONDS: seconds.default(standardRetries.firstPauseMs / 1_000),
  DELIVERY_LONGEST_PAUSE_SECONDS: seconds.default(standardRetries.longestPauseMs / 1_000),
});

const workerChecked = worker
  .superRefine(wholeFileStore)
  .refine(
    (env) => env.THROUGHLINE_WEBHOOK_URL === undefined || env.THROUGHLINE_WEBHOOK_SECRET !== undefined,
    { path: ['THROUGHLINE_WEBHOOK_SECRET'], error: 'is not set: pages are signed with it' },
  )
  .refine(
    (env) => env.THROUGHLINE_WEBHOOK_URL === undefined || env.THROUGHLINE_WEBHOOK_AGENCY !== undefined,
    {
      path: ['THROUGHLINE_WEBHOOK_AGENCY'],
      error:
        'is not set: the id of the agency whose pages go to THROUGHLINE_WEBHOOK_URL; others set their own',
    },
  )
  .refine((env) => (env.WORKER_DEPLOYMENT === undefined) === (env.WORKER_BUILD_ID === undefined), {
    path: ['WORKER_DEPLOYMENT'],
    error: 'and WORKER_BUILD_ID are set both or not at all',
  });

export type WorkerConfig = ReturnType<typeof readWorkerConfig>;

/** What the API takes from its environment. Throws ConfigError. */
export function readApiConfig(env: NodeJS.ProcessEnv) {
  const read = parse(api.superRefine(wholeFileStore), env);
  return {
    ...common(read, read.PORT),
    ...{ port: read.PORT, host: read.HOST, trustedProxies: read.THROUGHLINE_TRUSTED_PROXIES },
    temporalUiUrl: read.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
    metrics: { port: read.METRICS_PORT, host: read.METRICS_HOST },
  };
}

/** What the worker takes from its environment. Throws ConfigError. */
export function readWorkerConfig(env: NodeJS.ProcessEnv) {
  const read = parse(workerChecked, env);
  const { THROUGHLINE_WEBHOOK_URL: webhookUrl, THROUGHLINE_WEBHOOK_SECRET: secret } = read;
  const { THROUGHLINE_WEBHOOK_AGENCY: agencyId } = read;
  const { WORKER_DEPLOYMENT: deployment, WORKER_BUILD_ID: buildId } = read;
  return {
    ...common(read, apiPort),
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    webhook:
      webhookUrl !== undefined && secret !== undefined && agencyId !== undefined
        ? { url: webhookUrl, secret, agencyId }
        : null,
    oldSeals: read.THROUGHLINE_OLD_SEALS,
    healthPort: read.WORKER_HEALTH_PORT,
    healthHost: read.METRICS_HOST,
    ...(deployment !== undefined && buildId !== undefined && { deployment: { name: deployment, buildId } }),
    ...(read.WORKER_HOLD_PATCHES === 'true' && { holdPatches: true }),
    retries: {
      leaseMs: read.DELIVERY_LEASE_SECONDS * 1_000,
      firstPauseMs: read.DELIVERY_FIRST_PAUSE_SECONDS * 1_000,
      longestPauseMs: read.DELIVERY_LONGEST_PAUSE_SECONDS * 1_000,
    },
  };
}

function common(read: z.infer<typeof shared>, port: number) {
  return {
    databaseUrl: read.DATABASE_URL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalNamespace: read.TEMPORAL_NAMESPACE,
    sealKey: read.THROUGHLINE_SEAL_KEY,
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    logLevel: read.LOG_LEVEL,
    fileScanner: read.THROUGHLINE_FILE_SCANNER,
    fileKeys: read.THROUGHLINE_FILE_KEYS,
    fileStore: fileStoreOf(read),
    webhookNetworks: read.THROUGHLINE_WEBHOOK_NETWORKS,
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.infer<Schema> {
  // A variable that is set to nothing counts as not set, as in most compose files.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  // Messages name the setting and never quote its value: some are secrets.
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new ConfigError(`The environment lacks something:\n${lines.join('\n')}`);
}
