import { createHash, randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { errorName } from '../error-name.ts';
import type { S3Settings } from './settings.ts';

/** Objects outside the record, each put once under a name of its own. All functions throw ObjectStoreError where it fails. */
export type ObjectStore = {
  /** A name that no object has, and that says nothing: the bucket, and what it is called in there. */
  newName(): string;
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Null where there is none. */
  get(name: string): Promise<Buffer | null>;
  /** It is not there any more; nor need it have been. */
  remove(name: string): Promise<void>;
};

/** The store did not do what it was asked; its own words stay out. */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';
  /** A status, or what kept an answer from coming. */
  readonly code: string;
  constructor(what: string, code: string) {
    super(`the store of objects did not ${what}: ${code}`);
    this.code = `S3 ${code}`;
  }
}

/** A megabyte in ten seconds; asked three times, that is less than a request may take. */
const standard = { timeoutMs: 6_000, pausesMs: [200, 1_000] };

/** What passes by itself: too much asked of it, or a fault of the store's own. */
const passes = (status: number) => status === 408 || status === 429 || status >= 500;

/**
 * Any store that speaks S3, with the bucket in the path, as all of them understand. What failed is asked again with the same
 * bytes under the same name: an object that had arrived all the same is the same one.
 */
export function createS3(
  { endpoint, region, bucket, prefix, accessKey, secretKey }: S3Settings,
  { timeoutMs, pausesMs }: typeof standard = standard,
): ObjectStore {
  const client = new AwsClient({
    ...{ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region },
    retries: 0,
  });

  async function once(method: string, name: string, body?: Uint8Array<ArrayBuffer>) {
    const sha256 = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    // The store refuses bytes that did not come as they were sent.
    const headers = { 'x-amz-content-sha256': sha256 };
    const signal = AbortSignal.timeout(timeoutMs);
    const reply = await client.fetch(`${endpoint}/${name}`, { method, headers, signal, body: body ?? null });
    // Read to its end within the same time, also where nobody needs it: the connection is then free for the next.
    return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) };
  }

  /** Null: there is no such object. */
  async function ask(method: 'PUT' | 'GET' | 'DELETE', name: string, body?: Uint8Array<ArrayBuffer>) {
    for (let tries = 0; ; tries += 1) {
      const answer = await once(method, name, body).catch(codeOf);
      const isAnswer = typeof answer !== 'string';
      if (isAnswer && answer.status < 300) return answer.bytes;
      if (isAnswer && answer.status === 404 && method !== 'PUT') return null;
      const code = isAnswer ? String(answer.status) : answer;
      const pause = isAnswer && !passes(answer.status) ? undefined : pausesMs[tries];
      if (pause === undefined) throw new ObjectStoreError(method, code);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return {
    newName: () => [bucket, ...(prefix === '' ? [] : [prefix]), randomUUID()].join('/'),
    async put(name, bytes) {
      await ask('PUT', name, bytes);
    },
    get: (name) => ask('GET', name),
    async remove(name) {
      await ask('DELETE', name);
    },
  };
}

/** What kept an answer from coming, by its code: messages quote addresses. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return errorName(error);
}
