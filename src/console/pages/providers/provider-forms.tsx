import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
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
  const draft = `provider/${documentId}/verify`;
  const {
    words: said,
    write,
    discard,
  } = useDraft(draft, {
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
          ...{ draft: { name: draft, words: said }, path: `/providers/${documentId}/acts/verify` },
          body: { openings: numberOf(said.openings), waitingDays: numberOf(said.waitingDays) },
        });
        discard();
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
              onChange={({ target }) => write({ ...said, [name]: target.value })}
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
  const draft = `provider/${documentId}/retire`;
  const { words, write, discard } = useDraft(draft, { reason: '' });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({
          ...{ enrollmentId: documentId, client: content.name, about: documentId },
          ...{ path: `/providers/${documentId}/acts/retire`, body: { reason: words.reason.trim() } },
          draft: { name: draft, words },
        });
        discard();
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
          value={words.reason}
          onChange={({ target }) => write({ reason: target.value })}
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
