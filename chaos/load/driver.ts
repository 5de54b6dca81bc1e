import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Login, Tokens } from '../../prisma/seed/index.ts';
import type { PlannedRequest, PlannedTeamAct } from '../plan/requests.ts';
import type { Random } from '../plan/random.ts';
import { spareDocument } from '../plan/spares.ts';
import {
  noteAnswer,
  type Answer,
  type GivenEntry,
  type GivenReceipt,
  type GivenRevision,
  type Outcome,
} from './answers.ts';
import { writtenBefore } from './documents.ts';
import { requestOf, type Request, type RequestContext } from './requests.ts';

export type DriverOptions = RequestContext & {
  apiUrl: string;
  tokens: Tokens;
  requests: readonly PlannedRequest[];
  lanes: number;
  answersFile: string;
  random: Random;
  /** Which share of the requests may have been sent by now, 0 to 1. */
  progress: () => number;
};

export type Driver = {
  /** Resolves when every request has its last answer. */
  done: Promise<void>;
  sent(): number;
  /** Resolves when the next request has left, or after `patienceMs`. */
  nextSent(patienceMs: number): Promise<void>;
  /** Sends something beside the plan. */
  send(request: PlannedRequest): Promise<Outcome>;
};

type Given = Answer['given'][number] & { body: Record<string, unknown> };

const unanswered: Given = { status: 0, code: null, replayed: false, version: null, body: {} };

/** The API gives up after some 15 s; who waits longer than this waits for a dead connection. */
const patienceMs = 25_000;
/** A start is asked for until it is answered: commands wait for it. */
const longestAskingMs = 120_000;

