import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import type { Press } from '../../outbox/sending.ts';
import { usePlace } from '../../session/place.ts';
import type { AgencyTime } from '../../time/format.ts';
import type { Delivery } from '../../server/replies.ts';
import styles from './page.module.css';

/** One message: why it has not left, what that asks of whom, and trying it again or giving it up. */
export function MessageLine({ one, time }: { one: Delivery; time: AgencyTime }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const [ending, setEnding] = usePlace(`message/${one.id}`);
  const what = intl.formatMessage({ id: `message.kind.${one.kind}` });
  const name = `${intl.formatMessage({ id: `ops.channel.${one.channel}` })}: ${what}`;
  const failed = one.state === 'failing' || one.state === 'undeliverable';

  function act(how: 'resend' | 'give-up', more: object = {}, draft?: Press['draft']): void {
    outbox.add({
      ...{ enrollmentId: one.id, client: name, about: one.id },
      ...(draft === undefined ? {} : { draft }),
      ...{ path: `/ops/deliveries/${how}`, body: { deliveries: [one.id], ...more } },
    });
  }

  return (
    <li className={styles['line']}>
      <div>
        <strong>{name}</strong>
        <p>
          {one.attempts > 0 && (
            <>
              <FormattedMessage id="ops.tried" values={{ count: one.attempts }} />{' '}
            </>
          )}
          <FormattedMessage
            id={failed ? 'ops.again' : 'ops.leaves'}
            values={{ moment: time.moment(one.notBefore) }}
          />
        </p>
        {one.lastError !== null && (
          <p>
            <code>{one.lastError}</code>. <FormattedMessage id={`ops.remedy.${remedyFor(one)}`} />
          </p>
        )}
      </div>
      {failed && !settling.has(one.id) && ending === null && (
        <div className={styles['acts']}>
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'ops.resend.of' }, { name })}
            onClick={() => act('resend')}
          >
            <FormattedMessage id="ops.resend" />
          </button>
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'ops.giveUp.of' }, { name })}
            onClick={() => setEnding('give-up')}
          >
            <FormattedMessage id="ops.giveUp" />
          </button>
        </div>
      )}
      {ending !== null && (
        <GiveUp
          {...{ id: one.id, name }}
          onClose={() => setEnding(null)}
          onGiveUp={(reason, draft) => {
            setEnding(null);
            act('give-up', { reason }, draft);
          }}
        />
      )}
    </li>
  );
}

function GiveUp({
  id,
  name,
  onClose,
  onGiveUp,
}: {
  id: string;
  name: string;
  onClose: () => void;
  onGiveUp: (reason: string, draft: Press['draft']) => void;
}) {
  const intl = useIntl();
  const draft = `message/${id}`;
  const { words, write, discard } = useDraft(draft, { reason: '' });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        discard();
        onGiveUp(words.reason.trim(), { name: draft, words });
      }}
    >
      <label>
        <FormattedMessage id="ops.giveUp.why" />
        <input
          autoFocus
          required
          maxLength={2_000}
          value={words.reason}
          onChange={({ target }) => write({ reason: target.value })}
        />
      </label>
      <button type="submit" aria-label={intl.formatMessage({ id: 'ops.giveUp.of' }, { name })}>
        <FormattedMessage id="ops.giveUp" />
      </button>
      <button type="button" onClick={onClose}>
        <FormattedMessage id="form.close" />
      </button>
    </form>
  );
}

/** What helps against a failure, by the code that the sender left of it. */
function remedyFor({ lastError, channel }: Delivery): string {
  const code = lastError ?? '';
  if (code === 'no-webhook-set-up') return 'noWebhook';
  if (code.startsWith('nobody-for-')) return 'nobody';
  if (channel === 'webhook') return /^http-\d+$/.test(code) ? 'answered' : 'unreachable';
  return code.startsWith('EAUTH') ? 'refusedUs' : 'mailServer';
}
