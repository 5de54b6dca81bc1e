import type { PropsWithChildren } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CsvLink } from '../../parts/list-tools.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Reading } from '../../server/use-read.ts';
import styles from './page.module.css';

type Page = { items: readonly unknown[]; nextCursor: string | null };

type Props = PropsWithChildren<{
  /** What is listed, by the name of its messages; what was read of it, and where it is taken along. */
  of: 'taken' | 'shown';
  reading: Reading<Page>;
  csv: string;
}>;

/** A list of who saw what, with its rows as children: it says that there are none, or more, and can be taken along. */
export function Listed({ of, reading: { reply, problem }, csv, children }: Props) {
  const intl = useIntl();
  if (!reply) return <Unread problem={problem} />;
  return (
    <section aria-labelledby={of}>
      <h2 id={of}>
        <FormattedMessage id={`privacy.${of}`} />
      </h2>
      {reply.items.length === 0 && (
        <p>
          <FormattedMessage id={`privacy.${of}.none`} />
        </p>
      )}
      <Rows page={reply}>{children}</Rows>
      <CsvLink read={csv} of={intl.formatMessage({ id: `privacy.${of}` })} />
    </section>
  );
}

/** Rows of a page, and whether there are more. */
export function Rows({ page, children }: PropsWithChildren<{ page: Page }>) {
  return (
    <>
      <ul className={styles['list']}>{children}</ul>
      {page.nextCursor !== null && (
        <p className={styles['quiet']}>
          <FormattedMessage id="privacy.more" />
        </p>
      )}
    </>
  );
}
