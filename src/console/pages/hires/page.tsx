import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { z } from 'zod';
import type { hireList } from '../../../features/staff/api/schemas.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** Who was hired, what of their file was verified when the county was told, and whether they may take clients. */
export function HiresPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { reply: data, problem } = useRead<z.input<typeof hireList>>('/hires');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  return (
    <>
      <h1>
        <FormattedMessage id="hires.title" />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/hires" />
      {data.items.length === 0 && (
        <p>
          <FormattedMessage id="hires.none" />
        </p>
      )}
      <ul className={styles['list']}>
        {data.items.map(({ staffId, name, role, hiredOn, noticeSentOn, verified, mayTakeClients }) => (
          <li key={staffId} className={styles['hire']}>
            <h2>{name}</h2>
            <p className={styles['muted']}>
              <FormattedMessage id={`hires.role.${role}`} />.{' '}
              <FormattedMessage
                id="hires.dates"
                values={{ hired: time.date(hiredOn), told: time.date(noticeSentOn) }}
              />
            </p>
            {role === 'coordinator' && (
              <p data-may={mayTakeClients}>
                {mayTakeClients ? (
                  <IconCircleCheck size={18} aria-hidden="true" />
                ) : (
                  <IconAlertTriangle size={18} aria-hidden="true" />
                )}{' '}
                <FormattedMessage id={mayTakeClients ? 'hires.may' : 'hires.mayNot'} />
              </p>
            )}
            <p>
              {verified.length === 0 ? (
                <FormattedMessage id="hires.nothing" />
              ) : (
                <FormattedMessage
                  id="hires.verified"
                  values={{
                    items: intl.formatList(
                      verified.map((kind) =>
                        intl.formatMessage({ id: `hires.item.${kind}`, defaultMessage: kind }),
                      ),
                    ),
                  }}
                />
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
