import { CatchBoundary } from '@tanstack/react-router';
import { type PropsWithChildren, useEffect, useRef, useState } from 'react';
import { NotCome } from './not-come.tsx';
import styles from './over-page.module.css';

/** Something over the page: the browser keeps the focus in it, Esc closes it, and the focus goes back to where it was. */
export function OverPage({
  label,
  onClose,
  children,
}: PropsWithChildren<{ label: string; onClose: () => void }>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    dialog.current?.showModal();
    // Taken away while it is open, the browser would leave the focus nowhere.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [before]);
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={label} onClose={onClose}>
      <CatchBoundary getResetKey={() => label} errorComponent={() => <NotCome heading="h2" />}>
        {children}
      </CatchBoundary>
    </dialog>
  );
}
