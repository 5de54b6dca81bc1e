import { useSyncExternalStore } from 'react';

/** What somebody prefers on this device; nothing of anybody is in it. */
const known = {
  language: ['browser', 'en', 'es'],
  theme: ['device', 'light', 'dark'],
  keys: ['on', 'off'],
} as const;

export type Preference = keyof typeof known;
export type Preferred<Name extends Preference> = (typeof known)[Name][number];

const listeners = new Set<() => void>();
const placeOf = (name: Preference) => `throughline.${name}`;

export function preferred<Name extends Preference>(name: Name): Preferred<Name> {
  const choices: readonly string[] = known[name];
  const kept = localStorage.getItem(placeOf(name));
  return (kept !== null && choices.includes(kept) ? kept : choices[0]) as Preferred<Name>;
}

export function usePreference<Name extends Preference>(
  name: Name,
): [Preferred<Name>, (choice: Preferred<Name>) => void, readonly Preferred<Name>[]] {
  const choice = useSyncExternalStore(subscribe, () => preferred(name));
  return [choice, (next) => prefer(name, next), known[name]];
}

function prefer<Name extends Preference>(name: Name, choice: Preferred<Name>): void {
  localStorage.setItem(placeOf(name), choice);
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  // What is chosen in one tab holds in all of them.
  const elsewhere = (): void => {
    applyTheme();
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', elsewhere);
  };
}

/** Before anything is drawn, and whenever it is chosen. */
export function applyTheme(): void {
  const theme = preferred('theme');
  if (theme === 'device') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
