import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { agencyRoles } from '../../../features/staff/changing.ts';
import { useDraft } from '../../device/use-vault.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { StaffList } from '../../server/replies.ts';
import { useAnswer } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import styles from './page.module.css';

const nobody = { name: '', email: '', role: 'coordinator', hiredOn: '' };

/** Takes somebody in: their file begins. Access, which is shown once, is given on their own page. */
export function HireForm({ people, onClose }: { people: StaffList['items']; onClose: () => void }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { ask, reply: hired, problem } = useAnswer<{ revision: number }>('/staff');
  const { words, write: keep, discard } = useDraft('hire', nobody);
  const write = (changed: Partial<typeof nobody>) => keep({ ...words, ...changed });
  useEffect(() => {
    if (hired) discard();
  });
  if (hired) {
    const found = people.find(({ email }) => email.toLowerCase() === words.email.trim().toLowerCase());
    return (
      <p role="status" className={styles['hired']}>
        <FormattedMessage id="people.added" values={{ name: words.name }} />{' '}
        {found && (
          <Link to="/people/$id" params={{ id: found.staffId }}>
            <FormattedMessage
              id={operations.includes('access:give') ? 'people.added.access' : 'people.added.file'}
              values={{ name: found.name }}
            />
          </Link>
        )}
      </p>
    );
  }
  return (
    <form
      className={styles['form']}
      aria-label={intl.formatMessage({ id: 'people.add' })}
      onSubmit={(event) => {
        event.preventDefault();
        ask({ ...words, name: words.name.trim(), email: words.email.trim() });
      }}
    >
      {problem && <ProblemBox problem={problem} />}
      <label>
        <FormattedMessage id="people.name" />
        <input
          autoFocus
          required
          maxLength={200}
          autoComplete="off"
          value={words.name}
          onChange={({ target }) => write({ name: target.value })}
        />
      </label>
      <label>
        <FormattedMessage id="people.email" />
        <input
          type="email"
          required
          autoComplete="off"
          value={words.email}
          onChange={({ target }) => write({ email: target.value })}
        />
      </label>
      <label>
        <FormattedMessage id="person.role.new" />
        <select value={words.role} onChange={({ target }) => write({ role: target.value })}>
          {agencyRoles.map((each) => (
            <option key={each} value={each}>
              {intl.formatMessage({ id: `hires.role.${each}` })}
            </option>
          ))}
        </select>
      </label>
      <label>
        <FormattedMessage id="people.hiredOn" />
        <input
          type="date"
          required
          value={words.hiredOn}
          onChange={({ target }) => write({ hiredOn: target.value })}
        />
      </label>
      <div className={styles['acts']}>
        <button type="submit">
          <FormattedMessage id="people.add.send" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
