import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachment, Attachments as List } from '../../server/replies.ts';
import { useAnswer } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import { AttachForm, sizeIn } from './attach-form.tsx';
import styles from '../client/part.module.css';
import formStyles from './attach-form.module.css';

/** The files that were attached, and the way to attach another. */
export function Attachments() {
  const { operations } = useSignedIn();
  const { reply, problem, time, id } = usePart<List>('attachments');
  return (
    <section
      aria-labelledby="attachments"
      // On paper there is nothing to attach to.
      className={[formStyles['files'], reply?.items.length === 0 && 'no-print'].filter(Boolean).join(' ')}
    >
      <h2 id="attachments" className={styles['title']}>
        <FormattedMessage
          id="attach.list"
          values={{ count: reply?.items.filter(({ kept }) => kept).length ?? 0 }}
        />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {reply && operations.includes('attachment:write') && <AttachForm id={id} known={reply.items} />}
      {reply && reply.items.length > 0 && (
        <ul className={styles['list']}>
          {reply.items.map((one) => (
            <li key={one.attachmentId} className={styles['card']}>
              <Line one={one} id={id} time={time} mayStrike={operations.includes('attachment:strike')} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type LineProps = { one: Attachment; id: string; time: AgencyTime; mayStrike: boolean };

function Line({ one, id, time, mayStrike }: LineProps) {
  const intl = useIntl();
  const { attachmentId, fileName, what, bytes, by, begunAt, state, arriving, struck } = one;
  const at = `/enrollments/${id}/attachments/${attachmentId}`;
  return (
    <>
      <h3>
        <IconPaperclip size={16} aria-hidden="true" /> <FormattedMessage id={`attach.kind.${what}`} />
      </h3>
      <p>{state === 'arriving' ? fileName : <a href={`/api/v1${at}/content`}>{fileName}</a>}</p>
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
      {struck && (
        <p className={styles['state']} data-state="late">
          <FormattedMessage
            id="attach.struck"
            values={{ day: time.day(struck.at), name: struck.by.name ?? '–', reason: struck.reason }}
          />
        </p>
      )}
      {state === 'kept' && mayStrike && <Strike at={at} fileName={fileName} />}
    </>
  );
}

/** Asks why before anything is struck out. */
function Strike({ at, fileName }: { at: string; fileName: string }) {
  const [reason, setReason] = useState('');
  const { ask, problem, isAsking } = useAnswer<Attachment>(`${at}/strike`);
  return (
    <details className="no-print">
      <summary>
        <FormattedMessage id="attach.strike.open" />
      </summary>
      <form
        className={formStyles['strike']}
        onSubmit={(event) => {
          event.preventDefault();
          ask({ reason });
        }}
      >
        <label className={formStyles['field']}>
          <FormattedMessage id="attach.strike.why" values={{ name: fileName }} />
          <textarea required value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
        {problem && <ProblemBox problem={problem} />}
        <button type="submit" disabled={isAsking}>
          <FormattedMessage id="attach.strike.do" />
        </button>
      </form>
    </details>
  );
}
