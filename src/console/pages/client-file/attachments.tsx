import { Link, useSearch } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { attachmentKinds } from '../../../features/attachments/attachment.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused, useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachment, Attachments as List, Overview } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import { AttachForm, sizeIn } from './attach-form.tsx';
import styles from '../client/part.module.css';
import formStyles from './attach-form.module.css';

/** The files that were attached, and the way to attach another: all of them, or those of one thing in the record. */
export function Attachments() {
  const { operations } = useSignedIn();
  const { reply, problem, time, id } = usePart<List>('attachments');
  const { about = null, of, what } = useSearch({ from: '/clients/$id/file' });
  const kind = attachmentKinds.find((one) => one === what) ?? null;
  const shown = reply?.items.filter((one) => about === null || one.about === about) ?? [];
  return (
    <section
      aria-labelledby="attachments"
      // On paper there is nothing to attach to.
      className={[formStyles['files'], reply && shown.length === 0 && 'no-print'].filter(Boolean).join(' ')}
    >
      <h2 id="attachments" className={styles['title']}>
        <FormattedMessage id="attach.list" values={{ count: shown.filter(({ kept }) => kept).length }} />
        {about !== null && `: ${of ?? ''}`}
      </h2>
      {about !== null && (
        <p className="no-print">
          <Link to="/clients/$id/file" params={{ id }}>
            <FormattedMessage id="attach.all" />
          </Link>
        </p>
      )}
      {problem && <ProblemBox problem={problem} />}
      {reply && operations.includes('attachment:write') && (
        <AttachForm key={about} {...{ id, about, kind }} known={reply.items} />
      )}
      {shown.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((one) => (
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
  const { attachmentId, fileName, what, bytes, by, begunAt, state, arriving, kept, struck } = one;
  const at = `/enrollments/${id}/attachments/${attachmentId}`;
  return (
    <>
      <h3>
        <IconPaperclip size={16} aria-hidden="true" /> <FormattedMessage id={`attach.kind.${what}`} />
      </h3>
      {fileName !== null && (
        <p>
          {state === 'kept' || state === 'struck' ? (
            <a href={`/api/v1${at}/content`}>{fileName}</a>
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
      {kept && !struck && mayStrike && <Strike one={one} enrollmentId={id} />}
    </>
  );
}

/** Asks why before anything is struck out. */
function Strike({
  one: { attachmentId, fileName },
  enrollmentId,
}: {
  one: Attachment;
  enrollmentId: string;
}) {
  const outbox = useOutbox();
  const settling = useSettling();
  const { reply } = usePart<Overview>('overview');
  const draft = `strike/${attachmentId}`;
  const refused = useRefused(draft);
  const { words, write } = useDraft(draft, { reason: '' });
  if (!reply || settling.has(attachmentId)) return null;
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
            ...{ enrollmentId, client: fullName(reply.client), about: attachmentId },
            draft: { name: draft, words },
            path: `/enrollments/${enrollmentId}/attachments/${attachmentId}/strike`,
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
