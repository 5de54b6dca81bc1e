import { FormattedMessage } from 'react-intl';
import { IconAlertTriangle } from '@tabler/icons-react';
import { AttachCopy } from '../../parts/attach-copy.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Releases } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

type Release = Releases['items'][number];

/** What the client lets be told, to whom and until when; and whether what was signed on paper is in the file. */
export function ReleaseList() {
  const { reply, problem, time, id } = usePart<Releases>('releases');
  if (!reply) return problem && <ProblemBox problem={problem} />;
  return (
    <section aria-labelledby="releases">
      <h2 id="releases" className={styles['title']}>
        <FormattedMessage id="releases.title" values={{ count: reply.items.length }} />
      </h2>
      <ul className={styles['list']}>
        {reply.items.toReversed().map((one) => (
          <li key={one.stepId} className={styles['card']}>
            <OneRelease {...{ one, time, id }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneRelease({ one, time, id }: { one: Release; time: AgencyTime; id: string }) {
  const { operations } = useSignedIn();
  const { stepId, recipientKind, purpose, expiresOn, inForce, copy, copyMissing, details } = one;
  const named = details?.['recipientName'];
  return (
    <>
      <div className={styles['row']}>
        <h3>
          {typeof named === 'string' ? named : <FormattedMessage id={`option.recipient.${recipientKind}`} />}
        </h3>
        <span className={styles['state']} data-state={inForce ? 'done' : 'waiting'}>
          <FormattedMessage id={inForce ? 'releases.inForce' : 'releases.over'} />
        </span>
        {copyMissing && (
          <span className={styles['state']} data-state="late">
            <IconAlertTriangle size={16} aria-hidden="true" />
            <FormattedMessage id="releases.copyMissing" />
          </span>
        )}
      </div>
      <p className={styles['quiet']}>
        <FormattedMessage id={`option.purpose.${purpose}`} /> ·{' '}
        <FormattedMessage id="releases.until" values={{ day: time.date(expiresOn) }} />
      </p>
      <p className="no-print">
        {copy === null ? (
          <AttachCopy
            {...{ id, release: stepId }}
            of={typeof named === 'string' ? named : time.date(expiresOn)}
          />
        ) : (
          <a href={`/api/v1/enrollments/${id}/attachments/${copy}/content`}>
            <FormattedMessage id="field.copy" />
          </a>
        )}
      </p>
      {operations.includes('details:read') && (
        <PaperLinks paper="release-form" at={`/enrollments/${id}/papers/release-form`} of={stepId} />
      )}
    </>
  );
}
