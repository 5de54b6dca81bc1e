import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconUsers } from '@tabler/icons-react';
import { verdicts } from '../../features/search/alike.ts';
import { useDraft } from '../device/use-vault.ts';
import { useOutbox, useRefused, useSettling } from '../outbox/outbox-provider.tsx';
import type { SamenessOfClient } from '../server/replies.ts';
import { request } from '../server/request.ts';
import { useSignedIn } from '../session/use-me.ts';
import { Choice } from './choice.tsx';
import { likeName, LookAlike } from './look-alike.tsx';
import { ProblemBox } from './problem-box.tsx';
import styles from './sameness.module.css';

type Props = { enrollmentId: string; client: string; count: number };

/** That nobody has said yet whether a client is somebody on record, wherever one meets them; settled where it stands. */
export function Sameness({ enrollmentId, client, count }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [looks, setLooks] = useState(false);
  if (count === 0 || !operations.includes('sameness:answer')) return null;
  return (
    <div className={styles['open']}>
      <p>
        <IconUsers size={18} aria-hidden="true" /> <FormattedMessage id="alike.open" values={{ count }} />
      </p>
      {looks ? (
        <Questions {...{ enrollmentId, client, count }} />
      ) : (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'alike.look.of' }, { client })}
          onClick={() => setLooks(true)}
        >
          <FormattedMessage id="alike.look" />
        </button>
      )}
    </div>
  );
}

/** That strangers were shown is put on record: they are asked for when somebody wants to see them, and not again by itself. */
function Questions({ enrollmentId, client, count }: Props) {
  const settling = useSettling();
  const { data } = useQuery({
    queryKey: ['sameness', enrollmentId, count],
    queryFn: () => request<SamenessOfClient>(`/enrollments/${enrollmentId}/sameness`),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  return (
    <div role="status">
      <ul className={styles['list']}>
        {data?.items
          .filter(({ id }) => !settling.has(id))
          .map((question) => (
            <li key={question.id}>
              <Answer {...{ question, enrollmentId, client }} />
            </li>
          ))}
      </ul>
    </div>
  );
}

type AnswerProps = { question: SamenessOfClient['items'][number]; enrollmentId: string; client: string };
type Said = { verdict: (typeof verdicts)[number] | null; reason: string };

/** Whether the two are one, and how it is known. That they are links their files: a lead says so. */
function Answer({ question, enrollmentId, client }: AnswerProps) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { operations } = useSignedIn();
  const { id, clients } = question;
  const links = operations.includes('client:link');
  const draft = `sameness/${id}`;
  const refused = useRefused(draft);
  const { words, write } = useDraft<Said>(draft, { verdict: links ? null : 'different', reason: '' });
  const others = [
    ...clients.own.filter(({ enrollments }) => enrollments.every((one) => one.enrollmentId !== enrollmentId)),
    ...clients.others,
  ];
  const name = others.map(likeName).join(', ');
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.verdict === null) return;
        if (refused) outbox.dismiss(refused.key);
        outbox.add({
          ...{ enrollmentId, client, about: id, draft: { name: draft, words } },
          path: `/sameness/${id}/answers`,
          body: { verdict: words.verdict, reason: words.reason.trim() },
        });
      }}
    >
      {refused && <ProblemBox problem={refused.problem} />}
      {others.map((one) => (
        <LookAlike key={one.clientId} one={one} />
      ))}
      {links ? (
        <Choice
          name={draft}
          asked={intl.formatMessage({ id: 'alike.verdict' }, { name })}
          words="alike.verdict"
          options={verdicts}
          value={words.verdict}
          required
          onChange={(verdict) => write({ ...words, verdict })}
        />
      ) : (
        <p>
          <FormattedMessage id="alike.byLead" />
        </p>
      )}
      {words.verdict === 'same' && (
        <p>
          <FormattedMessage id="alike.links" />
        </p>
      )}
      <label>
        <FormattedMessage id="alike.why" />
        <textarea
          rows={2}
          required
          maxLength={1_000}
          value={words.reason}
          onChange={({ target }) => write({ ...words, reason: target.value })}
        />
      </label>
      <button
        type="submit"
        aria-label={intl.formatMessage({ id: links ? 'alike.send.of' : 'intake.different.of' }, { name })}
      >
        <FormattedMessage id={links ? 'alike.send' : 'intake.different'} />
      </button>
    </form>
  );
}
