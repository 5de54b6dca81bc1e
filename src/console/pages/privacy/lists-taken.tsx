import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { ListTaken, ListsTaken as Taken } from '../../server/replies.ts';
import { type Reading, useRead } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { By } from './by.tsx';
import { Listed } from './listed.tsx';
import styles from './page.module.css';

type Props = { reading: Reading<Taken>; filters: string; days: object; time: AgencyTime };

/** Lists that left as files, and of each, when it is opened, whose rows were in it. */
export function ListsTaken({ reading, filters, days, time }: Props) {
  return (
    <Listed of="taken" csv={`/lists-taken?${filters}`} reading={reading}>
      {reading.reply?.items.map(({ id, by, list, at, rows, clients, cut }) => (
        <li key={id} className={styles['row']}>
          <p>
            <By by={by} days={days} />
            {' · '}
            <FormattedMessage id={`privacy.list.${list}`} defaultMessage={list} />
          </p>
          <p className={styles['quiet']}>
            {time.moment(at)}
            {' · '}
            <FormattedMessage id="privacy.rows" values={{ rows, clients }} />
            {cut && (
              <>
                {' · '}
                <FormattedMessage id="privacy.cut" />
              </>
            )}
          </p>
          {clients > 0 && <Whose id={id} label={`${list}, ${by.name ?? '–'}, ${time.moment(at)}`} />}
        </li>
      ))}
    </Listed>
  );
}

/** The references of those whose rows were in it, asked for when somebody wants to know. */
function Whose({ id, label }: { id: string; label: string }) {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  const { reply } = useRead<ListTaken>(open ? `/lists-taken/${id}` : null);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={intl.formatMessage({ id: 'privacy.whose.of' }, { list: label })}>
        <FormattedMessage id="privacy.whose" />
      </summary>
      {reply && (
        <p>
          {intl.formatList(
            reply.of.map(({ reference }) => reference),
            { type: 'unit' },
          )}
        </p>
      )}
    </details>
  );
}
