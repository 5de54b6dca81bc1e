import { FormattedMessage } from 'react-intl';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { CallLink } from '../../parts/call-link.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Overview, Team } from '../../server/replies.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

/** Who is in the support team and what it lacks; how the client is reached. */
export function TeamPage() {
  const { reply, problem, time } = usePart<Team>('team');
  const { reply: overview } = usePart<Overview>('overview');
  const information = overview?.contactInformation;
  if (!reply) return <Unread problem={problem} />;
  const { roster, gaps, notReady, formedAt, meetings } = reply;
  const members = roster ? [...roster.content.formal, ...roster.content.informal] : [];
  return (
    <section aria-labelledby="team">
      <h2 id="team" className={styles['title']}>
        <FormattedMessage id="client.part.team" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      <div className={styles['list']}>
        <div className={styles['card']}>
          <h3>
            <FormattedMessage id="team.members" values={{ count: members.length }} />
          </h3>
          <p>
            {formedAt === null ? (
              <FormattedMessage id="team.notFormed" />
            ) : (
              <FormattedMessage id="team.formed" values={{ day: time.day(formedAt) }} />
            )}
          </p>
          {gaps.map((gap, n) => (
            <p key={n} className={styles['state']} data-state="late">
              <IconAlertTriangle size={16} aria-hidden="true" />
              {gap.type === 'no-informal-support' ? (
                <FormattedMessage id="team.noInformal" />
              ) : (
                <span>
                  <FormattedMessage id="team.noMember" /> <FormattedMessage id={`system.${gap.system}`} />
                </span>
              )}
            </p>
          ))}
          {members.length > 0 && (
            <ul>
              {members.map((member) => (
                <li key={member.id}>
                  <strong>{member.name}</strong>{' '}
                  {'relation' in member ? (
                    member.relation
                  ) : (
                    <>
                      {member.organization}, <FormattedMessage id={`system.${member.system}`} />
                    </>
                  )}
                  {' · '}
                  <CallLink number={member.reach} />{' '}
                  {notReady.includes(member.id) ? (
                    <span className={styles['state']} data-state="late">
                      <IconAlertTriangle size={16} aria-hidden="true" />
                      <FormattedMessage id="team.notReady" />
                    </span>
                  ) : (
                    <span className={styles['state']} data-state="done">
                      <IconCheck size={16} aria-hidden="true" />
                      <FormattedMessage id="team.ready" />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className={styles['card']}>
          <h3>
            <FormattedMessage id="team.ways" />
          </h3>
          {information ? (
            <ul>
              {information.ways.map((way, n) => (
                <li key={n}>
                  <FormattedMessage id={`way.${way.kind}`} />:{' '}
                  {way.kind === 'phone' || way.kind === 'text' ? <CallLink number={way.value} /> : way.value}
                  {!way.mayLeaveMessage && (
                    <strong>
                      {' '}
                      <FormattedMessage id="card.noMessage" />
                    </strong>
                  )}
                  {way.note && ` · ${way.note}`}
                </li>
              ))}
              {information.bestTimes && (
                <li>
                  <FormattedMessage id="team.bestTimes" values={{ times: information.bestTimes }} />
                </li>
              )}
            </ul>
          ) : (
            <p>
              <FormattedMessage id="team.noWays" />
            </p>
          )}
        </div>
        {meetings.toReversed().map(({ stepId, at, by, decisions, nextSteps, summary }) => (
          <div key={stepId} className={styles['card']}>
            <h3>
              <FormattedMessage id="team.meeting" values={{ day: time.day(at), name: by.name ?? '–' }} />
            </h3>
            {[summary, decisions].map((said, n) => (typeof said === 'string' ? <p key={n}>{said}</p> : null))}
            {Array.isArray(nextSteps) && (
              <ul>
                {nextSteps.map((one: { what?: unknown; who?: unknown; by?: unknown }, n) => (
                  <li key={n}>
                    {[one.what, one.who, one.by].filter((part) => typeof part === 'string').join(' · ')}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
