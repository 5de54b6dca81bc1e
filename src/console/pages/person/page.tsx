import { IconAlertTriangle, IconCalendar, IconCircleCheck } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { agencyRoles } from '../../../features/staff/changing.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { StaffMember } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { Access } from './access.tsx';
import { Entries } from './entries.tsx';
import { RoleForm } from './role-form.tsx';
import styles from './page.module.css';

/** One member of staff: how their file stands, and, for a director, their access and their role. */
export function PersonPage() {
  const intl = useIntl();
  const me = useSignedIn();
  const { id } = useParams({ from: '/people/$id' });
  const { reply: one, problem } = useRead<StaffMember>(`/staff/${id}`);
  if (!one) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, me.agency.timeZone);
  const owed = one.duties.filter(({ state }) => state !== 'met');
  // Who acts for the payer is the payer's to say, and nobody gives themselves access.
  const gives =
    me.operations.includes('access:give') &&
    me.staffId !== id &&
    agencyRoles.some((role) => role === one.role);
  const whyNoBox =
    me.staffId === id ? 'own' : me.operations.includes('access:give') ? 'elsewhere' : 'director';
  return (
    <>
      <p>
        <Link to="/people">
          <FormattedMessage id="people.back" />
        </Link>
      </p>
      <h1>{one.name}</h1>
      {problem && <ProblemBox problem={problem} />}
      <p className={styles['muted']}>
        <FormattedMessage id={`hires.role.${one.role}`} /> · {one.email} ·{' '}
        <FormattedMessage id="people.clients" values={{ count: one.clients }} />
      </p>
      <div className={styles['columns']}>
        {!gives && me.operations.includes('staff:read') && (
          <p className={styles['muted']}>
            <FormattedMessage id={`person.noBox.${whyNoBox}`} />
          </p>
        )}
        {gives && <Access staffId={id} name={one.name} time={time} />}
        {gives && <RoleForm key={one.revision} {...{ one }} />}
        <section className={styles['part']} aria-labelledby="file">
          <h2 id="file">
            <FormattedMessage id="person.file" />
          </h2>
          {one.role === 'coordinator' && (
            <p data-late={!one.mayTakeClients}>
              {one.mayTakeClients ? (
                <IconCircleCheck size={18} aria-hidden="true" />
              ) : (
                <IconAlertTriangle size={18} aria-hidden="true" />
              )}{' '}
              <FormattedMessage id={one.mayTakeClients ? 'hires.may' : 'hires.mayNot'} />
            </p>
          )}
          {one.missing.length > 0 && (
            <p>
              <FormattedMessage
                id="person.missing"
                values={{
                  items: intl.formatList(
                    one.missing.map((kind) => one.asked.find((each) => each.kind === kind)?.title ?? kind),
                  ),
                }}
              />
            </p>
          )}
          {owed.length === 0 ? (
            <p>
              <FormattedMessage id="person.nothing" />
            </p>
          ) : (
            <ul>
              {owed.map(({ kind, title, due, state, duty }) => (
                <li key={`${kind} ${title} ${due}`} data-late={state === 'overdue'}>
                  {state === 'overdue' ? (
                    <IconAlertTriangle size={18} aria-hidden="true" />
                  ) : (
                    <IconCalendar size={18} aria-hidden="true" />
                  )}{' '}
                  {title}: <FormattedMessage id={`reviews.${state}`} values={{ day: time.day(due) }} /> (
                  {duty})
                </li>
              ))}
            </ul>
          )}
        </section>
        {one.hiredOn !== null && <Entries {...{ one, time }} />}
      </div>
    </>
  );
}
