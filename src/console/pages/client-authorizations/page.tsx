import { FormattedMessage } from 'react-intl';
import { FilesLink } from '../../parts/files-link.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Authorization, Authorizations, Papers } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { BurnDown } from './burn-down.tsx';
import { daysBetween } from './units.ts';

/** What the payer grants: what is left of it, for how long, and how it has been used. */
export function AuthorizationsPage() {
  const { reply, problem, time, id } = usePart<Authorizations>('authorizations');
  const prints = useSignedIn().operations.includes('details:read');
  const { reply: papers } = usePart<Papers>(prints ? 'papers' : null);
  if (!reply) return <Unread problem={problem} />;
  const { authorizations, extensions, asOf } = reply;
  // What the payer was given, the list says.
  const packets = new Set(papers?.items.flatMap(({ paper, of }) => (paper === 'request-packet' ? of : [])));
  const packet = (about: string) =>
    packets.has(about) && (
      <PaperLinks paper="request-packet" at={`/enrollments/${id}/papers/request-packet`} of={about} />
    );
  const today = time.local(asOf);
  return (
    <section aria-labelledby="authorizations">
      <h2 id="authorizations" className={styles['title']}>
        <FormattedMessage id="authorizations.title" values={{ count: authorizations.length }} />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      <ul className={styles['list']}>
        {authorizations.toReversed().map((one) => (
          <li key={one.stepId}>
            <One one={one} today={today} time={time} />
            <FilesLink {...{ id, about: one.stepId, of: one.service }} />
            {packet(one.stepId)}
          </li>
        ))}
      </ul>
      {extensions.length > 0 && (
        <section className={styles['card']} aria-labelledby="extensions">
          <h3 id="extensions">
            <FormattedMessage id="authorizations.extensions" />
          </h3>
          <ul>
            {extensions.toReversed().map(({ stepId, at, by, units, through, state, granted, withdrawn }) => (
              <li key={stepId}>
                {time.day(at)}, {by.name ?? '–'}:{' '}
                <FormattedMessage id="requests.through" values={{ units, through: time.date(through) }} />{' '}
                <span className={styles['state']} data-state={toneOf(state)}>
                  <FormattedMessage
                    id={withdrawn ? 'authorization.withdrawn' : `authorization.state.${state}`}
                  />
                </span>
                {granted && (
                  <>
                    {' '}
                    <FormattedMessage
                      id="requests.through"
                      values={{ units: granted.units, through: time.date(granted.through) }}
                    />
                  </>
                )}{' '}
                {packet(stepId)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function toneOf(state: Authorization['state']): string | undefined {
  if (state === 'approved' || state === 'partial') return 'done';
  return state === 'denied' || state === 'returned' ? 'late' : 'waiting';
}

function One({ one, today, time }: { one: Authorization; today: string; time: AgencyTime }) {
  const { service, state, asked, granted, unitsUsed, unitsLeft, inForce, expiring, underUsed, ended, uses } =
    one;
  const left = granted ? daysBetween(today, granted.through) : 0;
  return (
    <article className={styles['card']} aria-label={service}>
      <div className={styles['row']}>
        <h3>{service}</h3>
        <span className={styles['state']} data-state={toneOf(state)}>
          <FormattedMessage id={ended ? 'authorization.ended' : `authorization.state.${state}`} />
        </span>
        {expiring && (
          <span className={styles['state']} data-state="late">
            <FormattedMessage id="authorization.expiring" />
          </span>
        )}
        {underUsed && (
          <span className={styles['state']} data-state="late">
            <FormattedMessage id="authorization.underUsed" />
          </span>
        )}
      </div>
      {granted ? (
        <>
          <p>
            <strong>
              <FormattedMessage id="authorization.left" values={{ units: unitsLeft, of: granted.units }} />
            </strong>
            {inForce && (
              <>
                {' · '}
                <FormattedMessage id="authorization.days" values={{ days: left }} />
              </>
            )}
          </p>
          <BurnDown granted={granted} uses={uses} today={today} time={time} />
        </>
      ) : (
        <p>
          <FormattedMessage
            id="requests.span"
            values={{ units: asked.units, from: time.date(asked.from), to: time.date(asked.through) }}
          />
        </p>
      )}
      <p className={styles['quiet']}>
        <FormattedMessage id="authorization.used" values={{ units: unitsUsed }} />
      </p>
    </article>
  );
}
