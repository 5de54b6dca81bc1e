import { FormattedMessage, useIntl } from 'react-intl';
import { IconShieldCheck } from '@tabler/icons-react';
import type { Overview, SafetyPlan } from '../server/replies.ts';
import { useRead } from '../server/use-read.ts';
import { usePlace } from '../session/place.ts';
import { agencyTime } from '../time/format.ts';
import { CallLink } from './call-link.tsx';
import { OverPage } from './over-page.tsx';
import { Unread } from './unread.tsx';
import { useKeys } from './use-keys.ts';
import styles from './safety-plan.module.css';

type Props = { enrollmentId: string; client: string };

/** Somebody's safety plan in one tap, whatever page one is on; on a page that is theirs alone with `s` as well. */
export function SafetyPlanButton({ enrollmentId, client, ownKey = false }: Props & { ownKey?: boolean }) {
  const intl = useIntl();
  const [open, setOpen] = usePlace(`safety/${enrollmentId}`);
  useKeys(ownKey ? { s: () => setOpen('plan') } : {});
  return (
    <>
      <button
        data-key="s"
        type="button"
        className={styles['opens']}
        aria-label={intl.formatMessage({ id: 'safety.of' }, { client })}
        onClick={() => setOpen('plan')}
      >
        <IconShieldCheck size={18} aria-hidden="true" />
        <FormattedMessage id="safety.short" />
      </button>
      {open !== null && <SafetyPlanDialog {...{ enrollmentId, client }} onClose={() => setOpen(null)} />}
    </>
  );
}

function SafetyPlanDialog({ enrollmentId, client, onClose }: Props & { onClose: () => void }) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: 'safety.of' }, { client });
  const { reply, problem } = useRead<Overview>(`/enrollments/${enrollmentId}/overview`);
  return (
    <OverPage label={title} onClose={onClose}>
      <div className={styles['plan']}>
        <h2>{title}</h2>
        {!reply ? (
          <Unread problem={problem} />
        ) : reply.safetyPlan ? (
          <Words found={reply.safetyPlan} timeZone={reply.timeZone} />
        ) : (
          <p>
            <FormattedMessage id="safety.none" />
          </p>
        )}
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </OverPage>
  );
}

/** What to do comes first, then whom to call: it is read while somebody waits. */
function Words({ found, timeZone }: { found: SafetyPlan; timeZone: string }) {
  const intl = useIntl();
  const time = agencyTime(intl.locale, timeZone);
  const { plan, strengths, reviewed, version, writtenAt } = found;
  return (
    <>
      {reviewed && (
        <section>
          <h3>
            <FormattedMessage
              id="safety.reviewed"
              values={{ day: time.day(reviewed.at), name: reviewed.by.name ?? '–' }}
            />
          </h3>
          <p>{reviewed.said}</p>
        </section>
      )}
      <section>
        <h3>
          <FormattedMessage id="safety.steps" />
        </h3>
        <ol>
          {plan.steps.map((step, n) => (
            <li key={n}>{step}</li>
          ))}
        </ol>
      </section>
      <section>
        <h3>
          <FormattedMessage id="safety.contacts" />
        </h3>
        <ul>
          {plan.crisisContacts.map(({ name, reach }, n) => (
            <li key={n}>
              {name}: <CallLink number={reach} />
            </li>
          ))}
          {plan.naturalSupports.map(({ name, relation, how }, n) => (
            <li key={`support ${n}`}>
              {name} ({relation}): {how}
            </li>
          ))}
        </ul>
      </section>
      <Part title="safety.signs" texts={plan.warningSigns} />
      <Part title="safety.strengths" texts={strengths} />
      <p className={styles['quiet']}>
        <FormattedMessage id={`plan.version.${version}`} />
        {' · '}
        <FormattedMessage id="safety.written" values={{ day: time.day(writtenAt) }} />
      </p>
    </>
  );
}

function Part({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section>
      <h3>
        <FormattedMessage id={title} />
      </h3>
      <ul>
        {texts.map((text, n) => (
          <li key={n}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
