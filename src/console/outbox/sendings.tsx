import { lazy, Suspense, useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useVault } from '../device/use-vault.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { withWords } from '../language/page-words.ts';
import { OverPage } from '../parts/over-page.tsx';
import { ProblemBox } from '../parts/problem-box.tsx';
import { Unread } from '../parts/unread.tsx';
import { useOutbox, useSendings } from './outbox-provider.tsx';
import { hasRecorded, isUnsent, type Sending } from './sending.ts';
import styles from './sendings.module.css';

const Compare = lazy(async () => ({ default: (await withWords(import('./compare/compare.tsx'))).Compare }));

const mostLines = 3;
const newest = 1;

/** What is on its way, told truthfully: nothing is called recorded before it is. */
export function Sendings() {
  const intl = useIntl();
  const outbox = useOutbox();
  const vault = useVault();
  const sendings = useSendings();
  const [comparing, setComparing] = useState<Sending | null>(null);
  const [reopened, setReopened] = useState<Sending | null>(null);
  // Many stand in nobody's way: what is refused is seen, and of the rest the newest.
  const many = sendings.length > mostLines;
  const isFolded = ({ state }: Sending, nth: number) =>
    many && state.name !== 'refused' && nth < sendings.length - newest;
  const folded = sendings.filter(isFolded);
  const shown = sendings.filter((one, nth) => !isFolded(one, nth));
  const calm = sendings.filter(({ state }) => state.name === 'recorded');
  const last = sendings.findLast(canUndo);
  const lineOf = (sending: Sending) => (
    <Line
      key={sending.key}
      {...{ sending, isLast: sending === last }}
      onCompare={setComparing}
      onReopen={setReopened}
    />
  );
  return (
    <>
      <div className={styles['strip']} role="status">
        {folded.length > 0 && (
          <details className={styles['folded']}>
            <summary>
              <FormattedMessage
                id="sending.folded"
                values={{ count: folded.length, unsent: folded.filter(isUnsent).length }}
              />
            </summary>
            {folded.map(lineOf)}
          </details>
        )}
        {shown.map(lineOf)}
        {folded.length > 0 && calm.length > 0 && (
          <button
            type="button"
            className={styles['calm']}
            onClick={() => {
              for (const { key } of calm) outbox.dismiss(key);
            }}
          >
            <FormattedMessage id="sending.dismissAll" />
          </button>
        )}
      </div>
      {reopened?.form && (
        <FormDialog
          {...{ ...reopened.form, enrollmentId: reopened.enrollmentId, client: reopened.client }}
          onDone={() => setReopened(null)}
        />
      )}
      {comparing?.compare && (
        <OverPage
          label={intl.formatMessage({ id: 'compare.title' }, { client: comparing.client })}
          onClose={() => setComparing(null)}
        >
          <Suspense fallback={<Unread problem={null} />}>
            <Compare
              sending={comparing}
              compare={comparing.compare}
              onSend={(press) => {
                outbox.dismiss(comparing.key);
                // It came back with the refusal; what goes out now has it.
                if (comparing.draft) void vault?.remove('draft', comparing.draft.name);
                outbox.add(press);
                setComparing(null);
              }}
              onClose={() => setComparing(null)}
            />
          </Suspense>
        </OverPage>
      )}
    </>
  );
}

/** Somebody has changed meanwhile what it would change. */
const isConflict = ({ state, compare, answered }: Sending): boolean =>
  state.name === 'refused' && state.problem.status === 412 && compare?.nth === answered.length;

/** How long it is told that something is on record. */
const doneMs = 60_000;
/** Of what is saved part by part, the page behind it shows that by itself. */
const savedMs = 5_000;

const canUndo = ({ state, atOnce, answered }: Sending): boolean =>
  state.name === 'waiting' && !atOnce && answered.length === 0;

/** `isLast`: pressed last of those that can be taken back, which is what the key takes back. */
type LineProps = Record<'onCompare' | 'onReopen', (one: Sending) => void> & {
  sending: Sending;
  isLast: boolean;
};

function Line({ sending, isLast, onCompare, onReopen }: LineProps) {
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
      {state.name === 'refused' && <ProblemBox problem={state.problem} />}
      {canUndo(sending) && (
        <button type="button" {...(isLast ? { 'data-key': 'u' } : {})} onClick={() => outbox.undo(key)}>
          <FormattedMessage id="sending.undo" />
        </button>
      )}
      {state.name === 'refused' && sending.form && !hasRecorded(sending) && (
        <button type="button" onClick={() => onReopen(sending)}>
          <FormattedMessage id="sending.reopen" />
        </button>
      )}
      {isConflict(sending) && (
        <button type="button" onClick={() => onCompare(sending)}>
          <FormattedMessage id="compare.open" />
        </button>
      )}
      {!isUnsent(sending) && (
        <button type="button" onClick={() => outbox.dismiss(key)}>
          <FormattedMessage id="sending.dismiss" />
        </button>
      )}
    </div>
  );
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
