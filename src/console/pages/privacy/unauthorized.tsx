import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused, useSettling } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import { DisclosedLine } from '../../parts/disclosed-line.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { UnauthorizedDisclosures } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { nowText } from '../../time/now.ts';
import styles from './page.module.css';

type One = UnauthorizedDisclosures['items'][number];

/** What was told that nothing allowed, each with what there is to say of it: in codes, without a name (RF-3). */
export function Unauthorized({ time }: { time: AgencyTime }) {
  const { operations } = useSignedIn();
  const settling = useSettling();
  const mayRead = operations.includes('unauthorized-disclosures:read');
  const { reply, problem } = useRead<UnauthorizedDisclosures>(mayRead ? '/disclosures/unauthorized' : null);
  if (!mayRead) return null;
  if (!reply) return <Unread problem={problem} />;
  const waiting = reply.items.filter(({ stepId }) => !settling.has(stepId));
  return (
    <section aria-labelledby="unauthorized">
      <h2 id="unauthorized">
        <FormattedMessage id="privacy.unauthorized" values={{ count: waiting.length }} />
      </h2>
      <ul className={styles['list']}>
        {waiting.map((one) => (
          <li key={one.stepId} className={styles['row']} data-waits="true">
            <h3>
              <FormattedMessage
                id="privacy.unauthorized.of"
                values={{ reference: one.reference, due: time.moment(one.due) }}
              />
            </h3>
            {one.told.map((line) => (
              <DisclosedLine key={line.disclosureId} {...{ line, time }} />
            ))}
            {operations.includes('command:resolveDisclosure') && <Settle one={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const written = ['findings', 'done'] as const;
const empty: Record<(typeof written)[number], string> & { clientTold: 'yes' | 'no' | null } = {
  ...{ findings: '', done: '', clientTold: null },
};

/** What was looked into, what was done about it, and whether the client knows. */
function Settle({ one: { enrollmentId, stepId, reference } }: { one: One }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const draft = `disclosure/${stepId}`;
  const refused = useRefused(draft);
  const { words, write } = useDraft(draft, empty);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const { clientTold, findings, done } = words;
        if (refused) outbox.dismiss(refused.key);
        const said = { findings: findings.trim(), done: done.trim(), clientTold: clientTold === 'yes' };
        const occurredAt = nowText();
        outbox.add({
          ...{ enrollmentId, client: reference, about: stepId, draft: { name: draft, words } },
          // By itself: among others it would be asked what the privacy officer has to do with the client.
          path: `/enrollments/${enrollmentId}/commands/resolveDisclosure`,
          body: { about: stepId, ...said, occurredAt },
        });
      }}
    >
      {refused && <ProblemBox problem={refused.problem} />}
      {written.map((name) => (
        <label key={name}>
          <FormattedMessage id={`privacy.${name}`} />
          <textarea
            rows={2}
            maxLength={4_000}
            required
            value={words[name]}
            onChange={({ target }) => write({ ...words, [name]: target.value })}
          />
        </label>
      ))}
      <Choice
        name={`told ${stepId}`}
        label="field.clientTold"
        words="option.yesNo"
        options={['yes', 'no'] as const}
        required
        value={words.clientTold}
        onChange={(clientTold) => write({ ...words, clientTold })}
      />
      <button type="submit" aria-label={intl.formatMessage({ id: 'privacy.settle.of' }, { reference })}>
        <FormattedMessage id="privacy.settle" />
      </button>
    </form>
  );
}
