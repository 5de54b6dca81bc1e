import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { partBytes, partsOf } from '../../src/features/attachments/attachment.ts';
import type { Upload } from './uploads.ts';

type Told = { attachmentId: string; arriving: { received: number[] } | null; state: string };
type Sent = { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> };
type Answer = { status: number; body: Record<string, unknown> };

/** Who waits longer waits for a dead connection. */
const patienceMs = 25_000;

/** Sends files as a browser does that loses its connection: whatever was not answered is asked for again. */
export function createUploader(to: { url: string; token: string; enrollmentId: string }) {
  const path = `${to.url}/api/v1/enrollments/${to.enrollmentId}/attachments`;
  const headers = { authorization: `Bearer ${to.token}` };
  /** `unavailable`: a clean 503; `failed`: whatever else the server is at fault for; `lost`: no answer. */
  const counts = { parts: 0, unavailable: 0, failed: 0, lost: 0 };

  async function once(url: string, more: Sent): Promise<Answer | null> {
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const all = { ...headers, ...more.headers };
      const reply = await fetch(url, { ...more, method: 'POST', headers: all, signal });
      const body = (await reply.json()) as Record<string, unknown>;
      if (reply.status < 500) return { status: reply.status, body };
      counts[reply.status === 503 ? 'unavailable' : 'failed'] += 1;
    } catch {
      counts.lost += 1;
    }
    return null;
  }

  /** Until there is an answer; the test's own time limit is the only one. */
  async function insist(url: string, more: Sent): Promise<Answer> {
    for (;;) {
      const answer = await once(url, more);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const begin = ({ name, length }: Upload, key: string) =>
    insist(path, {
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ what: 'other', fileName: name, bytes: length }),
    });
  const piece = (bytes: Buffer, number: number) =>
    bytes.subarray(number * partBytes, (number + 1) * partBytes);
  async function send(id: string, bytes: Buffer, number: number): Promise<Answer> {
    const answer = await insist(`${path}/${id}/parts/${number}`, {
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(piece(bytes, number)),
    });
    counts.parts += 1;
    return answer;
  }

  return {
    counts,

    /** Answers its id, and what was answered last; null: it was refused before anything of it was sent. */
    async upload(file: Upload): Promise<{ id: string; last: Answer } | { id: null; last: Answer }> {
      const key = randomUUID();
      const begun = await begin(file, key);
      if (begun.status !== 201) return { id: null, last: begun };
      const again = file.way === 'twice' || file.way === 'gone on' ? await begin(file, key) : begun;
      const { attachmentId: id } = again.body as Told;
      const bytes = file.bytes();
      const numbers = Array.from({ length: partsOf(bytes.length) }, (_, number) => number);
      const inHalf = file.way === 'gone on' || file.way === 'left';
      let last = begun;
      for (const number of inHalf ? numbers.slice(0, -1) : numbers) {
        const sent = file.way === 'twice' ? [1, 2] : [1];
        const answers = await Promise.all(sent.map(() => send(id, bytes, number)));
        last = answers.find(({ status }) => status !== 200) ?? answers[0] ?? last;
        if (last.status !== 200) return { id, last };
      }
      if (file.way === 'gone on') {
        const { arriving } = (await begin(file, key)).body as Told;
        for (const number of numbers.filter((one) => !arriving?.received.includes(one)))
          last = await send(id, bytes, number);
      }
      return { id, last };
    },

    /**
     * Sends the first half of a file's first part and holds the rest back; answers what has to happen for the connection to be
     * lost, and then goes on with the whole file.
     */
    async cutOffInAPart(file: Upload, strike: () => Promise<void>): Promise<{ id: string; last: Answer }> {
      const bytes = file.bytes();
      const { attachmentId: id } = (await begin(file, randomUUID())).body as Told;
      const first = piece(bytes, 0);
      const cut = request(`${path}/${id}/parts/0`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': first.length },
      });
      const lost = new Promise<void>((resolve) => cut.once('error', () => resolve()));
      await new Promise((resolve) => cut.write(first.subarray(0, first.length / 2), resolve));
      await strike();
      await lost;
      let last: Answer | undefined;
      for (let number = 0; number < partsOf(bytes.length); number += 1) last = await send(id, bytes, number);
      if (!last) throw new Error('a file has a part');
      return { id, last };
    },

    async list(): Promise<Told[]> {
      const reply = await fetch(path, { headers });
      return ((await reply.json()) as { items: Told[] }).items;
    },

    /** Its bytes, or why not. */
    async content(id: string): Promise<Buffer | number> {
      const reply = await fetch(`${path}/${id}/content`, { headers });
      return reply.status === 200 ? Buffer.from(await reply.arrayBuffer()) : reply.status;
    },
  };
}
