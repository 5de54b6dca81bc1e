import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../../src/kit/objects/settings.ts';
import { installed } from '../../src/servers/installed.ts';
import { freePort } from '../../src/servers/ports.ts';
import { httpOk, spawnManaged, waitUntilReady } from '../../src/servers/processes.ts';
import { run, tail } from '../../src/servers/run.ts';
import { SetupError } from '../../src/servers/setup-error.ts';

const bucket = 'files-of-tests';
const region = 'us-east-1';

/**
 * An S3 server of the test's own (moto, a Python package), with a bucket and somebody who may do anything with it: it
 * judges who asks by their signature, as any other. It is reached over a line that can be cut.
 */
export async function startS3Server() {
  const folder = await installed('moto-5.2.1', install);
  const port = await freePort();
  const server = await spawnManaged({
    name: 'S3',
    command: 'python3',
    args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    env: { ...process.env, PYTHONPATH: folder },
  });
  const direct = `http://127.0.0.1:${port}`;
  await waitUntilReady(server, httpOk(`${direct}/moto-api/`), { everyMs: 100, timeoutMs: 60_000 });
  const key = await somebody(direct);
  const client = new AwsClient({ ...key, service: 's3', region, retries: 0 });
  const ask = async (method: string, path: string) => {
    const reply = await client.fetch(`${direct}/${path}`, { method });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return Buffer.from(await reply.arrayBuffer());
  };
  await ask('PUT', bucket);
  await fetch(`${direct}/moto-api/reset-auth`, { method: 'POST', body: '0' });
  const line = await openLine(port);
  const settings: S3Settings = {
    ...{ endpoint: `http://127.0.0.1:${line.port}`, region, bucket, prefix: 'throughline/files' },
    ...{ accessKey: key.accessKeyId, secretKey: key.secretAccessKey },
  };
  return {
    settings,
    line,
    /** What the processes are told. */
    env: {
      THROUGHLINE_FILE_STORE: 's3',
      THROUGHLINE_S3_ENDPOINT: settings.endpoint,
      THROUGHLINE_S3_REGION: region,
      THROUGHLINE_S3_BUCKET: bucket,
      THROUGHLINE_S3_PREFIX: settings.prefix,
      THROUGHLINE_S3_ACCESS_KEY: settings.accessKey,
      THROUGHLINE_S3_SECRET_KEY: settings.secretKey,
    },
    /** All that is there, by name, with the bucket before it. */
    async objects(): Promise<Map<string, Buffer>> {
      const listed = (await ask('GET', `${bucket}?list-type=2`)).toString();
      const names = [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, name]) => `${bucket}/${name}`);
      const bytes = await Promise.all(names.map((name) => ask('GET', name)));
      return new Map(names.map((name, n) => [name, bytes[n] ?? Buffer.alloc(0)]));
    },
    /** Past the product. */
    put: async (name: string, body: Uint8Array<ArrayBuffer>) =>
      void (await client.fetch(`${direct}/${name}`, { method: 'PUT', body })),
    remove: async (name: string) => void (await ask('DELETE', name)),
    async stop(): Promise<void> {
      line.close();
      await server.stop();
    },
  };
}

async function install(folder: string): Promise<void> {
  const args = ['install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'];
  const packages = ['--only-binary=:all:', '--requirement', join(import.meta.dirname, 'moto.txt')];
  const { code, missing, output } = await run('python3', [
    '-m',
    'pip',
    ...args,
    ...packages,
    '--target',
    folder,
  ]);
  if (missing) throw new SetupError('The tests of S3 need python3 with pip: python3 is not installed');
  if (code !== 0)
    throw new SetupError(
      `The tests of S3 need python3 with pip, which could not install moto: ${tail(output, 2)}`,
    );
}

/** A user with a key, who may use S3. */
async function somebody(url: string) {
  const call = async (action: string, more: Record<string, string> = {}): Promise<string> => {
    const body = new URLSearchParams({
      ...{ Action: action, Version: '2010-05-08', UserName: 'tests' },
      ...more,
    });
    const authorization =
      'AWS4-HMAC-SHA256 Credential=nobody/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none';
    const reply = await fetch(url, { method: 'POST', headers: { authorization }, body });
    if (!reply.ok) throw new Error(`${action}: ${reply.status} ${await reply.text()}`);
    return await reply.text();
  };
  await call('CreateUser');
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await call('PutUserPolicy', { PolicyName: 'files', PolicyDocument: policy });
  const made = await call('CreateAccessKey');
  const told = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(made)?.[1] ?? '';
  return { accessKeyId: told('AccessKeyId'), secretAccessKey: told('SecretAccessKey') };
}

/** A way to a server on this machine. */
async function openLine(to: number) {
  const open = new Set<Socket>();
  let answersToLose = 0;
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => far.write(bytes));
    far.on('data', (bytes: Buffer) => {
      if (answersToLose === 0) return void near.write(bytes);
      answersToLose -= 1;
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has a port');
  return {
    port: address.port,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
    mend: () => void (isCut = false),
    /** What is asked next is done, and the answer to it is lost; so often. */
    loseAnswers: (times: number) => void (answersToLose = times),
  };
}
