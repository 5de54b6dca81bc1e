import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { IconBellRinging, IconFilePlus } from '@tabler/icons-react';
import { useSendings } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { IfNobody } from '../../parts/if-nobody.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Sameness } from '../../parts/sameness.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { CameIn, Intake } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';
import { AttachHere } from './attach-here.tsx';
import { Consents } from './consents.tsx';
import { Paged } from './paged.tsx';
import styles from './page.module.css';

const ways = ['emergency', 'referral'] as const;

/** The two ways in, and what came in: an emergency with who is on it, a referral with who has it. */
export function IntakePage() {
  const intl = useIntl();
  const sendings = useSendings();
  const { operations } = useSignedIn();
  const { reply, problem } = useRead<Intake>('/intake');
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, reply.timeZone);
  const today = time.day(reply.asOf);
  const isToday = ({ receivedAt }: CameIn) => time.day(receivedAt) === today;
  const back = ways.filter((way) =>
    sendings.some(({ about, state }) => about === `intake/${way}` && state.name === 'refused'),
  );
  return (
    <>
      <h1>
        <FormattedMessage id="page/intake" />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ul className={styles['ways']}>
        {ways.map((way) => (
          <li key={way}>
            <Link to="/intake/new" search={{ way }} className={styles['way']} data-way={way}>
              {way === 'emergency' ? (
                <IconBellRinging size={24} aria-hidden="true" />
              ) : (
                <IconFilePlus size={24} aria-hidden="true" />
              )}
              <strong>
                <FormattedMessage id={`intake.${way}`} />
              </strong>
              <span>
                <FormattedMessage id={`intake.${way}.about`} />
              </span>
            </Link>
            {back.includes(way) && (
              <p role="alert" className={styles['back']}>
                <FormattedMessage id="intake.wasRefused" />
              </p>
            )}
          </li>
        ))}
      </ul>
      <List items={reply.items.filter(isToday)} name="today" {...{ reply, time }} />
      <List items={reply.items.filter((one) => !isToday(one))} name="waiting" {...{ reply, time }} />
      {reply.items.some(({ paged, answered }) => paged.length > 0 && answered === null) && (
        <IfNobody policy={reply.ifNobody} />
      )}
      {operations.includes('import:run') && (
        <p className={styles['quiet']}>
          <Link to="/intake/import">
            <FormattedMessage id="intake.import" />
          </Link>
        </p>
      )}
      {reply.more && (
        <p className={styles['quiet']}>
          <FormattedMessage id="intake.newest" />
        </p>
      )}
    </>
  );
}

type ListProps = { items: CameIn[]; name: 'today' | 'waiting'; reply: Intake; time: AgencyTime };

function List({ items, name, reply, time }: ListProps) {
  return (
    <section aria-labelledby={name}>
      <h2 id={name} className={styles['section']}>
        <FormattedMessage id={`intake.list.${name}`} values={{ count: items.length }} />
      </h2>
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.enrollmentId}>
            <Item {...{ item, time }} level={reply.levels.find(({ id }) => id === item.level)?.title} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({ item, level, time }: { item: CameIn; level: string | undefined; time: AgencyTime }) {
  const { emergency, coordinator, receivedAt } = item;
  const { operations } = useSignedIn();
  const name = fullName(item.client);
  return (
    <article className={styles['card']} aria-label={name} data-urgent={emergency}>
      <h3>{name}</h3>
      <p className={styles['quiet']}>
        {emergency && (
          <strong>
            <FormattedMessage id="queue.emergency" />
            {' · '}
          </strong>
        )}
        {level ?? item.level} · {item.client.reference} ·{' '}
        <FormattedMessage id="intake.received" values={time.parts(receivedAt)} />
      </p>
      <p>
        {coordinator ? (
          <FormattedMessage id="intake.with" values={{ name: coordinator.name ?? '–' }} />
        ) : (
          <FormattedMessage id="intake.waits" />
        )}
      </p>
      {emergency && <Paged {...{ item, time }} />}
      <Sameness enrollmentId={item.enrollmentId} client={name} count={item.sameness} />
      <Consents {...{ enrollmentId: item.enrollmentId, client: name, consents: item.consents }} />
      {operations.includes('attachment:write') && (
        <AttachHere id={item.enrollmentId} of={`${name}, ${item.client.reference}`} />
      )}
    </article>
  );
}
