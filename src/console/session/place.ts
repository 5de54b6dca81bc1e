import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSignedIn } from './use-me.ts';

/** In memory, by person: an id, never a word. */
const places = new Map<string, string>();

/** What is open on a page, by its id: whoever is locked out while it is, or whose session ends, finds it open again. */
export function usePlace<Id extends string = string>(
  name: string,
): [id: Id | null, open: (id: Id | null) => void] {
  const { staffId } = useSignedIn();
  const queries = useQueryClient();
  const key = `${staffId}/${name}`;
  const [opened, setOpened] = useState(() => {
    // A client may stand on a page twice: one of the two opens it.
    const kept = (places.get(key) ?? null) as Id | null;
    places.delete(key);
    return { key, id: kept };
  });
  // What was open of one client is not open of the next.
  const id = opened.key === key ? opened.id : null;
  useEffect(() => {
    if (id === null) return undefined;
    return () => {
      // Taken from its reader, not left by them: who goes to another page with it open does not find it open there.
      const left = queries.getQueryData(['me']) || queries.getQueryData(['me', 'left']) === 'signed-out';
      if (!left) places.set(key, id);
    };
  }, [id, key, queries]);
  return [id, (next) => setOpened({ key, id: next })];
}

/** The same of one of a list: as it was when it was opened, also where it changes or leaves the list meanwhile. */
export function useOpened<Item>(
  name: string,
  items: readonly Item[] | undefined,
  idOf: (item: Item) => string,
): [item: Item | null, open: (item: Item | null) => void] {
  const [id, setId] = usePlace(name);
  const [last, setLast] = useState<Item | null>(null);
  const isLast = last !== null && idOf(last) === id;
  const item = id === null ? null : isLast ? last : (items?.find((one) => idOf(one) === id) ?? null);
  if (item !== last) setLast(item);
  return [
    item,
    (next) => {
      setLast(next);
      setId(next && idOf(next));
    },
  ];
}
