import { useQuery } from '@tanstack/react-query';
import { withWords } from '../language/page-words.ts';
import { useSendings } from './outbox-provider.tsx';

const againMs = 5_000;

/**
 * What is on its way. The part that tells it comes after the first page and before anything is pressed, and is asked for until
 * it is there: a tab that is offline later tells it as well.
 */
export function Sendings() {
  // Whoever closes the page with something unsent is asked, whether the part is there or not.
  useSendings();
  const { data: Strip } = useQuery({
    queryKey: ['strip'],
    queryFn: async () => (await withWords(import('./strip.tsx'))).Strip,
    staleTime: Infinity,
    gcTime: Infinity,
    retry: true,
    retryDelay: againMs,
  });
  return Strip ? <Strip /> : null;
}
