import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { FormFrame } from '../../forms/frame.tsx';
import { Choice } from '../../parts/choice.tsx';
import type { DueReviews } from '../../server/replies.ts';
import { nowText } from '../../time/now.ts';
import styles from '../../forms/form.module.css';

type Props = {
  staff: { staffId: string; name: string };
  formats: DueReviews['formats'];
  onClose: () => void;
};

/** A talk about how the work goes: the next one is owed from now on. */
export function CheckInForm({ staff, formats, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = `review/${staff.staffId}/check-in`;
  const { words, write, discard } = useDraft(draft, { mode: formats[0] ?? null, notes: '' });
  const { mode, notes } = words;
  return (
    <FormFrame
      buttons={
        <button
          type="submit"
          aria-label={intl.formatMessage({ id: 'reviews.check-in.of' }, { name: staff.name })}
        >
          <FormattedMessage id="reviews.check-in" />
        </button>
      }
      onSubmit={() => {
        outbox.add({
          ...{ enrollmentId: staff.staffId, client: staff.name, draft: { name: draft, words } },
          path: `/staff/${staff.staffId}/supervision/acts/check-in`,
          body: { mode, notes: notes.trim(), occurredAt: nowText() },
        });
        discard();
        onClose();
      }}
      onClose={onClose}
    >
      <Choice
        name={`mode ${staff.staffId}`}
        label="reviews.format"
        words="reviews.format"
        options={formats}
        value={mode}
        onChange={(next) => write({ ...words, mode: next })}
      />
      <label className={styles['words']}>
        <FormattedMessage id="reviews.notes" />
        <textarea
          autoFocus
          required
          rows={3}
          maxLength={4_000}
          value={notes}
          onChange={({ target }) => write({ ...words, notes: target.value })}
        />
      </label>
    </FormFrame>
  );
}
