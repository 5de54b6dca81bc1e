import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { withWords } from '../language/page-words.ts';
import { preferred } from '../session/preferences.ts';
import { isTyping } from './use-keys.ts';

/** Asked for when somebody wants to see it; where it does not come, the keys hold all the same. */
const KeysHelp = lazy(async (): Promise<{ default: ComponentType<{ onClose: () => void }> }> => {
  const came = await withWords(import('./keys-help.tsx')).catch(() => null);
  return { default: came?.KeysHelp ?? (() => null) };
});

/** `g`, then where to. */
const places: Readonly<Record<string, string>> = { d: '/day', c: '/clients', i: '/inbox', q: '/queue' };
const afterGMs = 1_500;

/**
 * Single keys that hold on every page, while nobody types. On a page they go by what is there: each article is a row, and what is marked
 * `data-key` in it is pressed. Whoever does not want them switches them off; `paths`: where the reader may go.
 */
export function Keys({ paths }: { paths: readonly string[] }) {
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const afterG = useRef(0);

  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { key, target, timeStamp } = event;
      if (event.ctrlKey && key === 'Enter') return submit(target);
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(target) || preferred('keys') === 'off') return;
      // When they were pressed, not when a busy page came to it.
      if (timeStamp < afterG.current) {
        afterG.current = 0;
        const to = places[key];
        // Whatever it means to the page, here it says where to.
        event.preventDefault();
        event.stopPropagation();
        if (to !== undefined && paths.includes(to)) void navigate({ to });
      } else if (key === 'g') afterG.current = timeStamp + afterGMs;
      else if (key === '?') setHelp(true);
      else if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
      else if (key === 'u') pressIn(document.body, 'u');
      else if (key === 'w') unfold();
      else if (key === 'c' || key === 's') pressIn(currentRow(), key);
      // Enter on a row, not on something in it.
      else if (key === 'Enter' && target instanceof HTMLElement && target.matches('article'))
        pressIn(target, 'c');
    }
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [navigate, paths]);

  return (
    help && (
      <Suspense fallback={null}>
        <KeysHelp onClose={() => setHelp(false)} />
      </Suspense>
    )
  );
}

const rows = () =>
  [...document.querySelectorAll<HTMLElement>('main article')].filter((row) => row.checkVisibility());
const currentRow = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>('main article') ?? rows()[0] ?? null;

function move(by: 1 | -1): void {
  const all = rows();
  const at = document.activeElement?.closest<HTMLElement>('main article');
  const next = at ? all[all.indexOf(at) + by] : all[0];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function pressIn(place: HTMLElement | null, key: string): void {
  place?.querySelector<HTMLElement>(`[data-key='${key}']`)?.click();
}

function unfold(): void {
  const fold = currentRow()?.querySelector('details');
  if (fold) fold.open = !fold.open;
}

/** From any field of a form. */
function submit(target: EventTarget | null): void {
  if (target instanceof Element) target.closest('form')?.requestSubmit();
}
