import type { QueryClient } from '@tanstack/react-query';
import { readAnew } from './use-read.ts';

/** Something has changed: its kind and id; what it says is read where it is shown. */
type Told = { kind: string; id: string };

type Parts = {
  queries: QueryClient;
  /** Each time that it is known that nothing is missing. */
  onBeat: () => void;
};

/** How long a tab that nobody looks at keeps its stream: a browser has few connections to one place. */
const unseenMs = 60_000;
/** Where much happens, what is shown is not read more often than that. */
const pauseMs = 5_000;
const againMs = 10_000;

/** Listens for what others do, and reads anew what of it is shown. One stream a tab, while the tab is seen. Answers how to end it. */
export function watchChanges({ queries, onBeat }: Parts): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const told = gathered((all) => touch(queries, all));

  function open(): void {
    clearTimeout(timer);
    if (stream || document.hidden) return;
    const opened = new EventSource('/api/v1/events');
    stream = opened;
    opened.addEventListener('beat', onBeat);
    opened.addEventListener('changes', ({ data }: MessageEvent<string>) =>
      told((JSON.parse(data) as { changes: Told[] }).changes),
    );
    opened.addEventListener('read-anew', () => {
      onBeat();
      readAnew(queries);
    });
    opened.addEventListener('end', ({ data }: MessageEvent<string>) => {
      // When the server stops, the browser comes back by itself.
      if ((JSON.parse(data) as { why: string }).why !== 'signed-out') return;
      close();
      // The server has just looked; whoever asked now would be answered from its memory of some seconds.
      queries.setQueryData(['me'], null);
    });
    opened.addEventListener('error', () => {
      if (opened.readyState === EventSource.CLOSED) refused();
    });
  }

  function close(): void {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  }

  /** Whoever is not signed in any more is asked to; for all else there is a next time. */
  function refused(): void {
    close();
    void queries.invalidateQueries({ queryKey: ['me'] });
    timer = setTimeout(open, againMs);
  }

  function seen(): void {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(close, unseenMs);
    // What was missed is read by the return itself.
    else open();
  }

  document.addEventListener('visibilitychange', seen);
  open();
  return () => {
    document.removeEventListener('visibilitychange', seen);
    close();
    told.stop();
  };
}

/** At once, and what comes within the pause after it together. */
function gathered(act: (all: readonly Told[]) => void) {
  let waiting: Told[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  function flush(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    const all = waiting;
    waiting = [];
    timer = setTimeout(flush, pauseMs);
    act(all);
  }
  return Object.assign(
    (more: readonly Told[]) => {
      waiting.push(...more);
      if (timer === undefined) flush();
    },
    { stop: () => clearTimeout(timer) },
  );
}

function touch(queries: QueryClient, all: readonly Told[]): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [key, path] }) => {
      if (key === 'judging') return all.some(({ kind, id }) => kind === 'enrollment' && id === path);
      return key === 'read' && typeof path === 'string' && all.some((one) => touches(one, path));
    },
  });
}

/** Whether what is read there may be another by now. */
function touches({ kind, id }: Told, path: string): boolean {
  if (path.startsWith('/policies')) return false;
  if (kind === 'inbox') return /^\/(?:inbox|on-call|day)\b/.test(path);
  if (path.startsWith('/inbox')) return false;
  const [, about] = /^\/enrollments\/([\da-f-]{36})/.exec(path) ?? [];
  if (about === undefined) return true;
  // Of a document it is not said whose it is.
  return kind === 'document' || ((kind === 'enrollment' || kind === 'pending') && id === about);
}
