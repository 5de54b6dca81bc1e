import { Outlet, useParams } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { bands } from '../../../features/day/bands.ts';
import { withActions } from '../../forms/actions.ts';
import { About } from '../../parts/about.ts';
import { DutyActions } from '../../parts/duty-actions.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Sameness } from '../../parts/sameness.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Overview } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { BandIcon } from '../day/band-icon.tsx';
import { DutyRow } from '../day/duty-row.tsx';
import { AcuityTrend } from './acuity-trend.tsx';
import { Carried } from './carried.tsx';
import { ClientHead } from './head.tsx';
import { Stranger } from './stranger.tsx';
import { Why } from './why.tsx';
import styles from './page.module.css';

function useOverview() {
  const { id } = useParams({ from: '/clients/$id' });
  return { id, ...useRead<Overview>(`/enrollments/${id}/overview`) };
}

/** What stands above each page of a client: who they are, how they are reached, what keeps them safe. */
export function ClientFrame() {
  const intl = useIntl();
  const { id, reply, problem } = useOverview();
  // Also where it was read before: the glass is whole again, or the client is somebody else's.
  if (problem?.code === 'no-relation') return <Stranger enrollmentId={id} />;
  if (!reply) return <Unread problem={problem} />;
  return (
    <About value={{ enrollmentId: id, client: fullName(reply.client) }}>
      {problem && <ProblemBox problem={problem} />}
      <ClientHead client={reply} />
      <Carried enrollmentId={id} time={agencyTime(intl.locale, reply.timeZone)} />
      <Sameness enrollmentId={id} client={fullName(reply.client)} count={reply.sameness} />
      <Outlet />
    </About>
  );
}

const groups = [...bands, 'later'] as const;

/** All that is owed to the client, as on My day, and why. */
export function ClientDuties() {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { reply } = useOverview();
  if (!reply) return null;
  const { duties, timeZone } = reply;
  const asOf = Date.parse(reply.asOf);
  const time = agencyTime(intl.locale, timeZone);
  return (
    <section aria-labelledby="duties">
      <h2 id="duties" className={styles['duties']}>
        <FormattedMessage id="client.duties" values={{ count: duties.length }} />
      </h2>
      {groups.map((group) => {
        const shown = duties.filter(({ band }) => band === group);
        if (shown.length === 0) return null;
        return (
          <section key={group} className={styles['band']} data-band={group} aria-labelledby={`band-${group}`}>
            <h3 id={`band-${group}`}>
              <BandIcon band={group} />
              <FormattedMessage id={`band.${group}`} />
              <span>{shown.length}</span>
            </h3>
            <ul>
              {withActions(shown, { operations, now: asOf, elsewhere: 'logContact', owed: duties }).map(
                ({ line, actions }) => (
                  <li key={line.key}>
                    <DutyRow duty={line} time={time} asOf={asOf} why={<Why duty={line} time={time} />}>
                      {actions && (
                        <DutyActions
                          enrollmentId={reply.enrollmentId}
                          client={fullName(reply.client)}
                          actions={actions}
                        />
                      )}
                    </DutyRow>
                  </li>
                ),
              )}
            </ul>
          </section>
        );
      })}
      <AcuityTrend />
    </section>
  );
}
