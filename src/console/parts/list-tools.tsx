import { IconDownload } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { useSignedIn } from '../session/use-me.ts';
import styles from './list-tools.module.css';

/**
 * What can be done with a list as a whole. `read` is what its page reads, by its address under the API with the filters: as a table
 * it has all rows of them, for who may take lists along.
 */
export function ListTools({ read }: { read: string }) {
  const { operations } = useSignedIn();
  if (!operations.includes('list:take')) return null;
  return (
    <p className={styles['tools']}>
      <a href={`/api/v1${read}${read.includes('?') ? '&' : '?'}format=csv`} download>
        <IconDownload aria-hidden size={18} />
        <FormattedMessage id="list.csv" />
      </a>
    </p>
  );
}