/** Sends the plan in order over several lanes and notes what was answered. */
export function startDriver(options: DriverOptions): Driver {
  const { requests, lanes, random, tokens, staffIds } = options;
  const sends = new EventEmitter();
  const started = new Map<number, Deferred>();
  const startOf = (enrollment: number): Deferred => {
    const known = started.get(enrollment) ?? deferred();
    started.set(enrollment, known);
    return known;
  };
  const made = new Map<string, string>();
  let next = 0;
  let sentCount = 0;

  async function lane(): Promise<void> {
    for (let i = next++; i < requests.length; i = next++) {
      const request = requests[i];
      if (!request) return;
      while (i / requests.length > options.progress()) await wait(20);
      await serve(request);
    }
  }

  async function serve(planned: PlannedRequest): Promise<Outcome> {
    const isOfNone = planned.kind === 'start' || planned.kind === 'fund' || planned.kind === 'team';
    const enrollmentId = isOfNone ? '' : await startOf(planned.enrollment).promise;
    const plans = await writeBefore(planned, enrollmentId);
    const about = planned.kind === 'team' ? await aboutOf(planned) : {};
    const request = requestOf(planned, enrollmentId, { ...options, plans, ...about }, Date.now());
    const given = await ask(planned, request);
    if (planned.kind === 'payment' && planned.again && outcomeOf(given) === 'taken-in')
      given.push(await send(planned.key, planned.by, request));
    const answer = answerOf(planned, enrollmentId, staffIds[planned.by], request, given);
    noteAnswer(options.answersFile, answer);
    if (planned.kind === 'start') startOf(planned.enrollment).resolve(answer.enrollmentId);
    const [first] = answer.made;
    if (first !== undefined) made.set(planned.key, first);
    return answer.outcome;
  }

  /** Clients are moved once they are there; a shift may not be there yet, or never. */
  async function aboutOf({
    act,
  }: PlannedTeamAct): Promise<Pick<RequestContext, 'enrollmentIds' | 'shiftId'>> {
    if (act.type === 'move')
      return { enrollmentIds: await Promise.all(act.items.map((one) => startOf(one.enrollment).promise)) };
    const shiftId = 'shift' in act ? made.get(act.shift) : undefined;
    return shiftId === undefined ? {} : { shiftId };
  }

  /** Documents are written also while Temporal is away; asked for until somebody answers. Answers the plans' ids. */
  async function writeBefore(planned: PlannedRequest, enrollmentId: string) {
    const plans: NonNullable<RequestContext['plans']> = {};
    if (planned.kind !== 'command') return plans;
    for (const { key, plan, ...document } of writtenBefore(planned, enrollmentId)) {
      const until = performance.now() + longestAskingMs;
      let outcome: Outcome = 'unknown';
      while (outcome === 'unknown' && performance.now() < until) {
        const request = { ...document, asked: [] };
        const given = await send(key, planned.by, request);
        outcome = outcomeOf([given]);
        if (outcome !== 'unknown') {
          const written = { ...spareDocument(key, planned.enrollment), by: planned.by };
          noteAnswer(
            options.answersFile,
            answerOf(written, enrollmentId, staffIds[planned.by], request, [given]),
          );
        }
        if (outcome === 'acknowledged' && plan) plans[plan] = String(given.body['documentId']);
        if (outcome === 'unknown') await wait(random.whole(200, 1_200));
      }
    }
    return plans;
  }

  async function ask(planned: PlannedRequest, request: Request): Promise<Given[]> {
    const given: Given[] = [];
    const until = performance.now() + longestAskingMs;
    const persistent = planned.kind === 'start' || planned.whenUnknown === 'asks-again';
    do {
      const answers = Array.from({ length: planned.copies }, () => send(planned.key, planned.by, request));
      sentCount += 1;
      sends.emit('sent');
      given.push(...(await Promise.all(answers)));
      if (outcomeOf(given) !== 'unknown' || isTurnedAway(given)) return given;
      if (persistent) await wait(random.whole(200, 1_200));
    } while (persistent && performance.now() < until);
    return given;
  }

  /** What is replaced is read first; read again where somebody else came between. */
  async function send(key: string, by: Login, request: Request): Promise<Given> {
    if (!request.path.includes('/acts/')) return sendOnce(key, by, request);
    for (;;) {
      const revision = await seen(by, request.path);
      if (revision === null) return unanswered;
      const given = await sendOnce(key, by, request, { 'if-match': revision });
      if (given.code !== 'version-conflict') return given;
    }
  }

  /** Null where nobody answers. */
  async function seen(by: Login, path: string): Promise<string | null> {
    try {
      const read = await fetch(`${options.apiUrl}/api/v1${path.replace(/\/acts\/.*/, '')}`, {
        headers: { authorization: `Bearer ${tokens[by]}` },
        signal: AbortSignal.timeout(patienceMs),
      });
      await read.body?.cancel();
      if (read.status === 404) return '"0"';
      return read.ok ? read.headers.get('etag') : null;
    } catch {
      return null;
    }
  }

  async function sendOnce(
    key: string,
    by: Login,
    request: Request,
    more: Record<string, string> = {},
  ): Promise<Given> {
    try {
      const response = await fetch(`${options.apiUrl}/api/v1${request.path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens[by]}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          ...more,
        },
        body: request.body,
        signal: AbortSignal.timeout(patienceMs),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const code = typeof body['code'] === 'string' ? body['code'] : null;
      const version = typeof body['version'] === 'number' ? body['version'] : null;
      const replayed = response.headers.has('idempotent-replayed');
      return { status: response.status, code, replayed, version, body };
    } catch {
      return unanswered;
    }
  }

  return {
    done: Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined),
    sent: () => sentCount,
    async nextSent(patience) {
      await Promise.race([once(sends, 'sent'), wait(patience)]);
    },
    send: serve,
  };
}

type Replied = { status: number; code?: string | null };

/** The client went to somebody else between two attempts: whoever asks again is told nothing of them any more. */
function isTurnedAway(given: readonly Replied[]): boolean {
  return given.some(({ code }) => code === 'no-relation');
}

/**
 * What all the answers to one request amount to. A receipt outweighs everything: it was recorded. Whom nobody lets in after
 * an attempt that was not answered does not know what became of that.
 */
export function outcomeOf(given: readonly Replied[]): Outcome {
  const some = (test: (status: number) => boolean): boolean => given.some(({ status }) => test(status));
  const lost = given.findIndex(({ status }) => status === 0 || status >= 500);
  if (some((status) => status === 200 || status === 201)) return 'acknowledged';
  if (some((status) => status === 202)) return 'taken-in';
  const judged = given.filter(({ code }, i) => code !== 'no-relation' || lost < 0 || i < lost);
  return judged.some(({ status }) => status >= 400 && status < 500 && status !== 429) ? 'refused' : 'unknown';
}

function answerOf(
  planned: PlannedRequest,
  enrollmentId: string,
  staffId: string,
  { asked }: Request,
  given: readonly Given[],
): Answer {
  const outcome = outcomeOf(given);
  const told =
    given.find(({ status }) => status === 200 || status === 201) ??
    given.find(({ status }) => status === 202);
  const named = told?.body['enrollmentId'];
  return {
    key: planned.key,
    kind: planned.kind,
    enrollmentId: planned.kind === 'start' && typeof named === 'string' ? named : enrollmentId,
    staffId,
    nonsense: 'nonsense' in planned && planned.nonsense,
    asked,
    outcome,
    given: given.map(({ status, code, replayed, version }) => ({ status, code, replayed, version })),
    ...{ receipt: null, revision: null, entry: null, made: [] },
    ...(told ? toldIn(planned.kind, outcome, told.body) : {}),
  };
}

/** A payment is entered when its step is taken in; of other steps that wait there is nothing to be told yet. */
function toldIn(
  kind: Answer['kind'],
  outcome: Outcome,
  body: Given['body'],
): Partial<Pick<Answer, 'receipt' | 'revision' | 'entry' | 'made'>> {
  if (kind === 'team') return { made: madeIn(body) };
  if (kind === 'payment') return { entry: entryIn(body) };
  if (outcome !== 'acknowledged') return {};
  if (kind === 'fund') return { entry: entryIn(body) };
  return kind === 'document' ? { revision: revisionIn(body) } : { receipt: receiptIn(body) };
}

function receiptIn(body: Record<string, unknown>): GivenReceipt {
  const { version, recordedAt, steps } = body as unknown as GivenReceipt;
  return { version, recordedAt, steps };
}

function revisionIn(body: Record<string, unknown>): GivenRevision {
  const { documentId, revision, hash } = body as unknown as GivenRevision;
  return { documentId, revision, hash };
}

function entryIn(body: Record<string, unknown>): GivenEntry {
  const { seq, kind, amountCents, balanceCents } = body as unknown as GivenEntry;
  return { seq, kind, amountCents, balanceCents };
}

function madeIn(body: Record<string, unknown>): string[] {
  const told = body as {
    absence?: string;
    reassignmentId?: string;
    swapId?: string;
    shifts?: { shiftId: string }[];
  };
  const shifts = (told.shifts ?? []).map(({ shiftId }) => shiftId);
  return [told.absence, told.reassignmentId, told.swapId, ...shifts].filter((id) => id !== undefined);
}

type Deferred = { promise: Promise<string>; resolve: (value: string) => void };

function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  const promise = new Promise<string>((done) => (resolve = done));
  return { promise, resolve };
}
