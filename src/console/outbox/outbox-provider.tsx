import { createContext, type PropsWithChildren, use, useMemo, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { createOutbox, type Outbox, type Sending } from './outbox.ts';

const OutboxContext = createContext<Outbox | null>(null);

/** One outbox for all pages: what was recorded is read anew. */
export function OutboxProvider({ children }: PropsWithChildren) {
  const queries = useQueryClient();
  const outbox = useMemo(
    () =>
      createOutbox({
        onRecorded(enrollmentId) {
          void queries.invalidateQueries({ queryKey: ['day'] });
          void queries.invalidateQueries({ queryKey: ['requests'] });
          void queries.invalidateQueries({ queryKey: ['judging', enrollmentId] });
        },
      }),
    [queries],
  );
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

export function useOutbox(): Outbox {
  const outbox = use(OutboxContext);
  if (!outbox) throw new Error('no outbox around this page');
  return outbox;
}

export function useSendings(): readonly Sending[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.current);
}
