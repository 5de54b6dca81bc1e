import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import type { ListedProvider } from '../../server/replies.ts';
import styles from './page.module.css';

type Props = { one: ListedProvider; onClose: () => void };

/** Empty: not known. */
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** That the provider was asked today, and what it said. */
export function VerifyForm({ one, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { documentId, revision, content } = one;
  const [said, setSaid] = useState({
    openings: content.openings === null ? '' : String(content.openings),
    waitingDays: content.waitingDays === null ? '' : String(content.waitingDays),
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({
          ...{ enrollmentId: documentId, client: content.name, about: documentId, version: revision },
          path: `/providers/${documentId}/acts/verify`,
          body: { openings: numberOf(said.openings), waitingDays: numberOf(said.waitingDays) },
        });
        onClose();
      }}
    >
      <div className={styles['filters']}>
        {(['openings', 'waitingDays'] as const).map((name, n) => (
          <label key={name} className={styles['field']}>
            <FormattedMessage id={`providers.ask.${name}`} />
            <input
              autoFocus={n === 0}
              type="number"
              min={0}
              max={name === 'openings' ? 10_000 : 3_650}
              value={said[name]}
              onChange={({ target }) => setSaid({ ...said, [name]: target.value })}
            />
          </label>
        ))}
      </div>
      <div className={styles['acts']}>
        <button
          type="submit"
          aria-label={intl.formatMessage({ id: 'providers.verify.send.of' }, { name: content.name })}
        >
          <FormattedMessage id="providers.verify.send" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}

/** Nobody is referred there any more; it stays to be read. */
export function RetireForm({ one, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { documentId, content } = one;
  const [reason, setReason] = useState('');
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({
          ...{ enrollmentId: documentId, client: content.name, about: documentId },
          ...{ path: `/providers/${documentId}/acts/retire`, body: { reason: reason.trim() } },
        });
        onClose();
      }}
    >
      <label className={styles['field']}>
        <FormattedMessage id="providers.retire.why" />
        <textarea
          autoFocus
          required
          rows={2}
          maxLength={20_000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <div className={styles['acts']}>
        <button
          type="submit"
          aria-label={intl.formatMessage({ id: 'providers.retire.of' }, { name: content.name })}
        >
          <FormattedMessage id="providers.retire" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
