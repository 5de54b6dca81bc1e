import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { useSignedIn } from '../../session/use-me.ts';
import { centsOf } from './dollars.ts';
import styles from './page.module.css';

export type FundFormName = 'deposit' | 'count' | 'reimburse';

type Props = {
  name: FundFormName;
  /** Of which money came back, and how much is still out. */
  payment: { entry: string; cents: number } | null;
  onClose: () => void;
};

const paths = { deposit: 'deposits', count: 'reconciliations', reimburse: 'reimbursements' } as const;

/** Money that was put in, paid back or counted. */
export function FundForm({ name, payment, onClose }: Props) {
  const outbox = useOutbox();
  const { agency } = useSignedIn();
  const draft = `fund/${payment?.entry ?? name}`;
  const { words, write, discard } = useDraft(draft, {
    ...{ amount: payment ? (payment.cents / 100).toFixed(2) : '', note: '' },
  });
  const { amount, note } = words;
  const cents = centsOf(amount);
  const isWrong = amount.trim() !== '' && cents === null;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (cents === null) return;
        outbox.add({
          ...{ enrollmentId: 'fund', client: agency.name, path: `/fund/${paths[name]}` },
          draft: { name: draft, words },
          body: {
            ...(name === 'count' ? { countedCents: cents } : { amountCents: cents }),
            ...(payment ? { payment: payment.entry } : {}),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        });
        discard();
        onClose();
      }}
    >
      <label className={styles['field']}>
        <FormattedMessage id={`fund.amount.${name}`} />
        <input
          autoFocus
          required
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong}
          value={amount}
          onChange={({ target }) => write({ ...words, amount: target.value })}
        />
        {isWrong && (
          <small role="alert" className={styles['wrong']}>
            <FormattedMessage id="fund.amount.wrong" />
          </small>
        )}
      </label>
      <label className={styles['field']}>
        <FormattedMessage id="fund.note" />
        <input
          maxLength={500}
          value={note}
          onChange={({ target }) => write({ ...words, note: target.value })}
        />
      </label>
      <div className={styles['acts']}>
        <button type="submit" disabled={cents === null}>
          <FormattedMessage id={`fund.${name}.send`} />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
