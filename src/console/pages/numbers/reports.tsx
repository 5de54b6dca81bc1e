import { FormattedMessage, useIntl } from 'react-intl';
import type { z } from 'zod';
import type { reportsReply } from '../../../features/numbers/api/report-schemas.ts';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { monthName } from './months.ts';
import styles from './page.module.css';

/** Of a month, the ways to its report; where there is none, leads have it made. */
export function useReports(): (month: string) => React.ReactNode {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const mayMake = useSignedIn().operations.includes('numbers:report');
  const { reply } = useRead<z.input<typeof reportsReply>>('/reports');
  if (!reply) return () => null;
  return (month) => {
    const name = { month: monthName(intl.locale, month, 'long') };
    const about = `report ${month}`;
    const there = reply.items.some((one) => one.month === month);
    return (
      <span className={styles['report']}>
        {there && <FormattedMessage id="numbers.report.ready" />}
        {!there && settling.has(about) && <FormattedMessage id="numbers.report.making" />}
        {there &&
          (['pdf', 'html', 'csv'] as const).map((form) => (
            <a
              key={form}
              href={`/api/v1/reports/${month}.${form}`}
              aria-label={intl.formatMessage({ id: `numbers.report.${form}.of` }, name)}
            >
              <FormattedMessage id={`numbers.report.${form}`} />
            </a>
          ))}
        {!there && mayMake && !settling.has(about) && (
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'numbers.report.make.of' }, name)}
            onClick={() =>
              outbox.add({
                ...{ enrollmentId: about, client: intl.formatMessage({ id: 'numbers.report.name' }, name) },
                ...{ about, path: `/reports/${month}`, body: {} },
              })
            }
          >
            <FormattedMessage id="numbers.report.make" />
          </button>
        )}
      </span>
    );
  };
}
