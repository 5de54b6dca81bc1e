import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { declineReasons } from '../../../features/transfer/transfer.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Approval, Approvals } from '../../server/replies.ts';
import { crosses, type Decision, decisionsOf, type Filled, pressOf } from './decisions.ts';
import { nowText } from '../../time/now.ts';
import styles from './page.module.css';

type Props = { one: Approval; levels: Approvals['levels']; name: string };

const empty = { until: '', reference: '', declined: '', reason: '' };
const owesReason: readonly Decision[] = [
  'continue',
  'close',
  'keepLevel',
  'changeLevel',
  'reopen',
  'keepDischarged',
];

/** What is decided, and what goes with it: a day, a level, and the reason where one is owed. */
export function DecisionForm({ one, levels, name }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { index } = one;
  const options = decisionsOf(one);
  const others = levels.filter(({ level }) => level !== one.level);
  const indicated = others.find(({ intensity }) => intensity !== null && intensity === index?.indicates);
  const draft = `approval/${one.id}`;
  // What was refused is here again, with what was filled in.
  const refused = useRefused(draft);
  const { words, write } = useDraft<Filled & { decision: Decision | null }>(draft, {
    ...{ ...empty, level: (indicated ?? others[0])?.level ?? '' },
    decision: options.length === 1 ? (options[0] ?? null) : null,
  });
  const { decision, ...filled } = words;
  const fill = (changed: Partial<typeof words>) => write({ ...words, ...changed });
  const carries = crosses(
    one,
    others.find(({ level }) => level === filled.level),
  );
  const owes = decision !== null && owesReason.includes(decision);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (decision === null) return;
        if (refused) outbox.dismiss(refused.key);
        outbox.add({
          ...{ enrollmentId: one.enrollmentId ?? one.id, client: name, about: one.id },
          draft: { name: draft, words },
          ...pressOf(one, decision, { ...filled, carries }, nowText()),
        });
      }}
    >
      {refused && <ProblemBox problem={refused.problem} />}
      {options.length > 1 && (
        <Choice
          name={`decision ${one.id}`}
          label="decision.label"
          words="approvals.do"
          options={options}
          value={decision}
          onChange={(chosen) => fill({ decision: chosen })}
        />
      )}
      {decision === 'continue' && (
        <label>
          <FormattedMessage id="approvals.until" />
          <input
            type="date"
            required
            value={filled.until}
            onChange={({ target }) => fill({ until: target.value })}
          />
        </label>
      )}
      {decision === 'changeLevel' && (
        <>
          <label>
            <FormattedMessage id="approvals.level" />
            <select value={filled.level} onChange={({ target }) => fill({ level: target.value })}>
              {others.map(({ level, title }) => (
                <option key={level} value={level}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          {index && carries && <GoesWith index={index} />}
        </>
      )}
      {decision === 'accept' && (
        <label>
          <FormattedMessage id="approvals.reference" />
          <input
            required
            maxLength={100}
            value={filled.reference}
            onChange={({ target }) => fill({ reference: target.value })}
          />
        </label>
      )}
      {decision === 'decline' && (
        <label>
          <FormattedMessage id="approvals.declined" />
          <select
            required
            value={filled.declined}
            onChange={({ target }) => fill({ declined: target.value })}
          >
            <option value="" />
            {declineReasons.map((reason) => (
              <option key={reason} value={reason}>
                {intl.formatMessage({ id: `approvals.declined.${reason}` })}
              </option>
            ))}
          </select>
        </label>
      )}
      {(owes || decision === 'settleDispute') && (
        <label>
          <FormattedMessage id={owes ? 'approvals.why' : 'approvals.terms'} />
          <textarea
            rows={2}
            maxLength={4_000}
            required={owes}
            value={filled.reason}
            onChange={({ target }) => fill({ reason: target.value })}
          />
        </label>
      )}
      <button
        type="submit"
        disabled={decision === null}
        aria-label={intl.formatMessage(
          { id: decision === 'sign' ? 'reviews.sign.of' : 'approvals.decide.of' },
          { name },
        )}
      >
        <FormattedMessage id={decision === 'sign' ? 'reviews.sign' : 'decision.send'} />
      </button>
    </form>
  );
}

/** What supports the change, as it is on record; what is not there cannot be ticked (AC-4). */
function GoesWith({ index: { documents, enclosed } }: { index: NonNullable<Approval['index']> }) {
  const intl = useIntl();
  const isThere = (kind: (typeof documents)[number]) => enclosed.some(({ document }) => document === kind);
  const named = (kinds: typeof documents) => (
    <FormattedList
      key="documents"
      value={kinds.map((each) => intl.formatMessage({ id: `requests.document.${each}` }))}
    />
  );
  const lacking = documents.filter((each) => each !== 'acuity-index' && !isThere(each));
  return (
    <>
      {enclosed.length > 0 && (
        <p>
          <FormattedMessage
            id="approvals.enclosed"
            values={{ documents: named(documents.filter(isThere)) }}
          />
        </p>
      )}
      {lacking.length > 0 && (
        <p>
          <FormattedMessage id="approvals.lacking" values={{ documents: named(lacking) }} />
        </p>
      )}
    </>
  );
}
