import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { OverPage } from '../parts/over-page.tsx';
import { useSession } from './use-me.ts';

const minuteMs = 60_000;
const warningMs = minuteMs;
/** A phone lies about; a desk is in an office. */
const phone = '(max-width: 600px), (pointer: coarse)';
const patienceOf = () => (window.matchMedia(phone).matches ? 5 : 15) * minuteMs;
const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;
/** How often other tabs are told that somebody is here. */
const tellMs = 2_000;

/** Closes the console when nobody has touched it for a while, after a warning that one key takes away. All tabs are one. */
export function SessionLock() {
  const intl = useIntl();
  const { lock } = useSession();
  const [warned, setWarned] = useState(false);
  const focused = useRef<Element | null>(null);

  useEffect(() => {
    const tabs = new BroadcastChannel('throughline.here');
    let touched = Date.now();
    let told = 0;
    let isWarned = false;
    let isLocked = false;
    function warn(soon: boolean): void {
      isWarned = soon;
      setWarned(soon);
    }
    function here(event: Event): void {
      // Whoever comes back after the time is up is asked who they are.
      if (isOver()) return look();
      touched = Date.now();
      // The key that goes on does nothing else.
      if (isWarned && event.type === 'keydown') event.preventDefault();
      warn(false);
      if (touched - told < tellMs) return;
      told = touched;
      // To other tabs of this address alone.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      tabs.postMessage('here');
    }
    const isOver = () => Date.now() - touched >= patienceOf();
    function look(): void {
      if (isLocked) return;
      isLocked = isOver();
      if (isLocked) return lock();
      const soon = Date.now() - touched >= patienceOf() - warningMs;
      if (soon && !isWarned) focused.current = document.activeElement;
      warn(soon);
    }
    tabs.addEventListener('message', () => {
      touched = Date.now();
      warn(false);
    });
    const timer = setInterval(look, 1_000);
    for (const input of inputs)
      window.addEventListener(input, here, { capture: true, passive: input !== 'keydown' });
    // A device that slept has run no timer.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      tabs.close();
      for (const input of inputs) window.removeEventListener(input, here, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, []);

  useEffect(() => {
    if (!warned) return undefined;
    return () => {
      if (focused.current instanceof HTMLElement) focused.current.focus();
    };
  }, [warned]);

  if (!warned) return null;
  return (
    <OverPage label={intl.formatMessage({ id: 'lock.soon' })} onClose={() => setWarned(false)}>
      <p>
        <FormattedMessage id="lock.soon.detail" />
      </p>
      <button type="button" className="main-action" onClick={() => setWarned(false)}>
        <FormattedMessage id="lock.goOn" />
      </button>
    </OverPage>
  );
}
