import { createContext, type PropsWithChildren, use, useEffect, useState, useSyncExternalStore } from 'react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useVault } from '../device/use-vault.ts';
import type { Vault } from '../device/vault.ts';
import { type Problem, request, RequestError } from '../server/request.ts';
import { tellUnsent } from '../session/use-me.ts';
import { readAnew } from '../server/use-read.ts';
import type { OnFile } from './compare/merge.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { openShelf, type Shelf } from './tabs.ts';
import { type Answer, hasRecorded, isUnsent, type Outgoing, type Sending, type Sent } from './sending.ts';

const OutboxContext = createContext<Outbox | null>(null);

/** One outbox for all pages: what was pressed is kept on the device until it is on record; what was recorded is read anew. */
export function OutboxProvider({ children }: PropsWithChildren) {
  const queries = useQueryClient();
  const vault = useVault();
  const [outbox, setOutbox] = useState<Outbox | null>(null);

  useEffect(() => {
    if (!vault) return undefined;
    let opened: Outbox | null = null;
    const shelf = openShelf(vault, (left) => opened?.take(left));
    void shelf.free().then((kept) => {
      if (shelf.isClosed()) return;
      opened = outboxOver(vault, shelf, kept, queries);
      setOutbox(opened);
      shelf.watch();
    });
    return () => {
      tellUnsent(queries, opened?.current().filter(isUnsent).length ?? 0);
      opened?.stop();
      shelf.close();
    };
  }, [vault, queries]);

  // Nothing can be pressed before what was pressed last time is known.
  if (!outbox) return null;
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

function outboxOver(vault: Vault, shelf: Shelf, kept: readonly Sending[], queries: QueryClient): Outbox {
  const changed = (enrollmentId: string): void => {
    readAnew(queries);
    void queries.invalidateQueries({ queryKey: ['judging', enrollmentId] });
  };
  return createOutbox({
    kept,
    keep: shelf.keep,
    forget: (key) => void vault.remove('sending', key),
    async send(outgoing) {
      const sent = await post(outgoing);
      // Whoever has to sign in again is asked to; what they pressed waits for it.
      if (sent === 'signed-out') void queries.invalidateQueries({ queryKey: ['me'] });
      return sent === 'signed-out' ? { name: 'unanswered' } : sent;
    },
    async date(sending) {
      // Any answer says which time it is.
      await queries.refetchQueries({ queryKey: ['me'], exact: true });
      const anew = await import('./dated-anew.ts').catch(() => null);
      return anew?.datedAnew(sending) ?? null;
    },
    async merge({ compare, requests, answered }) {
      const asking = requests[answered.length];
      if (!compare || !asking) return null;
      // Where it cannot be read, its author is told of the refusal, and compares then.
      const [onFile, merge] = await Promise.all([
        request<OnFile>(compare.path),
        import('./compare/merge.ts'),
      ]).catch(() => []);
      return onFile && merge ? merge.mergedOver(asking, compare, onFile) : null;
    },
    onReturned(sending) {
      const { draft, enrollmentId, state } = sending;
      // What it was refused by is not shown yet: the form opens again with how it is now.
      if (state.name === 'refused') changed(enrollmentId);
      if (!draft || hasRecorded(sending)) return;
      const made = sending.answered.find(({ documentId }) => documentId !== undefined)?.documentId;
      void vault.put('draft', draft.name, { ...draft.words, ...(made === undefined ? {} : { made }) });
    },
    onRecorded: changed,
    onDone: ({ draft }) => void (draft && putAway(vault, draft)),
  });
}

/** Words that are on record are no draft any more; what their author has written since is. */
async function putAway(vault: Vault, { name, words }: NonNullable<Sending['draft']>): Promise<void> {
  const kept = await vault.get('draft', name);
  if (JSON.stringify(kept) === JSON.stringify(words)) await vault.remove('draft', name);
}

/** A receipt, what is said of a step that waits, or a document. */
type Reply = {
  met?: { kind: string; title?: string }[];
  status?: 'waiting';
  documentId?: string;
  revision?: number;
  enrollmentId?: string;
};

async function post({ key, path, body, version }: Outgoing): Promise<Sent | 'signed-out'> {
  try {
    return {
      name: 'answered',
      answer: answerOf(await request<Reply>(path, { method: 'POST', key, body, version })),
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { status } = error.problem;
    if (status === 401) return 'signed-out';
    return status === 0 || status === 429 || status >= 500
      ? { name: 'unanswered' }
      : { name: 'refused', problem: error.problem };
  }
}

function answerOf({ met, status, documentId, revision, enrollmentId }: Reply): Answer {
  const about = enrollmentId === undefined ? {} : { enrollmentId };
  if (met) return { met: met.map(({ kind, title }) => title ?? kind), ...about };
  if (status === 'waiting') return { takenIn: true, ...about };
  return {
    ...(documentId === undefined ? {} : { documentId }),
    ...(revision === undefined ? {} : { revision }),
  };
}

export function useOutbox(): Outbox {
  const outbox = use(OutboxContext);
  if (!outbox) throw new Error('no outbox around this page');
  return outbox;
}

export function useSendings(): readonly Sending[] {
  const outbox = useOutbox();
  const sendings = useSyncExternalStore(outbox.subscribe, outbox.current);
  const unsent = sendings.some(isUnsent);
  useEffect(() => {
    if (!unsent) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsent]);
  return sendings;
}

/** Why what was written under that name was refused the last time; null: it was not. */
export function useRefused(draft: string): { key: string; problem: Problem } | null {
  const sendings = useSendings();
  const one = sendings.findLast((sending) => sending.draft?.name === draft);
  return one?.state.name === 'refused' ? { key: one.key, problem: one.state.problem } : null;
}

/** A list that was read before something was recorded shows it a while longer. */
const listLagsMs = 60_000;

/** What is being settled from here: not refused, and not so long on record that every list has been read again since. */
export function useSettling(): ReadonlySet<string> {
  const sendings = useSendings();
  return new Set(
    sendings.flatMap((one) =>
      one.about &&
      (isUnsent(one) || (one.state.name !== 'refused' && performance.now() - one.since < listLagsMs))
        ? [one.about]
        : [],
    ),
  );
}
