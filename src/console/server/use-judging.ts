import { useQuery } from '@tanstack/react-query';
import type { DomainEvent } from '../../engine/record/events.ts';
import { type Judging, judgingBy, pinnedIn } from '../forms/preview.ts';
import { request } from './request.ts';

/** What the steps of an enrollment are judged by; undefined until it is there. */
export function useJudging(enrollmentId: string): Judging | undefined {
  const { data } = useQuery({
    queryKey: ['judging', enrollmentId],
    queryFn: () => read(enrollmentId),
    staleTime: 30_000,
  });
  return data;
}

async function read(enrollmentId: string): Promise<Judging> {
  const { events } = await request<{ events: DomainEvent[] }>(`/enrollments/${enrollmentId}/state`);
  const hashes = new Set(
    events.flatMap((event) => {
      const pinned = pinnedIn(event);
      return pinned ? [pinned.profileHash, pinned.calendarHash] : [];
    }),
  );
  const documents = await Promise.all(
    [...hashes].map(async (hash) => {
      const { content } = await request<{ content: unknown }>(`/policies/${hash}`);
      return [hash, content] as const;
    }),
  );
  return judgingBy(enrollmentId, events, new Map(documents));
}
