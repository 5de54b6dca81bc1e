import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { BrokenGlass } from '../../server/replies.ts';
import styles from './page.module.css';

type Props = { by: BrokenGlass['items'][number]['by']; days: object };

/** Who it was; a tap shows what else they looked at in those days. */
export function By({ by, days }: Props) {
  const intl = useIntl();
  const name = by.name ?? '–';
  return (
    <span className={styles['by']}>
      <Link
        to="/privacy"
        search={{ ...days, staff: by.staffId }}
        aria-label={intl.formatMessage({ id: 'privacy.only' }, { name })}
      >
        {name}
      </Link>{' '}
      (<FormattedMessage id={`hires.role.${by.role}`} />)
    </span>
  );
}
