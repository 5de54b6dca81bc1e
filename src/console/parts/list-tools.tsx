import { IconDownload } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSignedIn } from '../session/use-me.ts';
import { SavedViews } from './saved-views.tsx';
import styles from './list-tools.module.css';

/** What can be done with a list as a whole: its filters are kept under a name, and it is taken along. */
export function ListTools({ read }: { read: string }) {
  return (
    <div className={styles['tools']}>
      <SavedViews />
      <CsvLink read={read} />
    </div>
  );
}

/**
 * What a page reads (its address under the API, with the filters) as a table with all rows of them, for who may take lists along.
 * `of`: which list, where a page has several.
 */
export function CsvLink({ read, of }: { read: string; of?: string }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  if (!operations.includes('list:take')) return null;
  return (
    <a
      className={styles['csv']}
      href={`/api/v1${read}${read.includes('?') ? '&' : '?'}format=csv`}
      download
      aria-label={of === undefined ? undefined : intl.formatMessage({ id: 'list.csv.of' }, { list: of })}
    >
      <IconDownload aria-hidden size={18} />
      <FormattedMessage id="list.csv" />
    </a>
  );
}
