import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { Day, Queue, Requests } from './replies.ts';
import { type Problem, request, RequestError } from './request.ts';

/** What pages show and keep up to date, by its name. */
type Lists = { day: Day; queue: Queue; requests: Requests };
const paths: Record<keyof Lists, string> = {
  day: '/day',
  queue: '/assignments/queue',
  requests: '/requests',
};

const refreshMs = 60_000;

/** A list as it was read last, undefined before the first time; and why the newest reading failed. */
export function useList<Name extends keyof Lists>(
  name: Name,
): { reply: Lists[Name] | undefined; problem: Problem | null } {
  const { data, error } = useQuery({
    queryKey: [name],
    queryFn: () => request<Lists[Name]>(paths[name]),
    refetchInterval: refreshMs,
  });
  return { reply: data, problem: error instanceof RequestError ? error.problem : null };
}

/** Something was recorded: any of them may show it. */
export function readListsAnew(queries: QueryClient): void {
  for (const name of Object.keys(paths)) void queries.invalidateQueries({ queryKey: [name] });
}
