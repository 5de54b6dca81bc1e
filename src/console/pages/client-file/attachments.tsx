import { Link, useSearch } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { attachmentKinds } from '../../../features/attachments/attachment.ts';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachments as List, Overview } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import { AttachForm } from './attach-form.tsx';
import { AttachedFile } from './attached-file.tsx';
import styles from '../client/part.module.css';
import formStyles from './attach-form.module.css';

/** The files that were attached, and the way to attach another: all of them, or those of one thing in the record. */
export function Attachments() {
  const { operations } = useSignedIn();
  const { reply, problem, time, id } = usePart<List>('attachments');
  const { reply: overview } = usePart<Overview>('overview');
  const at = `/enrollments/${id}/attachments`;
  const mayStrike = operations.includes('attachment:strike');
  const strikesFor = mayStrike && overview ? { enrollmentId: id, client: fullName(overview.client) } : null;
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
        <AttachForm key={about} {...{ at, about, kind }} known={reply.items} />
      )}
      {shown.length > 0 && (
        <ul className={styles['list']}>
          {shown.map((one) => (
            <li key={one.attachmentId} className={styles['card']}>
              <AttachedFile {...{ one, at, time, strikesFor }}>
                <IconPaperclip size={16} aria-hidden="true" />{' '}
                <FormattedMessage id={`attach.kind.${one.what}`} />
              </AttachedFile>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
