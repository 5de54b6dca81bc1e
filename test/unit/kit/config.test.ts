import { describe, expect, it } from 'vitest';
import { standardRetries } from '../../../src/kit/delivery/retries.ts';
import { ConfigError, readApiConfig, readWorkerConfig } from '../../../src/kit/config.ts';

const sealKey = Buffer.alloc(32, 1).toString('base64');
const complete = {
  DATABASE_URL: 'postgresql://user:secret@db:5432/throughline',
  TEMPORAL_ADDRESS: 'temporal:7233',
  THROUGHLINE_SEAL_KEY: sealKey,
  SMTP_URL: 'smtp://mail:2525',
};
const webhookSecret = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

describe('the environment', () => {
  it('with all that is needed gives the rest its defaults', () => {
    expect(readWorkerConfig(complete)).toEqual({
      databaseUrl: complete.DATABASE_URL,
      temporalAddress: 'temporal:7233',
      temporalNamespace: 'default',
      sealKey,
      publicUrl: 'http://localhost:3000',
      logLevel: 'info',
      smtpUrl: 'smtp://mail:2525',
      mailFrom: 'throughline@localhost.localdomain',
      webhook: null,
      oldSeals: 'open',
      webhookNetworks: [],
      fileKeys: [],
      fileStore: { into: 'postgresql', s3: null },
      ...{ healthPort: 9464, healthHost: '127.0.0.1' },
      retries: standardRetries,
    });
    const networks = { THROUGHLINE_WEBHOOK_NETWORKS: '10.20.0.0/16, fd00::/8' };
    for (const read of [readApiConfig, readWorkerConfig])
      expect(read({ ...complete, ...networks }).webhookNetworks).toEqual(['10.20.0.0/16', 'fd00::/8']);
    const keys = { THROUGHLINE_FILE_KEYS: `${sealKey}, ${sealKey}` };
    for (const read of [readApiConfig, readWorkerConfig])
      expect(read({ ...complete, ...keys }).fileKeys).toEqual([sealKey, sealKey]);
    expect(readApiConfig({ ...complete, PORT: '8080', PUBLIC_URL: 'https://tl.example/' })).toMatchObject({
      ...{ port: 8080, host: '127.0.0.1', metrics: { port: 9465, host: '127.0.0.1' } },
      publicUrl: 'https://tl.example',
    });
  });

  it('opens to other machines what it is told to, and no name is an address', () => {
    const open = { HOST: '0.0.0.0', METRICS_HOST: '::', METRICS_PORT: '0' };
    expect(readApiConfig({ ...complete, ...open })).toMatchObject({
      ...{ host: '0.0.0.0', metrics: { port: 0, host: '::' } },
    });
    expect(readWorkerConfig({ ...complete, METRICS_HOST: '10.1.2.3' }).healthHost).toBe('10.1.2.3');
    const proxies = { THROUGHLINE_TRUSTED_PROXIES: '10.0.0.0/24' };
    expect(readApiConfig({ ...complete, ...proxies }).trustedProxies).toEqual(['10.0.0.0/24']);
    expect(readApiConfig(complete).trustedProxies).toEqual([]);
    expect(thrownBy(() => readApiConfig({ ...complete, HOST: 'everywhere' }))).toContain(
      'HOST is no IP address',
    );
  });

  it('of the worker may name a webhook', () => {
    const url = 'https://pager.example/hook';
    const agencyId = '7a0e3b52-3f5c-4c0b-8b1d-0c5b8e6f2a97';
    const env = { ...complete, THROUGHLINE_WEBHOOK_URL: url, THROUGHLINE_WEBHOOK_SECRET: webhookSecret };
    expect(readWorkerConfig({ ...env, THROUGHLINE_WEBHOOK_AGENCY: agencyId }).webhook).toEqual({
      ...{ url, secret: webhookSecret, agencyId },
    });
    expect(thrownBy(() => readWorkerConfig(env))).toContain('THROUGHLINE_WEBHOOK_AGENCY is not set');
  });

  it('of the worker may say which release it is, and hold its patches', () => {
    const named = { WORKER_DEPLOYMENT: 'throughline', WORKER_BUILD_ID: '1.1.0', WORKER_HOLD_PATCHES: 'true' };
    expect(readWorkerConfig({ ...complete, ...named })).toMatchObject({
      deployment: { name: 'throughline', buildId: '1.1.0' },
      holdPatches: true,
    });
    expect(thrownBy(() => readWorkerConfig({ ...complete, WORKER_BUILD_ID: '1.1.0' }))).toContain(
      'WORKER_DEPLOYMENT and WORKER_BUILD_ID are set both or not at all',
    );
  });

  it('that lacks things is told all of them at once', () => {
    const message = thrownBy(() => readWorkerConfig({ TEMPORAL_NAMESPACE: '' }));
    for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'THROUGHLINE_SEAL_KEY', 'SMTP_URL']) {
      expect(message).toContain(`  ${name} is not set: `);
    }
    expect(message).not.toContain('TEMPORAL_NAMESPACE');
  });

  it.each([
    ['DATABASE_URL', 'mysql://user:secret@db/x'],
    ['TEMPORAL_ADDRESS', 'http://secret'],
    ['THROUGHLINE_SEAL_KEY', 'secret'],
    ['SMTP_URL', 'secret'],
    ['MAIL_FROM', 'secret'],
    ['PUBLIC_URL', 'ftp://secret'],
    ['WORKER_HEALTH_PORT', '70000'],
    ['DELIVERY_LEASE_SECONDS', 'secret'],
    ['DELIVERY_FIRST_PAUSE_SECONDS', '0'],
    ['DELIVERY_LONGEST_PAUSE_SECONDS', '100000'],
    ['LOG_LEVEL', 'secret'],
    ['THROUGHLINE_OLD_SEALS', 'secret'],
    ['THROUGHLINE_WEBHOOK_SECRET', 'secret'],
    ['THROUGHLINE_WEBHOOK_AGENCY', 'secret'],
    ['THROUGHLINE_WEBHOOK_NETWORKS', 'secret'],
    ['THROUGHLINE_FILE_KEYS', `${sealKey} secret`],
    ['THROUGHLINE_FILE_STORE', 'secret'],
    ['THROUGHLINE_S3_ENDPOINT', 'secret'],
    ['THROUGHLINE_S3_BUCKET', 'Secret'],
    ['THROUGHLINE_S3_PREFIX', '/secret'],
  ])('with a wrong %s is told which one, and its value is not quoted', (name, value) => {
    const message = thrownBy(() => readWorkerConfig({ ...complete, [name]: value }));
    expect(message).toMatch(new RegExp(`^ {2}${name} is `, 'm'));
    expect(message).not.toContain('secret');
  });

  it('of S3 is whole or not there, and half of it is told apart', () => {
    const s3 = {
      THROUGHLINE_S3_ENDPOINT: 'https://s3.example/',
      THROUGHLINE_S3_REGION: 'eu-1',
      THROUGHLINE_S3_BUCKET: 'files',
      THROUGHLINE_S3_ACCESS_KEY: 'somebody',
      THROUGHLINE_S3_SECRET_KEY: 'secret',
    };
    const settings = {
      ...{ endpoint: 'https://s3.example', region: 'eu-1', bucket: 'files', prefix: '' },
      ...{ accessKey: 'somebody', secretKey: 'secret' },
    };
    const into = { THROUGHLINE_FILE_STORE: 's3' };
    for (const read of [readApiConfig, readWorkerConfig]) {
      expect(read({ ...complete, ...into, ...s3 }).fileStore).toEqual({ into: 's3', s3: settings });
      // What is there already is read, wherever new files go.
      expect(read({ ...complete, ...s3, THROUGHLINE_S3_PREFIX: 'a/b' }).fileStore).toEqual({
        ...{ into: 'postgresql', s3: { ...settings, prefix: 'a/b' } },
      });
      for (const name of Object.keys(s3)) {
        const message = thrownBy(() => read({ ...complete, ...s3, [name]: '' }));
        expect(message).toContain(`  ${name} is not set: files go to S3 by `);
        expect(message.split('\n')).toHaveLength(2);
        expect(message).not.toContain('secret');
        expect(thrownBy(() => read({ ...complete, ...into }))).toContain(`  ${name} is not set`);
      }
      expect(thrownBy(() => read({ ...complete, THROUGHLINE_S3_PREFIX: 'a' }))).toContain('is not set');
    }
  });

  it('with a webhook but nothing to sign with is refused', () => {
    const env = { ...complete, THROUGHLINE_WEBHOOK_URL: 'https://pager.example/hook' };
    expect(thrownBy(() => readWorkerConfig(env))).toContain('THROUGHLINE_WEBHOOK_SECRET is not set');
  });
});

function thrownBy(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}
