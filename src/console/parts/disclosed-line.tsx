import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Accounting } from '../server/replies.ts';
import type { AgencyTime } from '../time/format.ts';
import styles from './disclosed-line.module.css';

type Line = Omit<Accounting['items'][number], 'words'>;
type Props = { line: Line; named?: string | undefined; time: AgencyTime };

/** One thing that left the agency: to whom, what, what for, what allowed it, when, and by whom. `named`: who that was, as written. */
export function DisclosedLine({
  line: { to, content, way, purpose, allowedBy, at, by },
  named,
  time,
}: Props) {
  const intl = useIntl();
  const said = (id: string) => intl.formatMessage({ id });
  const kind = to.kind === 'role' ? said(`disclosed.role.${to.id}`) : said(`option.recipient.${to.kind}`);
  const name = named ?? to.name;
  return (
    <>
      <p>
        <strong>{name === null ? kind : `${name} (${kind})`}</strong>:{' '}
        <FormattedList type="unit" value={content.map((one) => said(`option.content.${one}`))} />
      </p>
      <p>
        <FormattedMessage
          id="disclosed.line"
          values={{
            way: said(`disclosed.way.${way}`),
            said: purpose === null ? 'no' : 'yes',
            purpose: purpose === null ? '' : said(`option.purpose.${purpose}`),
            when: time.moment(at),
            by: by.name ?? '–',
          }}
        />
      </p>
      {allowedBy === null ? (
        <p className={styles['nothing']}>
          <IconAlertTriangle size={16} aria-hidden="true" /> <FormattedMessage id="disclosed.byNothing" />
        </p>
      ) : (
        <p>
          {allowedBy.type === 'release' ? (
            <FormattedMessage id="disclosed.byRelease" />
          ) : (
            <FormattedMessage
              id="disclosed.byLaw"
              values={{ law: said(`disclosed.ground.${allowedBy.law}`), citation: allowedBy.citation }}
            />
          )}
        </p>
      )}
    </>
  );
}
