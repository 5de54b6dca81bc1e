import { lazy, Suspense } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useVault } from '../device/use-vault.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { withWords } from '../language/page-words.ts';
import { ClockNote } from '../parts/clock-note.tsx';
import { OverPage } from '../parts/over-page.tsx';
import { PrintedFoot } from '../parts/printed.tsx';
import { Unread } from '../parts/unread.tsx';
import { useOpened } from '../session/place.ts';
import { useOutbox, useSendings } from './outbox-provider.tsx';
import { SendingLine } from './sending-line.tsx';
import { canUndo, isUnsent, type Sending } from './sending.ts';
import styles from './sendings.module.css';

const Compare = lazy(async () => ({ default: (await withWords(import('./compare/compare.tsx'))).Compare }));

const mostLines = 3;
const newest = 1;

/** What is on its way, told truthfully: nothing is called recorded before it is. */
export function Strip() {
  const intl = useIntl();
  const outbox = useOutbox();
  const vault = useVault();
  const sendings = useSendings();
  const [comparing, setComparing] = useOpened('comparing', sendings, keyOf);
  const [reopened, setReopened] = useOpened('reopened', sendings, keyOf);
  // Many stand in nobody's way: what is refused is seen, and of the rest the newest.
  const many = sendings.length > mostLines;
  const isFolded = ({ state }: Sending, nth: number) =>
    many && state.name !== 'refused' && nth < sendings.length - newest;
  const folded = sendings.filter(isFolded);
  const shown = sendings.filter((one, nth) => !isFolded(one, nth));
  const calm = sendings.filter(({ state }) => state.name === 'recorded');
  const last = sendings.findLast((one) => canUndo(one, sendings));
  const lineOf = (sending: Sending) => (
    <SendingLine
      key={sending.key}
      {...{ sending, isLast: sending === last, mayUndo: canUndo(sending, sendings) }}
      onCompare={setComparing}
      onReopen={setReopened}
    />
  );
  return (
    <>
      {/* Around each page as well, and nothing that the first one waits for. */}
      <PrintedFoot />
      <div className={styles['strip']} role="status">
        <ClockNote className={styles['line']} />
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

const keyOf = ({ key }: Sending): string => key;
