import { Link } from '@tanstack/react-router';
import { FormattedList, FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { Unread } from '../../parts/unread.tsx';
import type { Tellings as Said } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { monthName } from './months.ts';
import partStyles from '../client/part.module.css';

type Told = Said['sample'][number]['told'][number];

/** How often nothing was told, as was said, by whom, and a sample to hold against the notes (RF-3). */
export function Tellings({ month }: { month: string }) {
  const intl = useIntl();
  const { operations, agency } = useSignedIn();
  const mayRead = operations.includes('tellings:read');
  const { reply, problem } = useRead<Said>(mayRead ? `/disclosures/tellings?month=${month}` : null);
  if (!mayRead) return null;
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const share = (nothing: number, asked: number) => (
    <FormattedNumber value={asked === 0 ? 0 : nothing / asked} style="percent" />
  );
  return (
    <section aria-labelledby="tellings">
      <h2 id="tellings">
        <FormattedMessage id="tellings.title" values={{ month: monthName(intl.locale, month, 'long') }} />
      </h2>
      <p>
        <FormattedMessage
          id="tellings.all"
          values={{ nothing: reply.nothing, asked: reply.asked, share: share(reply.nothing, reply.asked) }}
        />
      </p>
      {reply.items.length > 0 && (
        <table className={partStyles['table']}>
          <caption>
            <FormattedMessage id="tellings.by" />
          </caption>
          <thead>
            <tr>
              {(['who', 'asked', 'nothing', 'share'] as const).map((column) => (
                <th key={column} scope="col">
                  <FormattedMessage id={`tellings.${column}`} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reply.items.map(({ by, asked, nothing }) => (
              <tr key={by.staffId}>
                <th scope="row">{by.name ?? '–'}</th>
                <td>{asked}</td>
                <td>{nothing}</td>
                <td>{share(nothing, asked)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reply.sample.length > 0 && (
        <>
          <h3>
            <FormattedMessage id="tellings.sample" values={{ count: reply.sample.length }} />
          </h3>
          <ol className={partStyles['list']}>
            {reply.sample.map(({ enrollmentId, stepId, what, at, by, told }) => (
              <li key={`${enrollmentId} ${stepId}`} className={partStyles['card']}>
                <Link to="/clients/$id/timeline" params={{ id: enrollmentId }}>
                  <FormattedMessage
                    id={`tellings.${what}`}
                    values={{ when: time.moment(at), name: by.name ?? '–' }}
                  />
                </Link>
                {told.length === 0 ? (
                  <p>
                    <FormattedMessage id="tellings.none" />
                  </p>
                ) : (
                  <ul>
                    {told.map((one, n) => (
                      // Told apart by their place alone.
                      <li key={n}>
                        <OneTold told={one} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function OneTold({ told: { kind, role, content, ground } }: { told: Told }) {
  const intl = useIntl();
  const said = (id: string) => intl.formatMessage({ id });
  const whom = role === null ? said(`option.recipient.${kind}`) : said(`disclosed.role.${role}`);
  const why = ground === 'release' ? said('disclosed.byRelease') : said(`disclosed.ground.${ground}`);
  return (
    <>
      {whom}: <FormattedList type="unit" value={content.map((one) => said(`option.content.${one}`))} />. {why}
    </>
  );
}
