import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Me } from '../server/replies.ts';
import { request, RequestError } from '../server/request.ts';

const key = ['me'];

/** Who is signed in; null: nobody is. Undefined while it is asked. */
export function useMe(): { me: Me | null | undefined; error: RequestError | null } {
  const { data, error } = useQuery({ queryKey: key, queryFn: askMe, staleTime: 60_000 });
  return { me: data, error: error instanceof RequestError ? error : null };
}

/** Who is signed in, on a page that nobody else sees. */
export function useSignedIn(): Me {
  const { me } = useMe();
  if (!me) throw new Error('nobody is signed in');
  return me;
}

async function askMe(): Promise<Me | null> {
  try {
    return await request<Me>('/me');
  } catch (error) {
    if (error instanceof RequestError && error.problem.status === 401) return null;
    throw error;
  }
}

/** Signing in with an access token, which is not kept; and out, after which nothing of a client is left in memory. */
export function useSession() {
  const queries = useQueryClient();
  return {
    signIn: async (token: string): Promise<void> => {
      await request('/session', { method: 'POST', token });
      await queries.invalidateQueries({ queryKey: key });
    },
    signOut: async (): Promise<void> => {
      await request('/session/end', { method: 'POST', body: {} });
      // First that nobody is signed in: whoever watches that is told; then all that was read is forgotten.
      queries.setQueryData(key, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
    },
  };
}
