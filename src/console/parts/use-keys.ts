import { useEffect } from 'react';
import { preferred } from '../session/preferences.ts';

/**
 * Single keys of a page, while nobody types: never in a field, never with a modifier, never while a form is open over the page,
 * and not where they are switched off.
 * `keys`: what each does, by the key's own name.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (isTyping(target) || preferred('keys') === 'off') return;
      const does = keys[key];
      if (!does) return;
      // What opens a field is not typed into it.
      event.preventDefault();
      does();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
}

/** In a field, or in a form over the page: what is typed there is no key of the page. */
export function isTyping(target: EventTarget | null): boolean {
  const isField =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
  return isField || document.querySelector('dialog[open]') !== null;
}
