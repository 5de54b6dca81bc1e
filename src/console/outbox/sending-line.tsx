import { useEffect } from 'react';
import { FormattedMessage } from 'react-intl';
import { About } from '../parts/about.ts';
import { AttachCopy } from '../parts/attach-copy.tsx';
import { ProblemBox } from '../parts/problem-box.tsx';
import { useOutbox } from './outbox-provider.tsx';
import { hasRecorded, isConflict, isUnsent, type Sending } from './sending.ts';
import styles from './sendings.module.css';

/** How long it is told that something is on record. */
const doneMs = 60_000;
/** Of what is saved part by part, the page behind it shows that by itself. */
const savedMs = 5_000;

/** `isLast`: pressed last of those that can be taken back, which is what the key takes back. */
type LineProps = Record<'onCompare' | 'onReopen', (one: Sending) => void> & {
  sending: Sending;
  isLast: boolean;
  mayUndo: boolean;
};

/** One press: for whom, how it stands with it, and what can be done about it. */
export function SendingLine({ sending, isLast, mayUndo, onCompare, onReopen }: LineProps) {
  const outbox = useOutbox();
  const { state, key, client, answered } = sending;
  const met = answered.flatMap((one) => one.met ?? []);
  const isDone = state.name === 'recorded';
  const tellsMs = sending.turn === undefined ? doneMs : savedMs;
  useEffect(() => {
    if (!isDone) return undefined;
    // It stands in the record; of what was refused or kept here somebody has to know.
    const timer = setTimeout(() => outbox.dismiss(key), tellsMs);
    return () => clearTimeout(timer);
  }, [isDone, tellsMs, key, outbox]);
  return (
    <div className={styles['line']} data-state={state.name}>
      <p>
        <strong>{client}:</strong>{' '}
        <FormattedMessage
          id={`sending.${wordOf(sending)}`}
          values={{ count: met.length, met: met.join('; ') }}
        />
      </p>
      {state.name === 'refused' && (
        <About value={{ enrollmentId: sending.enrollmentId, client }}>
          <ProblemBox problem={state.problem} />
        </About>
      )}
      {mayUndo && (
        <button type="button" {...(isLast ? { 'data-key': 'u' } : {})} onClick={() => outbox.undo(key)}>
          <FormattedMessage id="sending.undo" />
        </button>
      )}
      {state.name === 'refused' && sending.form && !hasRecorded(sending) && (
        <button type="button" onClick={() => onReopen(sending)}>
          <FormattedMessage id="sending.reopen" />
        </button>
      )}
      {isConflict(state, sending) && (
        <button type="button" onClick={() => onCompare(sending)}>
          <FormattedMessage id="compare.open" />
        </button>
      )}
      {isDone && isSignedOnPaper(sending) && (
        <p>
          <AttachCopy id={sending.enrollmentId} release={key} of={client} />
        </p>
      )}
      {!isUnsent(sending) && (
        <button type="button" onClick={() => outbox.dismiss(key)}>
          <FormattedMessage id="sending.dismiss" />
        </button>
      )}
    </div>
  );
}

/** A release by itself, whose step has the sending's own key, and of which no copy went with it. */
function isSignedOnPaper({ form, requests }: Sending): boolean {
  if (form?.step !== 'grantRelease') return false;
  const { commands = [] } = (requests[0]?.body ?? {}) as { commands?: Record<string, unknown>[] };
  return commands.some((one) => one['signature'] === 'on-paper' && one['copy'] === undefined);
}

/** How it stands with it; of several requests also how far they have come. */
function wordOf(sending: Sending): string {
  const { state, answered, atOnce } = sending;
  if (answered.length === 0) return state.name === 'waiting' && atOnce ? 'sending' : state.name;
  if (state.name === 'waiting' || state.name === 'not-sent')
    return hasRecorded(sending) ? 'unsigned' : 'halfway';
  if (state.name === 'refused') return hasRecorded(sending) ? 'refused.note' : 'refused.steps';
  return state.name;
}
