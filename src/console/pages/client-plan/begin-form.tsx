import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { type PlanVersion, planVersions } from '../../../features/plans/plan.ts';
import type { CommandType } from '../../../kit/http/command.ts';
import { useDraft } from '../../device/use-vault.ts';
import { FormFrame } from '../../forms/frame.tsx';
import { TypedField } from '../../forms/typed-field.tsx';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import type { OwedDuty, PlanOnFile } from '../../server/replies.ts';
import styles from '../../forms/form.module.css';

/** The step that brings a version into force, and so meets what is owed of it. */
export const stepOf: Record<PlanVersion, CommandType> = {
  preliminary: 'completePreliminarySccp',
  full: 'completeFullSccp',
  amended: 'amendSccp',
  annual: 'renewServicePlan',
  transition: 'completeTransitionSccp',
};
/** Those that change a plan: they start from it, and say why. */
const changing: readonly PlanVersion[] = ['amended', 'annual'];

type Words = { version?: PlanVersion; from?: string; reason?: string };
type Props = {
  enrollmentId: string;
  client: string;
  plans: readonly PlanOnFile[];
  called: (plan: PlanOnFile) => string;
  duties: readonly OwedDuty[];
  onDone: () => void;
};

/** Begins a version of the plan: the one that is owed first, as a copy of the newest that is complete. */
export function BeginForm({ enrollmentId, client, plans, called, duties, onDone }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const name = `plan/${enrollmentId}/begin`;
  const refused = useRefused(name);
  const { words, write, discard } = useDraft<Words>(name, {});
  const complete = plans.filter(({ state }) => state === 'complete');
  const versions = planVersions.filter((one) => complete.length > 0 || !changing.includes(one));
  const [owed] = useState(() => owedFirst(duties, versions));
  const version = words.version ?? owed;
  const from = words.from ?? complete[0]?.documentId ?? '';
  const reason = (words.reason ?? '').trim();

  // At once: the page waits for the draft, which is given up as easily as it is begun.
  function begin(): void {
    if (refused) outbox.dismiss(refused.key);
    outbox.add({
      ...{ enrollmentId, client, draft: { name, words }, turn: `plan/${enrollmentId}`, atOnce: true },
      path: `/enrollments/${enrollmentId}/plans`,
      body: {
        version,
        ...(from === '' ? {} : { from }),
        ...(reason === '' ? {} : { reason }),
      },
    });
    discard();
    onDone();
  }

  return (
    <FormFrame
      title={<FormattedMessage id="plan.begin.title" values={{ client }} />}
      problem={refused?.problem ?? null}
      buttons={
        <button type="submit" aria-label={intl.formatMessage({ id: 'plan.begin.of' }, { client })}>
          <FormattedMessage id="plan.begin" />
        </button>
      }
      onSubmit={begin}
      onClose={onDone}
    >
      <Choice
        name="version"
        label="plan.which"
        words="plan.version"
        options={versions}
        value={version}
        onChange={(next) => write({ ...words, version: next })}
      />
      {complete.length > 0 && (
        <label className={styles['words']}>
          <FormattedMessage id="plan.begin.from" />
          <select value={from} onChange={({ target }) => write({ ...words, from: target.value })}>
            {complete.map((one) => (
              <option key={one.documentId} value={one.documentId}>
                {called(one)}
              </option>
            ))}
            {!changing.includes(version) && (
              <option value="">{intl.formatMessage({ id: 'plan.begin.empty' })}</option>
            )}
          </select>
        </label>
      )}
      {changing.includes(version) && (
        <TypedField
          label="plan.begin.reason"
          rows={2}
          required
          maxLength={2_000}
          value={words.reason ?? ''}
          onChange={(reason) => write({ ...words, reason })}
        />
      )}
    </FormFrame>
  );
}

function owedFirst(duties: readonly OwedDuty[], versions: readonly PlanVersion[]): PlanVersion {
  const owed = duties.flatMap(({ metBy }) => versions.filter((one) => metBy.includes(stepOf[one])));
  return owed[0] ?? versions[0] ?? 'preliminary';
}

/** Gives a draft up, and says why: it stays to be read. */
export function DiscardForm({
  enrollmentId,
  client,
  plan,
  onDone,
}: Pick<Props, 'enrollmentId' | 'client' | 'onDone'> & { plan: PlanOnFile }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const name = `plan/${plan.documentId}/discard`;
  const { words, write, discard } = useDraft<{ reason: string }>(name, { reason: '' });
  return (
    <FormFrame
      title={<FormattedMessage id="plan.discard.title" values={{ client }} />}
      buttons={
        <button type="submit" aria-label={intl.formatMessage({ id: 'plan.discard.of' }, { client })}>
          <FormattedMessage id="plan.discard" />
        </button>
      }
      onSubmit={() => {
        outbox.add({
          ...{ enrollmentId, client, draft: { name, words } },
          path: `/enrollments/${enrollmentId}/plans/${plan.documentId}/acts/discard`,
          body: { reason: words.reason.trim() },
        });
        discard();
        onDone();
      }}
      onClose={onDone}
    >
      <TypedField
        label="field.reason"
        rows={2}
        required
        maxLength={2_000}
        value={words.reason}
        onChange={(reason) => write({ reason })}
      />
    </FormFrame>
  );
}
