import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { FormFrame } from '../../forms/frame.tsx';
import { Choice } from '../../parts/choice.tsx';
import type { DueReviews } from '../../server/replies.ts';
import styles from '../../forms/form.module.css';

type Props = {
  staff: { staffId: string; name: string };
  formats: DueReviews['formats'];
  onClose: () => void;
};

/** When a review of somebody's cases is held, and how. */
export function PlanForm({ staff, formats, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = `review/${staff.staffId}/plan`;
  const { words, write, discard } = useDraft(draft, { plannedOn: '', format: formats[0] ?? null });
  const { plannedOn, format } = words;
  return (
    <FormFrame
      buttons={
        <button
          type="submit"
          aria-label={intl.formatMessage({ id: 'reviews.plan.of' }, { name: staff.name })}
        >
          <FormattedMessage id="reviews.plan" />
        </button>
      }
      onSubmit={() => {
        outbox.add({
          ...{ enrollmentId: staff.staffId, client: staff.name, draft: { name: draft, words } },
          ...{ path: `/staff/${staff.staffId}/case-reviews`, body: { plannedOn, format } },
        });
        discard();
        onClose();
      }}
      onClose={onClose}
    >
      <label className={styles['words']}>
        <FormattedMessage id="reviews.on" />
        <input
          autoFocus
          type="date"
          required
          value={plannedOn}
          onChange={({ target }) => write({ ...words, plannedOn: target.value })}
        />
      </label>
      <Choice
        name={`format ${staff.staffId}`}
        label="reviews.format"
        words="reviews.format"
        options={formats}
        value={format}
        onChange={(next) => write({ ...words, format: next })}
      />
    </FormFrame>
  );
}
