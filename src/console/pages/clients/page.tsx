import { useState } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCar, IconClock } from '@tabler/icons-react';
import { fullName } from '../../parts/full-name.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { ClientList, ClientRow } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime, distance } from '../../time/format.ts';
import { now } from '../../time/now.ts';
import styles from './page.module.css';

const views = ['mine', 'all', 'overdue', 'none'] as const;
type View = (typeof views)[number];
const sorts = ['due', 'received'] as const;

/** What each view asks for: of the reader's own clients, of all whom they may see, of those with something overdue, of nobody's. */
const asks: Record<View, string> = {
  mine: '&coordinator=me',
  all: '',
  overdue: '&overdue=true',
  none: '&coordinator=none',
};

/** Clients as a list: own or the agency's, by what is due next or by their referral. */
export function ClientsPage() {
  const intl = useIntl();
  const { agency, role } = useSignedIn();
  const search = useSearch({ from: '/clients' });
  const [pages, setPages] = useState<string[]>([]);
  const shown =
    role === 'coordinator' ? views.filter((one) => one !== 'none') : views.filter((one) => one !== 'mine');
  const view = shown.find((one) => one === search.view) ?? shown[0] ?? 'all';
  const sort = sorts.find((one) => one === search.sort) ?? 'due';
  const cursor = pages.at(-1);
  const asked = `/enrollments?sort=${sort}${asks[view]}`;
  const { reply, problem } = useRead<ClientList>(
    `${asked}&limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  );
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  return (
    <>
      <h1>
        <FormattedMessage id="clients.title" />
      </h1>
      <nav aria-label={intl.formatMessage({ id: 'clients.views' })}>
        <ul className={styles['views']}>
          {shown.map((one) => (
            <li key={one}>
              <Link
                to="/clients"
                search={{ view: one, sort }}
                activeOptions={{ exact: true }}
                aria-current={one === view ? 'true' : undefined}
                onClick={() => setPages([])}
              >
                <FormattedMessage id={`clients.view.${one}`} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={intl.formatMessage({ id: 'clients.order' })}>
        <ul className={styles['views']}>
          {sorts.map((one) => (
            <li key={one}>
              <Link
                to="/clients"
                search={{ view, sort: one }}
                activeOptions={{ exact: true }}
                aria-current={one === sort ? 'true' : undefined}
                onClick={() => setPages([])}
              >
                <FormattedMessage id={`clients.sort.${one}`} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={asked} clients />
      {reply.items.length === 0 ? (
        <p>
          <FormattedMessage id={`clients.empty.${view}`} />
        </p>
      ) : (
        <ul className={styles['list']}>
          {reply.items.map((row) => (
            <li key={row.enrollmentId}>
              <Row row={row} time={time} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles['pages']}>
        {pages.length > 0 && (
          <button type="button" onClick={() => setPages(pages.slice(0, -1))}>
            <FormattedMessage id="clients.back" />
          </button>
        )}
        {reply.nextCursor !== null && (
          <button type="button" onClick={() => setPages([...pages, reply.nextCursor ?? ''])}>
            <FormattedMessage id="clients.next" />
          </button>
        )}
      </div>
    </>
  );
}

function Row({ row, time }: { row: ClientRow; time: AgencyTime }) {
  const { enrollmentId, stage, level, coordinator, nextDuty, nextAppointment, overdue } = row;
  const name = fullName(row.client);
  const late = nextDuty !== null && Date.parse(nextDuty.due) < now();
  return (
    <article className={styles['row']} aria-label={name}>
      <h2>
        <Link to="/clients/$id" params={{ id: enrollmentId }}>
          {name}
        </Link>
      </h2>
      <p className={styles['quiet']}>
        {row.client.reference} · {level.toUpperCase()} · <FormattedMessage id={`stage.${stage}`} />
        {' · '}
        {coordinator ? (coordinator.name ?? '–') : <FormattedMessage id="client.noCoordinator" />}
      </p>
      {nextDuty && (
        <p className={styles['due']} data-late={late}>
          {late ? (
            <IconAlertTriangle size={16} aria-hidden="true" />
          ) : (
            <IconClock size={16} aria-hidden="true" />
          )}
          {` ${nextDuty.title} `}
          <strong>
            <FormattedRelativeTime {...distance(now(), Date.parse(nextDuty.due))} numeric="auto" />
          </strong>
          {overdue > 1 && <FormattedMessage id="clients.overdue" values={{ count: overdue }} />}
        </p>
      )}
      {nextAppointment !== null && (
        <p className={styles['quiet']}>
          <IconCar size={16} aria-hidden="true" />{' '}
          <FormattedMessage id="card.appointment" values={time.parts(nextAppointment)} />
        </p>
      )}
    </article>
  );
}
