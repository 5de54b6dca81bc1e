import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSignedIn } from '../session/use-me.ts';
import { openVault, type Vault } from './vault.ts';

const settleMs = 400;

/** The vault of whoever is signed in; undefined until it is open. Signing out forgets its key. */
export function useVault(): Vault | undefined {
  const { staffId, draftKey } = useSignedIn();
  const { data } = useQuery({
    queryKey: ['vault', staffId],
    queryFn: () => openVault({ staffId, draftKey }),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data;
}

/**
 * Words that come back: what was written under this name and has not been sent, on this device, by this person. `discard` when
 * they are on their way.
 */
export function useDraft<Words>(name: string, empty: Words) {
  const vault = useVault();
  const [words, setWords] = useState<Words>(empty);
  const written = useRef<Words | null>(null);

  useEffect(() => {
    void vault?.get('draft', name).then((kept) => {
      // Whoever was faster than the device goes on with what they write now.
      if (kept !== undefined && written.current === null) setWords(kept as Words);
    });
  }, [vault, name]);

  useEffect(() => {
    const keep = () => void (vault && written.current !== null && vault.put('draft', name, written.current));
    const timer = setTimeout(keep, settleMs);
    return () => {
      clearTimeout(timer);
      keep();
    };
  }, [vault, name, words]);

  return {
    words,
    write: (next: Words): void => {
      written.current = next;
      setWords(next);
    },
    discard: (): void => {
      written.current = null;
      void vault?.remove('draft', name);
    },
  };
}
