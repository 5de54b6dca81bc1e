import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Me } from '../server/replies.ts';
import { request, RequestError } from '../server/request.ts';

const key = ['me'];
/** How the last one left, while nobody is signed in. */
const leftKey = [...key, 'left'];
/** On this device: a session that could not be ended yet, since the server was not reached. It opens nothing any more here. */
const toEnd = 'throughline.session-to-end';

export type Left = 'signed-out' | 'locked' | 'over';

/** Who is signed in; null: nobody is. Undefined while it is asked. */
export function useMe(): { me: Me | null | undefined; error: RequestError | null } {
  const { data, error } = useQuery({ queryKey: key, queryFn: askMe, staleTime: 60_000 });
  return { me: data, error: error instanceof RequestError ? error : null };
}

/** Who is signed in, on a page that nobody else sees. */
export function useSignedIn(): Me {
  const { me } = useMe();
  // While somebody leaves, what is about to go is drawn once more, as theirs.
  const last = useRef(me);
  if (me) last.current = me;
  if (!last.current) throw new Error('nobody is signed in');
  return last.current;
}

async function askMe(): Promise<Me | null> {
  if (localStorage.getItem(toEnd) !== null) await endSession();
  try {
    return await request<Me>('/me');
  } catch (error) {
    if (error instanceof RequestError && error.problem.status === 401) return null;
    throw error;
  }
}

async function endSession(): Promise<void> {
  localStorage.setItem(toEnd, '1');
  try {
    await request('/session/end', { method: 'POST', body: {} });
  } catch (error) {
    // A session that is over already needs no end.
    if (!(error instanceof RequestError && error.problem.status === 401)) throw error;
  }
  localStorage.removeItem(toEnd);
}

/** Signing in with an access token, which is not kept; and out, after which nothing of a client is left in memory. */
export function useSession() {
  const queries = useQueryClient();
  return {
    signIn: async (token: string): Promise<void> => {
      await request('/session', { method: 'POST', token });
      localStorage.removeItem(toEnd);
      await queries.invalidateQueries({ queryKey: key, exact: true });
    },
    signOut: async (): Promise<void> => {
      await endSession();
      leave(queries, 'signed-out');
    },
    /** Nobody has touched it for a while: closed at once, also where the server is not reached; place and words are kept. */
    lock: (): void => {
      leave(queries, 'locked');
      // What is under way is left; and the session stays to be ended, if it cannot be now.
      void queries
        .cancelQueries()
        .then(endSession)
        .catch(() => undefined);
    },
  };
}

/** That nobody is signed in. Once nothing of theirs is shown any more, all that was read is forgotten, and the key with it. */
function leave(queries: QueryClient, how: Left): void {
  queries.setQueryData(leftKey, how);
  queries.setQueryData(key, null);
}

/** How much of what the last one pressed has not been sent; they are told where they sign in again. */
const unsentKey = [...key, 'unsent'];
export const tellUnsent = (queries: QueryClient, count: number): void =>
  void queries.setQueryData(unsentKey, count);
export function useUnsent(): number {
  const { data } = useQuery<number>({ queryKey: unsentKey, enabled: false, gcTime: Infinity });
  return data ?? 0;
}

/** How it came that nobody is signed in; a session that ended by itself leaves as little behind as one that was locked. */
export function useLeft(me: Me | null | undefined): Left | undefined {
  const queries = useQueryClient();
  const { data } = useQuery<Left>({ queryKey: leftKey, enabled: false, gcTime: Infinity });
  useEffect(() => {
    if (me) queries.setQueryData(leftKey, 'over');
    else if (me === null) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
  }, [me, queries]);
  return data;
}
