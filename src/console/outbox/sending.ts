import type { Comparing } from './compare/merge.ts';
import type { OpenedForm } from '../forms/registry.ts';
import type { Problem } from '../server/request.ts';

/** One of the requests that a press comes to. */
export type Asking = {
  /** Where it goes below /api/v1, and what. `{documentId}` and `{enrollmentId}` stand for what an earlier one has made. */
  path: string;
  body: object;
  /** Makes its key of the sending's own, which is that of the steps; left out: that one. */
  as?: string;
  /** The revision that it changes: where somebody has changed it since, it is refused. */
  version?: number;
};

/** What a request came to that is answered for good: the duties that it met, or what it made. */
export type Answer = {
  met?: string[];
  takenIn?: true;
  documentId?: string;
  revision?: number;
  enrollmentId?: string;
};

/** The time that a press had when it was made, and what the device showed then, in which page. */
export type Doubt = { at: number; wall: number; runs: number; page: number };

/** What was pressed, on its way to the record, and how it stands with it. */
export type Sending = {
  /** Names the request for ever: sent again, it is recorded once. */
  key: string;
  enrollmentId: string;
  client: string;
  /** What it settles (a request, a place in the queue): until it is refused or taken back, nobody settles it twice from here. */
  about?: string;
  /** In this order, each once the one before it is answered. */
  requests: readonly Asking[];
  /** What the first of them came to; those are not sent again. */
  answered: readonly Answer[];
  /** Cannot be taken back, and waits for nothing that was pressed before: a page, an emergency. */
  atOnce?: true;
  /**
   * Of what is saved again and again: goes out after those of the same name, and changes what they have made, whatever
   * revision was seen when it was pressed.
   */
  turn?: string;
  /** Of which draft it was made. Refused before anything of it was recorded, its author finds the words there again. */
  draft?: { name: string; words: object };
  /** Which form that was: it can be opened again from wherever one is told of a refusal. */
  form?: Pick<OpenedForm, 'step' | 'duty' | 'about'>;
  /** Of a request that changes a document: how it is put beside what somebody has changed meanwhile. */
  compare?: Comparing;
  /** By the server's clock, as far as it was known. */
  pressedAt: number;
  /** When that was on the time that only runs on here. */
  since: number;
  /** The device's clock could not be trusted then: it is dated anew before it goes out. */
  doubt?: Doubt;
  state:
    | { name: 'waiting' }
    | { name: 'sending' }
    | { name: 'not-sent'; tries: number; again: number }
    | { name: 'recorded'; met: string[] }
    | { name: 'taken-in' }
    | { name: 'refused'; problem: Problem };
};

/** What became of a request: answered for good, refused for good, or not answered. */
export type Sent =
  { name: 'answered'; answer: Answer } | { name: 'refused'; problem: Problem } | { name: 'unanswered' };

/** A request as it goes out. */
export type Outgoing = Required<Pick<Asking, 'path' | 'body'>> & Pick<Asking, 'version'> & { key: string };

/** What is pressed: one request, or several in their order. */
export type Press = Omit<
  Sending,
  'key' | 'state' | 'pressedAt' | 'since' | 'doubt' | 'requests' | 'answered'
> & {
  /** Of a press whose parts name each other by it. */
  key?: string;
} & (Pick<Asking, 'path' | 'body' | 'version'> | Pick<Sending, 'requests'>);

/** Whether it would be lost with the device: it is neither on record nor refused. */
export const isUnsent = ({ state }: Pick<Sending, 'state'>): boolean =>
  state.name === 'waiting' || state.name === 'sending' || state.name === 'not-sent';

/** Whether all of it is answered for good: on record, or recorded when the clock is back. */
export const isAnswered = ({ state }: Pick<Sending, 'state'>): boolean =>
  state.name === 'recorded' || state.name === 'taken-in';

/** Whether steps of it are on record, or were taken in. */
export const hasRecorded = ({ answered }: Pick<Sending, 'answered'>): boolean =>
  answered.some(({ met, takenIn }) => met !== undefined || takenIn === true);

/** Whether it is refused since somebody has changed meanwhile what it would change, so that both can be put side by side. */
export const isConflict = (
  answer: Sent | Sending['state'],
  { compare, answered }: Pick<Sending, 'compare' | 'answered'>,
): boolean => answer.name === 'refused' && answer.problem.status === 412 && compare?.nth === answered.length;

/** Whether it was pressed over again: what follows holds it as well, so that it can no longer be taken back, and waits no longer. */
export const isFollowed = ({ turn, pressedAt }: Sending, all: readonly Sending[]): boolean =>
  turn !== undefined && all.some((other) => other.turn === turn && other.pressedAt > pressedAt);

/** Whether it can be taken back: it waits, nothing of it is on its way, and nothing was built on it. */
export const canUndo = (one: Sending, all: readonly Sending[]): boolean =>
  one.state.name === 'waiting' && !one.atOnce && one.answered.length === 0 && !isFollowed(one, all);

/** The request that goes out next, with what those before it have made in its address; null: all are answered. */
export function nextOf({ key, requests, answered }: Sending): Outgoing | null {
  const asking = requests[answered.length];
  if (!asking) return null;
  const { path, body, as, version } = asking;
  const made = (what: 'documentId' | 'enrollmentId') =>
    answered.findLast((one) => one[what] !== undefined)?.[what] ?? '';
  const to = path.replace('{documentId}', made('documentId')).replace('{enrollmentId}', made('enrollmentId'));
  return {
    ...{ key: as === undefined ? key : `${key}.${as}`, path: to },
    ...{ body, ...(version === undefined ? {} : { version }) },
  };
}

export function outcomeOf({ answered }: Sending): Sending['state'] {
  if (answered.some(({ takenIn }) => takenIn)) return { name: 'taken-in' };
  return { name: 'recorded', met: answered.flatMap(({ met = [] }) => met) };
}

export function asOne<Rest extends Pick<Asking, 'path' | 'body' | 'version'>>({
  path,
  body,
  version,
  ...rest
}: Rest) {
  return { ...rest, requests: [{ path, body, ...(version === undefined ? {} : { version }) }] };
}
