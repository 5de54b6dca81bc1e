import { type QueryClient, useQuery } from '@tanstack/react-query';
import { type Problem, request, RequestError } from './request.ts';

const refreshMs = 60_000;

/** A reading as it was last, undefined before the first time; and why the newest one failed. */
export type Reading<Reply> = { reply: Reply | undefined; problem: Problem | null };

/**
 * What a page shows, by its address under the API, kept up to date. Whoever asks says the reply's type: the schema's, which
 * makes the public document.
 */
export function useRead<Reply>(path: string): Reading<Reply> {
  const { data, error } = useQuery({
    queryKey: ['read', path],
    queryFn: () => request<Reply>(path),
    refetchInterval: refreshMs,
  });
  return { reply: data, problem: error instanceof RequestError ? error.problem : null };
}

/** Something was recorded: whatever is shown may be about it. */
export function readAnew(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['read'] });
}
