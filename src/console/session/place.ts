import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSignedIn } from './use-me.ts';

/** In memory, by person: an id, never a word. */
const places = new Map<string, string>();

/** What is open over a page, by its id: whoever is locked out while it is, or whose session ends, finds it open again. */
export function usePlace(name: string): [id: string | null, open: (id: string | null) => void] {
  const { staffId } = useSignedIn();
  const queries = useQueryClient();
  const key = `${staffId}/${name}`;
  const [id, setId] = useState(() => {
    // A client may stand on a page twice: one of the two opens it.
    const kept = places.get(key) ?? null;
    places.delete(key);
    return kept;
  });
  useEffect(() => {
    if (id === null) return undefined;
    places.set(key, id);
    return () => {
      // Left by its reader, not taken from them.
      if (queries.getQueryData(['me']) || queries.getQueryData(['me', 'left']) === 'signed-out')
        places.delete(key);
    };
  }, [id, key, queries]);
  return [
    id,
    (next) => {
      if (next === null) places.delete(key);
      setId(next);
    },
  ];
}
