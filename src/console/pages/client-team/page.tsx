import { lazy, Suspense } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { CallLink } from '../../parts/call-link.tsx';
import { fullName } from '../../parts/full-name.ts';
import { OverPage } from '../../parts/over-page.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Overview, Team } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { HouseholdCard } from './household-card.tsx';
import { RosterSide } from './roster-side.tsx';

const RosterForm = lazy(async () => ({ default: (await import('./roster-forms.tsx')).RosterForm }));

/** Who is in the support team and what it lacks, and who joins or leaves it; how the client is reached. */
export function TeamPage() {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { id, reply, problem, time } = usePart<Team>('team');
  const { reply: overview } = usePart<Overview>('overview');
  const [opened, setOpened] = usePlace(`team/${id}`);
  if (!reply || !overview) return <Unread problem={problem} />;
  const information = overview.contactInformation;
  const client = fullName(overview.client);
  const writes = operations.includes('roster:write');
  const [form, member = null] = opened?.split(' ') ?? [];
  const close = () => setOpened(null);
  const of = { enrollmentId: id, client, today: time.local(overview.asOf) };
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
          {formedAt === null &&
            members.length > 0 &&
            notReady.length === 0 &&
            operations.includes('command:formRst') && (
              <button
                type="button"
                className="main-action"
                aria-label={intl.formatMessage(
                  { id: 'form.title' },
                  { what: intl.formatMessage({ id: 'step.formRst' }), client },
                )}
                onClick={() => setOpened('form')}
              >
                <FormattedMessage id="step.formRst" />
              </button>
            )}
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
          {(['formal', 'informal'] as const).map((side) => (
            <RosterSide
              key={side}
              {...{ side, client, writes, notReady }}
              members={roster?.content[side] ?? []}
              onOpen={setOpened}
            />
          ))}
          {writes && (
            <p className={styles['acts']}>
              <button
                type="button"
                aria-label={intl.formatMessage(
                  { id: 'form.title' },
                  { what: intl.formatMessage({ id: 'roster.part.systems' }), client },
                )}
                onClick={() => setOpened('systems')}
              >
                <IconPencil size={16} aria-hidden="true" /> <FormattedMessage id="roster.part.systems" />
              </button>
            </p>
          )}
        </div>
        {reply.family && <HouseholdCard {...of} household={reply.household} />}
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
      {opened === 'form' && (
        <FormDialog {...{ step: 'formRst', enrollmentId: id, client, duty: null }} onDone={close} />
      )}
      {isForm(form) && (
        <OverPage label={intl.formatMessage({ id: 'roster.title' }, { client })} onClose={close}>
          <Suspense fallback={<Unread problem={null} />}>
            <RosterForm {...{ ...of, roster, form, member }} onDone={close} />
          </Suspense>
        </OverPage>
      )}
    </section>
  );
}

const forms = ['systems', 'formal', 'informal', 'end'] as const;
const isForm = (form: string | undefined): form is (typeof forms)[number] =>
  (forms as readonly (string | undefined)[]).includes(form);
