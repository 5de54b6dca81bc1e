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
  const [last, setLast] = useState({ name, words: empty });
  const written = useRef<{ name: string; words: Words } | null>(null);
  // What was written under another name is not written here.
  const words = last.name === name ? last.words : empty;

  useEffect(() => {
    void vault?.get('draft', name).then((kept) => {
      // Whoever was faster than the device goes on with what they write now.
      if (kept !== undefined && written.current?.name !== name) setLast({ name, words: kept as Words });
    });
  }, [vault, name]);

  useEffect(() => {
    const keep = () => {
      if (vault && written.current?.name === name) void vault.put('draft', name, written.current.words);
    };
    const timer = setTimeout(keep, settleMs);
    return () => {
      clearTimeout(timer);
      keep();
    };
  }, [vault, name, words]);

  return {
    words,
    write: (next: Words): void => {
      written.current = { name, words: next };
      setLast(written.current);
    },
    discard: (): void => {
      written.current = null;
      void vault?.remove('draft', name);
    },
  };
}
