import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tokens } from '../../prisma/seed/index.ts';
import type { PlannedRequest } from '../plan/requests.ts';
import type { Random } from '../plan/random.ts';
import { spareDocument } from '../plan/spares.ts';
import { noteAnswer, type Outcome } from './answers.ts';
import { type ClientNamed, writtenBefore } from './documents.ts';
import { answerOf, isTurnedAway, outcomeOf } from './outcome.ts';
import { requestOf, type Request, type RequestContext } from './requests.ts';
import { createSender, type Given, longestAskingMs } from './sender.ts';

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
  /** The id of that enrollment, once somebody has begun it. */
  enrollment(place: number): Promise<string>;
  /** Resolves when the next request has left, or after `patienceMs`. */
  nextSent(patienceMs: number): Promise<void>;
  /** Sends something beside the plan. */
  send(request: PlannedRequest): Promise<Outcome>;
};

/** Sends the plan in order over several lanes and notes what was answered. */
export function startDriver(options: DriverOptions): Driver {
  const { requests, lanes, random, staffIds } = options;
  const sender = createSender(options);
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
    const about = await aboutOf(planned, enrollmentId);
    const request = requestOf(planned, enrollmentId, { ...options, plans, ...about }, Date.now());
    const given = await ask(planned, request);
    if (planned.kind === 'payment' && planned.again && outcomeOf(given) === 'taken-in')
      given.push(await sender.send(planned.key, planned.by, request));
    const author = (request.there ? options.otherAgency?.staffIds : staffIds) ?? staffIds;
    const answer = answerOf(planned, enrollmentId, author[planned.by], request, given);
    noteAnswer(options.answersFile, answer);
    if (planned.kind === 'start') startOf(planned.enrollment).resolve(answer.enrollmentId);
    const [first] = answer.made;
    if (first !== undefined) made.set(planned.key, first);
    return answer.outcome;
  }

  /** What only the system knows: clients are moved once they are there; a shift may not be there yet, or never. */
  async function aboutOf(
    planned: PlannedRequest,
    enrollmentId: string,
  ): Promise<Pick<RequestContext, 'enrollmentIds' | 'shiftId' | 'client' | 'transferId'>> {
    if (planned.kind === 'document' && planned.of === 'identity')
      return withClient(await sender.clientOf(planned.by, enrollmentId));
    if (planned.kind === 'transfer') {
      const transferId = 'offer' in planned.act ? made.get(planned.act.offer) : undefined;
      return transferId === undefined ? {} : { transferId };
    }
    if (planned.kind !== 'team') return {};
    const { act } = planned;
    if (act.type === 'move')
      return { enrollmentIds: await Promise.all(act.items.map((one) => startOf(one.enrollment).promise)) };
    const shiftId = 'shift' in act ? made.get(act.shift) : undefined;
    return shiftId === undefined ? {} : { shiftId };
  }

  /** Documents are written also while Temporal is away; asked for until somebody answers. Answers the plans' ids. */
  async function writeBefore(planned: PlannedRequest, enrollmentId: string) {
    const plans: NonNullable<RequestContext['plans']> = {};
    if (planned.kind !== 'command') return plans;
    for (const { key, plan, completes = false, ...document } of writtenBefore(planned, enrollmentId)) {
      const until = performance.now() + longestAskingMs;
      let outcome: Outcome = 'unknown';
      while (outcome === 'unknown' && performance.now() < until) {
        const request = { ...document, asked: [] };
        const given = await sender.send(key, planned.by, request);
        outcome = outcomeOf([given]);
        if (outcome !== 'unknown') {
          const written = { ...spareDocument(key, planned.enrollment), by: planned.by };
          noteAnswer(
            options.answersFile,
            answerOf(written, enrollmentId, staffIds[planned.by], request, [given]),
          );
        }
        if (outcome === 'acknowledged' && plan) {
          plans[plan] = String(given.body['documentId']);
          const path = `${document.path}/${plans[plan]}/acts/complete`;
          if (completes) await sender.send(`${key}-complete`, planned.by, { path, body: '{}', asked: [] });
        }
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
      const answers = Array.from({ length: planned.copies }, () =>
        sender.send(planned.key, planned.by, request),
      );
      sentCount += 1;
      sends.emit('sent');
      given.push(...(await Promise.all(answers)));
      if (outcomeOf(given) !== 'unknown' || isTurnedAway(given)) return given;
      if (persistent) await wait(random.whole(200, 1_200));
    } while (persistent && performance.now() < until);
    return given;
  }

  return {
    done: Promise.all(Array.from({ length: lanes }, lane)).then(() => undefined),
    sent: () => sentCount,
    enrollment: (place) => startOf(place).promise,
    async nextSent(patience) {
      await Promise.race([once(sends, 'sent'), wait(patience)]);
    },
    send: serve,
  };
}

const withClient = (client: ClientNamed | null): { client?: ClientNamed } => (client ? { client } : {});

type Deferred = { promise: Promise<string>; resolve: (value: string) => void };

function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => undefined;
  const promise = new Promise<string>((done) => (resolve = done));
  return { promise, resolve };
}
