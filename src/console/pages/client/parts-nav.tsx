import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSignedIn } from '../../session/use-me.ts';
import styles from './head.module.css';

const parts = [
  { to: '/clients/$id', operation: 'chart:read', name: 'duties' },
  { to: '/clients/$id/timeline', operation: 'chart:read', name: 'timeline' },
  { to: '/clients/$id/notes', operation: 'details:read', name: 'notes' },
  { to: '/clients/$id/plan', operation: 'details:read', name: 'plan' },
  { to: '/clients/$id/authorizations', operation: 'enrollment:read', name: 'authorizations' },
  { to: '/clients/$id/referrals', operation: 'chart:read', name: 'referrals' },
  { to: '/clients/$id/team', operation: 'details:read', name: 'team' },
  { to: '/clients/$id/file', operation: 'details:read', name: 'file' },
] as const;

/** The pages of one client, those that the reader may see. */
export function PartsNav({ id, client }: { id: string; client: string }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const mine = parts.filter(({ operation }) => operations.includes(operation));
  return (
    <nav aria-label={intl.formatMessage({ id: 'client.parts' }, { client })}>
      <ul className={styles['parts']}>
        {mine.map(({ to, name }) => (
          <li key={name}>
            <Link to={to} params={{ id }} activeOptions={{ exact: true }}>
              <FormattedMessage id={`client.part.${name}`} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
