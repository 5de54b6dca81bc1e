import { reworded, unworded } from '../language/reworded.ts';
import { allWords } from '../language/server-words.ts';
import type { Candidates } from './replies.ts';
import { measure, shown } from '../time/now.ts';

/** A refusal as the API words it (RFC 9457). */
export type Problem = {
  code: string;
  title: string;
  detail: string;
  status: number;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
  /** Of a referral: whom its person looks like, whose file its reference leads to, where the client is enrolled. */
  candidates?: Candidates;
  onRecord?: { clientId: string; reference: string } | null;
  enrollmentId?: string;
};

/** What the server refused, or that it was not reached (`offline`). */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

type Asked = {
  method?: 'GET' | 'POST';
  body?: unknown;
  /** A piece of a file, instead of a body. */
  bytes?: Blob;
  token?: string;
  key?: string;
  /** Where nobody waits for it any more. */
  signal?: AbortSignal;
  /** The revision that is meant; another one is refused. */
  version?: number | undefined;
};

/** What My day is made of is shown in the words that come with it. */
const comesFirst = /^\/(?:me|day|session)(?:[/?]|$)/;

/**
 * The one place that asks the server. The session's cookie goes along by itself; what changes something says that it comes
 * from a page of this address. What comes back says the system's own texts in the reader's language. Throws RequestError.
 */
export async function request<Reply>(path: string, asked: Asked = {}): Promise<Reply> {
  const { method = 'GET', body, bytes, token, key, version, signal } = asked;
  const askedAt = shown();
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
    headers: {
      Accept: 'application/json',
      'X-Requested-With': 'console',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(bytes === undefined ? {} : { 'Content-Type': 'application/octet-stream' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(unworded(body)) }),
    ...(bytes === undefined ? {} : { body: bytes }),
  }).catch(() => null);
  if (!response) throw new RequestError(notReached);
  measure(askedAt, response);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && comesFirst.test(path)) return reworded(answer as Reply);
  await allWords();
  if (response.ok) return reworded(answer as Reply);
  throw refusedWith(answer, response.status);
}

/** What an answer refuses, in the reader's language. */
export const refusedWith = (answer: unknown, status: number): RequestError =>
  new RequestError(isProblem(answer) ? reworded(answer) : { ...notReached, status });

const notReached: Problem = { code: 'offline', title: '', detail: '', status: 0 };

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer;
}
