import { useEffect, useRef } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { MovePreview } from '../../server/replies.ts';
import type { Problem } from '../../server/request.ts';
import { usePreview } from '../../server/use-read.ts';
import styles from './page.module.css';

/** What is filled in, until it is on record. */
export const moveDraft = (staffId: string) => `move/${staffId}`;

type Props = {
  staffId: string;
  name: string;
  refused: { key: string; problem: Problem } | null;
  onClose: () => void;
};

const stays = 'stays';

/** A caseload goes to others: who would go where is shown before anything begins, and can be put otherwise. */
export function MoveForm({ staffId, name, refused, onClose }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = moveDraft(staffId);
  const { reply: preview, problem } = usePreview<MovePreview>('/reassignments/preview', { from: staffId });
  const { words, write, discard } = useDraft<{ to: Record<string, string>; reason: string }>(draft, {
    to: {},
    reason: '',
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview === undefined]);
  if (!preview) return <Unread problem={problem} />;
  // Nobody moves who was not chosen: one, several, or all as proposed.
  const goesTo = ({ enrollmentId }: MovePreview['items'][number]) => words.to[enrollmentId] ?? stays;
  const asProposed = preview.items.filter(({ to }) => to !== null);
  const chooseAll = () =>
    write({
      ...words,
      to: Object.fromEntries(asProposed.map(({ enrollmentId, to }) => [enrollmentId, to?.staffId ?? stays])),
    });
  const isProposal =
    asProposed.length > 0 && preview.items.every((one) => goesTo(one) === (one.to?.staffId ?? stays));
  const moving = preview.items.filter((one) => goesTo(one) !== stays);
  const close = () => {
    if (refused) outbox.dismiss(refused.key);
    discard();
    onClose();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (refused) outbox.dismiss(refused.key);
        outbox.add({
          ...{ enrollmentId: staffId, client: name, draft: { name: draft, words } },
          path: '/reassignments',
          body: {
            from: staffId,
            reason: words.reason.trim(),
            items: moving.map((one) => ({ enrollmentId: one.enrollmentId, to: goesTo(one) })),
          },
        });
        onClose();
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        <FormattedMessage
          id="caseloads.preview"
          values={{ moving: moving.length, all: preview.items.length, unplaced: preview.unplaced }}
        />
      </h3>
      {refused && <ProblemBox problem={refused.problem} />}
      <div className={styles['acts']}>
        {asProposed.length > 0 && !isProposal && (
          <button type="button" onClick={chooseAll}>
            <FormattedMessage id="caseloads.all" values={{ count: asProposed.length }} />
          </button>
        )}
        {moving.length > 0 && (
          <button type="button" onClick={() => write({ ...words, to: {} })}>
            <FormattedMessage id="caseloads.none" />
          </button>
        )}
      </div>
      <ul className={styles['moves']}>
        {preview.items.map((one) => (
          <li key={one.enrollmentId}>
            <label>
              <span>
                {fullName(one.client)} <span className={styles['level']}>{one.level}</span>
              </span>
              <select
                value={goesTo(one)}
                onChange={({ target }) =>
                  write({ ...words, to: { ...words.to, [one.enrollmentId]: target.value } })
                }
              >
                {preview.people
                  .filter(({ why }) => why === null)
                  .map((taker) => (
                    <option key={taker.staffId} value={taker.staffId}>
                      {taker.name}
                    </option>
                  ))}
                <option value={stays}>{intl.formatMessage({ id: 'caseloads.stays' }, { name })}</option>
              </select>
            </label>
            {one.why && goesTo(one) === stays && (
              <p className={styles['why']}>
                <IconAlertTriangle size={16} aria-hidden="true" /> {one.why.title}. {one.why.remedy}
              </p>
            )}
          </li>
        ))}
      </ul>
      <ul className={styles['takers']}>
        {preview.people
          .filter(({ takes, why }) => (takes > 0 && isProposal) || why !== null)
          .map((taker) => (
            <li key={taker.staffId}>
              {taker.why ? (
                <>
                  <IconAlertTriangle size={16} aria-hidden="true" /> {taker.name}: {taker.why.title}
                </>
              ) : (
                <FormattedMessage
                  id="caseloads.taker"
                  values={{
                    ...{ name: taker.name, takes: taker.takes, allowed: taker.allowedPercent },
                    ...{ before: taker.beforePercent, after: taker.afterPercent },
                  }}
                />
              )}
            </li>
          ))}
      </ul>
      <label>
        <FormattedMessage id="caseloads.why" />
        <input
          required
          maxLength={500}
          value={words.reason}
          onChange={({ target }) => write({ ...words, reason: target.value })}
        />
      </label>
      <div className={styles['acts']}>
        <button
          type="submit"
          disabled={moving.length === 0}
          aria-label={intl.formatMessage({ id: 'caseloads.begin.of' }, { name, count: moving.length })}
        >
          <FormattedMessage id="caseloads.begin" values={{ count: moving.length }} />
        </button>
        <button type="button" onClick={close}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
