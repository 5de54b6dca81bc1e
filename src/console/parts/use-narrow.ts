import { useSyncExternalStore } from 'react';

/** A hook that says whether the window is no wider than that, and goes on saying so. */
export function narrowHook(width: number): () => boolean {
  const asked = `(max-width: ${width}px)`;
  const subscribe = (changed: () => void) => {
    const media = window.matchMedia(asked);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  };
  const current = () => window.matchMedia(asked).matches;
  return () => useSyncExternalStore(subscribe, current);
}
