import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused, useSettling } from '../../outbox/outbox-provider.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachment } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { sizeIn } from './attach-form.tsx';
import styles from '../client/part.module.css';
import formStyles from './attach-form.module.css';

type Props = {
  one: Attachment;
  /** Where such files are, under the API. */
  at: string;
  time: AgencyTime;
  /** Whose outbox line says that it is struck out; null: it is not theirs to strike out. */
  strikesFor: { enrollmentId: string; client: string } | null;
  /** What it is, where it does not lie below what says so. */
  children?: ReactNode;
};

/** A file that was attached: what it is called, whose, how it stands; opened and struck out here. */
export function AttachedFile({ one, at, time, strikesFor, children }: Props) {
  const intl = useIntl();
  const { attachmentId, fileName, bytes, by, begunAt, state, arriving, kept, struck } = one;
  return (
    <>
      {children && <h3>{children}</h3>}
      {fileName !== null && (
        <p>
          {state === 'kept' || state === 'struck' ? (
            <a href={`/api/v1${at}/${attachmentId}/content`}>{fileName}</a>
          ) : (
            fileName
          )}
        </p>
      )}
      <p className={styles['quiet']}>
        <FormattedMessage
          id="attach.by"
          values={{ size: sizeIn(intl.locale, bytes), day: time.day(begunAt), name: by.name ?? '–' }}
        />
      </p>
      {arriving && (
        <p className={styles['state']} data-state="waiting">
          <FormattedMessage
            id="attach.arriving"
            values={{ done: arriving.received.length, parts: arriving.parts }}
          />
        </p>
      )}
      {(state === 'scanning' || state === 'infected') && (
        <p className={styles['state']} data-state={state === 'infected' ? 'late' : 'waiting'}>
          <FormattedMessage id={`attach.${state}`} />
        </p>
      )}
      {struck && (
        <p className={styles['state']} data-state="late">
          <FormattedMessage
            id="attach.struck"
            values={{ day: time.day(struck.at), name: struck.by.name ?? '–', reason: struck.reason }}
          />
        </p>
      )}
      {kept && !struck && strikesFor && <Strike {...{ one, at, strikesFor }} />}
    </>
  );
}

/** Asks why before anything is struck out. */
function Strike({
  one: { attachmentId, fileName },
  at,
  strikesFor,
}: Pick<Props, 'one' | 'at'> & { strikesFor: NonNullable<Props['strikesFor']> }) {
  const outbox = useOutbox();
  const settling = useSettling();
  const draft = `strike/${attachmentId}`;
  const refused = useRefused(draft);
  const { words, write } = useDraft(draft, { reason: '' });
  if (settling.has(attachmentId)) return null;
  return (
    <details className="no-print">
      <summary>
        <FormattedMessage id="attach.strike.open" />
      </summary>
      <form
        className={formStyles['strike']}
        onSubmit={(event) => {
          event.preventDefault();
          if (refused) outbox.dismiss(refused.key);
          outbox.add({
            ...{ ...strikesFor, about: attachmentId },
            draft: { name: draft, words },
            path: `${at}/${attachmentId}/strike`,
            body: { reason: words.reason.trim() },
          });
        }}
      >
        <label className={formStyles['field']}>
          <FormattedMessage id="attach.strike.why" values={{ name: fileName ?? '' }} />
          <textarea
            required
            maxLength={1_000}
            value={words.reason}
            onChange={({ target }) => write({ reason: target.value })}
          />
        </label>
        {refused && <ProblemBox problem={refused.problem} />}
        <button type="submit">
          <FormattedMessage id="attach.strike.do" />
        </button>
      </form>
    </details>
  );
}
