import { useRef } from 'react';
import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Problem, request, RequestError } from './request.ts';

const refreshMs = 60_000;

/** A reading as it was last, undefined before the first time; and why the newest one failed. */
export type Reading<Reply> = { reply: Reply | undefined; problem: Problem | null };

const problemOf = (error: unknown): Problem | null => (error instanceof RequestError ? error.problem : null);

/**
 * What a page shows, by its address under the API, kept up to date. Whoever asks says the reply's type: the schema's, which
 * makes the public document. Null: nothing is to be read yet. `keeps`: while another address is read (a filter was
 * chosen), what was shown stays. `everyMs`: where more happens than elsewhere.
 */
export function useRead<Reply>(
  path: string | null,
  { keeps = false, everyMs = refreshMs } = {},
): Reading<Reply> {
  const { data, error } = useQuery({
    queryKey: ['read', path],
    queryFn: ({ signal }) => request<unknown>(path ?? '', { signal }),
    enabled: path !== null,
    refetchInterval: everyMs,
    ...(keeps ? { placeholderData: keepPreviousData } : {}),
  });
  return { reply: data as Reply | undefined, problem: problemOf(error) };
}

/**
 * What is on record each time that somebody reads it: read once, when it is opened, and not again by itself; when it is put away it is
 * forgotten.
 */
export function useOpened<Reply>(path: string): Reading<Reply> {
  const { data, error } = useQuery({
    queryKey: ['opened', path],
    queryFn: ({ signal }) => request<unknown>(path, { signal }),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return { reply: data as Reply | undefined, problem: problemOf(error) };
}

/** The same of several addresses, as far as they were read. */
export function useReplies(paths: readonly string[]): ReadonlyMap<string, unknown> {
  const read = useQueries({
    queries: paths.map((path) => ({ queryKey: ['read', path], queryFn: () => request(path) })),
  });
  return new Map(paths.map((path, n) => [path, read[n]?.data]));
}

/** What is asked by a body and changes nothing: how something would be, as it stands. */
export function usePreview<Reply>(path: string, body: object): Reading<Reply> {
  const { data, error } = useQuery({
    queryKey: ['read', path, body],
    queryFn: ({ signal }) => request<unknown>(path, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
  });
  return { reply: data as Reply | undefined, problem: problemOf(error) };
}

/**
 * Something that is asked for at once and answered once, which is shown and kept nowhere (a token). One key for as long as no
 * answer has come, so that a second press asks for nothing more.
 */
export function useAnswer<Reply>(
  path: string,
): Reading<Reply> & { ask: (body: object) => void; isAsking: boolean } {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (body: object) => request<Reply>(path, { method: 'POST', body, key: key.current }),
    gcTime: 0,
    onSuccess: () => {
      key.current = crypto.randomUUID();
      readAnew(queries);
    },
  });
  return {
    ask: (body) => {
      if (!isPending) mutate(body);
    },
    reply: data,
    problem: problemOf(error),
    isAsking: isPending,
  };
}

/** Something was recorded: whatever is shown may be about it. */
export function readAnew(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['read'] });
}

/**
 * What changes only how things are shown to its author (read or not), and so needs no way to take it back: sent at once, and what is
 * shown is read anew. What goes on record is pressed into the outbox instead.
 */
export function useChange(): {
  change: (path: string, body?: object, onDone?: (reply: unknown) => void) => void;
  problem: Problem | null;
} {
  const queries = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => request(path, { method: 'POST', body }),
    onSuccess: () => readAnew(queries),
  });
  return {
    change: (path, body = {}, onDone) => mutate({ path, body }, { onSuccess: (reply) => onDone?.(reply) }),
    problem: problemOf(error),
  };
}
