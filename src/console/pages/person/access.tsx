import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { AccessTokens, IssuedToken } from '../../server/replies.ts';
import { useAnswer, useRead } from '../../server/use-read.ts';
import { usePlace } from '../../session/place.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

type Props = { staffId: string; name: string; time: AgencyTime };

/** Access is given and taken here; a token is shown once, and kept by nobody. */
export function Access({ staffId, name, time }: Props) {
  const intl = useIntl();
  const settling = useSettling();
  const path = `/staff/${staffId}/access-tokens`;
  const { reply: tokens } = useRead<AccessTokens>(path);
  const { ask, reply: issued, problem } = useAnswer<IssuedToken>(path);
  const [ending, setEnding] = usePlace(`access/${staffId}`);
  const open = (tokens?.items ?? []).filter(({ opens, tokenId }) => opens && !settling.has(tokenId));
  return (
    <section className={styles['part']} aria-labelledby="access">
      <h2 id="access">
        <FormattedMessage id="person.access" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      <div role="status">
        {issued?.token && (
          <p className={styles['token']}>
            <FormattedMessage
              id="person.token"
              values={{
                name,
                day: time.day(issued.expiresAt),
                token: <code key="token">{issued.token}</code>,
              }}
            />
          </p>
        )}
      </div>
      <ul>
        {open.map(({ tokenId, expiresAt, issued: by }) => (
          <li key={tokenId}>
            <IconCircleCheck size={18} aria-hidden="true" />{' '}
            <FormattedMessage
              id={by ? 'person.until.by' : 'person.until'}
              values={{ day: time.day(expiresAt), name: by?.by.name ?? '' }}
            />{' '}
            {ending === tokenId ? (
              <RevokeForm {...{ staffId, name, tokenId }} onClose={() => setEnding(null)} />
            ) : (
              <button
                type="button"
                aria-label={intl.formatMessage(
                  { id: 'person.revoke.of' },
                  { name, day: time.day(expiresAt) },
                )}
                onClick={() => setEnding(tokenId)}
              >
                <FormattedMessage id="person.revoke" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {tokens && open.length === 0 && (
        <p data-late="true">
          <IconAlertTriangle size={18} aria-hidden="true" /> <FormattedMessage id="person.noAccess" />
        </p>
      )}
      <button
        type="button"
        className="main-action"
        aria-label={intl.formatMessage({ id: 'person.give.of' }, { name })}
        onClick={() => ask({})}
      >
        <FormattedMessage id="person.give" />
      </button>
    </section>
  );
}

function RevokeForm({
  staffId,
  name,
  tokenId,
  onClose,
}: {
  staffId: string;
  name: string;
  tokenId: string;
  onClose: () => void;
}) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = `access/${tokenId}`;
  const { words, write, discard } = useDraft(draft, { reason: '' });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({
          ...{ enrollmentId: staffId, client: name, about: tokenId },
          ...{ draft: { name: draft, words }, body: { reason: words.reason.trim() } },
          path: `/staff/${staffId}/access-tokens/${tokenId}/revoke`,
        });
        discard();
        onClose();
      }}
    >
      <label>
        <FormattedMessage id="person.why" />
        <input
          autoFocus
          required
          maxLength={500}
          value={words.reason}
          onChange={({ target }) => write({ reason: target.value })}
        />
      </label>
      <div className={styles['acts']}>
        <button type="submit" aria-label={intl.formatMessage({ id: 'person.revoke.send' }, { name })}>
          <FormattedMessage id="person.revoke" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
