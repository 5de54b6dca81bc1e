import { IconAlertTriangle, IconCalendar, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { StaffList } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { HireForm } from './hire-form.tsx';
import styles from './page.module.css';

/** Everybody who works here: their role, whether they may take clients, and what is owed about them. */
export function PeoplePage() {
  const [adding, setAdding] = usePlace('hire');
  const { operations } = useSignedIn();
  const { reply: data, problem } = useRead<StaffList>('/staff');
  if (!data) return <Unread problem={problem} />;
  return (
    <>
      <h1>
        <FormattedMessage id="people.title" values={{ count: data.items.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/staff" />
      {operations.includes('staff:hire') &&
        (adding !== null ? (
          <HireForm people={data.items} onClose={() => setAdding(null)} />
        ) : (
          <button type="button" className="main-action" onClick={() => setAdding('new')}>
            <FormattedMessage id="people.add" />
          </button>
        ))}
      <ul className={styles['list']}>
        {data.items.map((one) => {
          const late = one.overdue > 0 || (one.role === 'coordinator' && !one.mayTakeClients);
          const Icon = late ? IconAlertTriangle : one.open > 0 ? IconCalendar : IconCircleCheck;
          return (
            <li key={one.staffId} className={styles['person']} data-late={late} data-owed={one.open > 0}>
              <Link to="/people/$id" params={{ id: one.staffId }}>
                {one.name}
              </Link>
              <span>
                <FormattedMessage id={`hires.role.${one.role}`} />
              </span>
              <span className={styles['standing']}>
                <Icon size={18} aria-hidden="true" />
                {one.role === 'coordinator' && !one.mayTakeClients ? (
                  <FormattedMessage id="hires.mayNot" />
                ) : (
                  <FormattedMessage id="people.owed" values={{ open: one.open, overdue: one.overdue }} />
                )}
              </span>
              <span className={styles['clients']}>
                <FormattedMessage id="people.clients" values={{ count: one.clients }} />
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
