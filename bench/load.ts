import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** One request of the load. */
export type Call = {
  port: number;
  method?: 'GET' | 'POST';
  path: string;
  token?: string;
  key?: string;
  body?: object;
  /** The one status with which it is done; any other says that something else was done than what is measured. */
  expects: number;
};

type Answer = { status: number; text: string };

export type Block = {
  /** Of each request that was served, in the order of `what`. */
  ms: number[];
  /** The last word of its address: the command of a step. */
  what: string[];
  seconds: number;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Answers the text of the reply; throws where the request was not answered as it should be. */
export async function send({ key = randomUUID(), ...asked }: Call): Promise<string> {
  const { status, text } = await sendAgainWhereClosed({ ...asked, key });
  if (status === asked.expects) return text;
  const what = `${asked.method ?? 'POST'} ${asked.path}`;
  throw new Error(`${what} was answered ${status} and not ${asked.expects}: ${text.slice(0, 300)}`);
}

async function sendAgainWhereClosed(call: Call): Promise<Answer> {
  try {
    return await sendOnce(call);
  } catch (error) {
    // A server closes a connection that was idle for seconds at the very moment it is used again.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ECONNRESET') throw error;
    return await sendOnce(call);
  }
}

function sendOnce({ port, method = 'POST', path, token, key, body }: Call): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, host: '127.0.0.1', port, path, method, headers }, (incoming) => {
      let received = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (received += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: received }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.setTimeout(60_000, () => outgoing.destroy(new Error(`no answer within a minute: ${path}`)));
    outgoing.end(text);
  });
}

/** So many requests, so many at a time; slot `s` sends its own one after the other. The first that goes wrong ends it. */
export async function sendBlock(
  concurrency: number,
  count: number,
  next: (slot: number) => Call,
): Promise<Block> {
  const block: Block = { ms: [], what: [], seconds: 0 };
  let left = count;
  const startedAt = performance.now();
  const slot = async (index: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const call = next(index);
      const from = performance.now();
      await send(call).catch((error: unknown) => {
        left = 0;
        throw error;
      });
      block.ms.push(performance.now() - from);
      block.what.push(call.path.split('/').at(-1) ?? '');
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, (_, index) => slot(index)));
  block.seconds = (performance.now() - startedAt) / 1_000;
  return block;
}
