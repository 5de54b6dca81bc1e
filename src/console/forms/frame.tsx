import type { PropsWithChildren, ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { ProblemBox } from '../parts/problem-box.tsx';
import type { Problem } from '../server/request.ts';
import styles from './form.module.css';

type Props = PropsWithChildren<{
  /** With the client's name in it; a form within a card needs none. */
  title?: ReactNode;
  /** Why it was refused the last time. */
  problem?: Problem | null;
  /** What records it, and what else can be pressed. */
  buttons: ReactNode;
  /** `pressed`: the value of the button. */
  onSubmit: (pressed: string) => void;
  /** Left out, it cannot be closed: it is a part of its page. */
  onClose?: () => void;
}>;

/** What all forms have: a title, what was refused, the fields, and the buttons, which stay in view. */
export function FormFrame({ title, problem, buttons, onSubmit, onClose, children }: Props) {
  return (
    <form
      className={styles['form']}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent;
        onSubmit(submitter instanceof HTMLButtonElement ? submitter.value : '');
      }}
    >
      {title !== undefined && <h2>{title}</h2>}
      {problem && <ProblemBox problem={problem} />}
      {children}
      <div className={styles['buttons']}>
        {buttons}
        {onClose && (
          <button type="button" onClick={onClose}>
            <FormattedMessage id="form.close" />
          </button>
        )}
      </div>
    </form>
  );
}
