import { FormattedMessage, FormattedRelativeTime } from 'react-intl';
import { FilesLink } from '../../parts/files-link.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import type { Papers, Providers, Referral, Referrals } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, distance } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { ReleaseList } from './releases.tsx';

/** The client's way to each provider: how far it is, how long they wait, what is owed. */
export function ReferralsPage() {
  const { operations } = useSignedIn();
  const { reply, problem, time } = usePart<Referrals>('referrals');
  const { reply: providers } = useRead<Providers>(
    operations.includes('directory:read') ? '/providers' : null,
  );
  const prints = operations.includes('details:read');
  const { reply: papers, id } = usePart<Papers>(prints ? 'papers' : null);
  if (!reply) return <Unread problem={problem} />;
  const names = new Map(providers?.items.map(({ documentId, content }) => [documentId, content.name]) ?? []);
  // What may be told at all is said by the list.
  const forms = new Set(papers?.items.flatMap(({ paper, of }) => (paper === 'referral-form' ? of : [])));
  return (
    <>
      <section aria-labelledby="referrals">
        <h2 id="referrals" className={styles['title']}>
          <FormattedMessage id="referrals.title" values={{ count: reply.items.length }} />
        </h2>
        {problem && <ProblemBox problem={problem} />}
        <ul className={styles['list']}>
          {reply.items.toReversed().map((one) => (
            <li key={one.stepId}>
              <OneReferral
                one={one}
                asOf={Date.parse(reply.asOf)}
                name={names.get(one.provider)}
                time={time}
              />
              <FilesLink
                {...{ id, about: one.stepId }}
                of={[one.service, names.get(one.provider)].filter(Boolean).join(' · ')}
              />
              {forms.has(one.stepId) && (
                <PaperLinks
                  paper="referral-form"
                  at={`/enrollments/${id}/papers/referral-form`}
                  of={one.stepId}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      <ReleaseList />
    </>
  );
}

type Props = { one: Referral; asOf: number; name: string | undefined; time: AgencyTime };
const over = new Set(['ended', 'withdrawn', 'declined']);

function OneReferral({ one, asOf, name, time }: Props) {
  const { service, state, at, by, daysWaiting, targetOn, reviewOn, owed, sent, started, ended, emergency } =
    one;
  const tone = state === 'started' ? 'done' : over.has(state) ? 'waiting' : undefined;
  return (
    <article className={styles['card']} aria-label={`${service} ${name ?? ''}`}>
      <div className={styles['row']}>
        <h3>
          {service}
          {name !== undefined && ` · ${name}`}
        </h3>
        <span className={styles['state']} data-state={tone}>
          <FormattedMessage id={`referral.state.${state}`} />
        </span>
        {emergency && <FormattedMessage id="queue.emergency" />}
        {daysWaiting !== null && !over.has(state) && (
          <FormattedMessage id="referrals.waiting" values={{ count: daysWaiting }} />
        )}
      </div>
      <p className={styles['quiet']}>
        <FormattedMessage id="referrals.made" values={{ day: time.day(at), name: by.name ?? '–' }} />
        {sent && (
          <>
            {' · '}
            <FormattedMessage id="referrals.sent" values={{ day: time.day(sent.at) }} />
          </>
        )}
        {started && (
          <>
            {' · '}
            <FormattedMessage id="referrals.started" values={{ day: time.day(started.at) }} />
          </>
        )}
        {ended && (
          <>
            {' · '}
            <FormattedMessage id="referrals.ended" values={{ day: time.day(ended.at) }} />
          </>
        )}
      </p>
      <p className={styles['quiet']}>
        <FormattedMessage
          id="referrals.dates"
          values={{ target: time.date(targetOn), review: time.date(reviewOn) }}
        />
      </p>
      {owed.length > 0 && (
        <ul>
          {owed.map(({ key, title, due }) => (
            <li key={key}>
              {title}{' '}
              <strong>
                <FormattedRelativeTime {...distance(asOf, Date.parse(due))} numeric="auto" />
              </strong>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
