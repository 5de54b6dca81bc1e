import { FormattedMessage, useIntl } from 'react-intl';
import { agencyRoles } from '../../../features/staff/changing.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { StaffMember } from '../../server/replies.ts';
import styles from './page.module.css';

/** Another role, with the reason; it ends the access that was given for the other one. */
export function RoleForm({ one }: { one: StaffMember }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { staffId, name, role, revision } = one;
  const draft = `role/${staffId}`;
  const refused = useRefused(draft);
  const { words, write } = useDraft<{ role: string; reason: string }>(draft, { role, reason: '' });
  return (
    <section className={`${styles['part']} no-print`} aria-labelledby="role">
      <h2 id="role">
        <FormattedMessage id="person.role" />
      </h2>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (refused) outbox.dismiss(refused.key);
          outbox.add({
            ...{ enrollmentId: staffId, client: name, draft: { name: draft, words } },
            path: `/staff/${staffId}/change`,
            version: revision,
            body: { role: words.role, reason: words.reason.trim() },
          });
        }}
      >
        {refused && <ProblemBox problem={refused.problem} />}
        <label>
          <FormattedMessage id="person.role.new" />
          <select value={words.role} onChange={({ target }) => write({ ...words, role: target.value })}>
            {agencyRoles.map((each) => (
              <option key={each} value={each}>
                {intl.formatMessage({ id: `hires.role.${each}` })}
              </option>
            ))}
          </select>
        </label>
        {words.role !== role && (
          <>
            <p className={styles['muted']}>
              <FormattedMessage id="person.role.ends" />
            </p>
            <label>
              <FormattedMessage id="person.why" />
              <input
                required
                maxLength={500}
                value={words.reason}
                onChange={({ target }) => write({ ...words, reason: target.value })}
              />
            </label>
            <button type="submit" aria-label={intl.formatMessage({ id: 'person.role.send.of' }, { name })}>
              <FormattedMessage id="person.role.send" />
            </button>
          </>
        )}
      </form>
    </section>
  );
}
