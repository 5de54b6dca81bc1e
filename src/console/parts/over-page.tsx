import { type PropsWithChildren, useEffect, useRef } from 'react';
import styles from './over-page.module.css';

/** Something over the page: the browser keeps the focus in it, Esc closes it, and the focus goes back to where it was. */
export function OverPage({
  label,
  onClose,
  children,
}: PropsWithChildren<{ label: string; onClose: () => void }>) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={label} onClose={onClose}>
      {children}
    </dialog>
  );
}
