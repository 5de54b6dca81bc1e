import { lazy, Suspense } from 'react';
import { IconDownload } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { withWords } from '../language/page-words.ts';
import { usePlace } from '../session/place.ts';
import { useSignedIn } from '../session/use-me.ts';
import { OverPage } from './over-page.tsx';
import { SavedViews } from './saved-views.tsx';
import { Unread } from './unread.tsx';
import styles from './list-tools.module.css';

const ListHandOutForm = lazy(async () => ({
  default: (await withWords(import('./list-hand-out-form.tsx'))).ListHandOutForm,
}));

type Props = {
  /** Its address under the API, with the filters. */
  read: string;
  /** Which list, where a page has several. */
  of?: string;
  /** There are clients in it: whoever takes it for somebody outside says whom, and what lets it leave. */
  clients?: true;
};

/** What can be done with a list as a whole: its filters are kept under a name, and it is taken along. */
export function ListTools({ read, clients }: Omit<Props, 'of'>) {
  return (
    <div className={styles['tools']}>
      <SavedViews />
      <CsvLink {...{ read, ...(clients ? { clients } : {}) }} />
    </div>
  );
}

/** What a page reads as a table with all rows of it, for who may take lists along: for use here, or for somebody outside. */
export function CsvLink({ read, of, clients }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [opened, setOpened] = usePlace(`list-hand-out/${read.split('?')[0]}`);
  if (!operations.includes('list:take')) return null;
  const close = () => setOpened(null);
  const isAsked = clients === true && operations.includes('list:hand-out');
  const named = (id: string) => (of === undefined ? undefined : intl.formatMessage({ id }, { list: of }));
  return (
    <>
      <a
        className={styles['csv']}
        href={`/api/v1${read}${read.includes('?') ? '&' : '?'}format=csv`}
        download
        aria-label={named(isAsked ? 'list.here.of' : 'list.csv.of')}
      >
        <IconDownload aria-hidden size={18} />
        <FormattedMessage id={isAsked ? 'list.here' : 'list.csv'} />
      </a>
      {isAsked && (
        <button
          type="button"
          className="no-print"
          aria-label={named('list.outside.of')}
          onClick={() => setOpened('list')}
        >
          <FormattedMessage id="list.outside" />
        </button>
      )}
      {isAsked && opened !== null && (
        <OverPage label={intl.formatMessage({ id: 'list.outside.title' })} onClose={close}>
          <Suspense fallback={<Unread problem={null} />}>
            <ListHandOutForm read={read} onDone={close} />
          </Suspense>
        </OverPage>
      )}
    </>
  );
}
