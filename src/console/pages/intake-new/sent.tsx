import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { IconBellRinging, IconCheck } from '@tabler/icons-react';
import { isAnswered, type Sending } from '../../outbox/sending.ts';
import { IfNobody } from '../../parts/if-nobody.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Sameness } from '../../parts/sameness.tsx';
import type { Intake } from '../../server/replies.ts';
import { agencyTime } from '../../time/format.ts';
import type { Told, Way } from './told.ts';
import { Consents } from '../intake/consents.tsx';
import { Paged } from '../intake/paged.tsx';
import styles from './page.module.css';

type Props = {
  way: Way;
  sending: Sending;
  intake: Intake;
  onRest: () => void;
  onAgain: () => void;
};

/** How it stands with what was sent; of an emergency, who is paged. */
export function Sent({ way, sending, intake, onRest, onAgain }: Props) {
  const intl = useIntl();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { state, client, answered, atOnce } = sending;
  const enrollmentId = answered.find((one) => one.enrollmentId !== undefined)?.enrollmentId;
  const item = intake.items.find((one) => one.enrollmentId === enrollmentId);
  const missing = intl.formatList(
    sending.requests
      .slice(answered.length)
      .flatMap(({ as }) => (as === undefined ? [] : [intl.formatMessage({ id: `intake.sent.part.${as}` })])),
  );
  const word = state.name === 'waiting' && atOnce ? 'sending' : state.name;
  const time = agencyTime(intl.locale, intake.timeZone);
  const first = intake.onCall[0]?.name;
  return (
    <section className={styles['form']}>
      <h1 ref={heading} tabIndex={-1}>
        <FormattedMessage id={`intake.sent.${word}`} values={{ client }} />
      </h1>
      {way === 'emergency' && state.name === 'not-sent' && (
        <p role="alert" className={styles['urgent']}>
          <FormattedMessage
            id="intake.sent.call"
            values={{ name: first ?? '', known: first ? 'yes' : 'no' }}
          />
        </p>
      )}
      {way === 'emergency' && isAnswered(sending) && (
        <div role="status">
          {item ? (
            <Paged {...{ item, time }} />
          ) : (
            <p>
              <IconBellRinging size={18} aria-hidden="true" />{' '}
              <FormattedMessage
                id="intake.paged.first"
                values={{ name: first ?? '', known: first ? 'yes' : 'no' }}
              />
            </p>
          )}
        </div>
      )}
      {way === 'emergency' && <IfNobody policy={intake.ifNobody} />}
      {item && <Sameness enrollmentId={item.enrollmentId} client={client} count={item.sameness} />}
      {item && (
        <Consents
          {...{ enrollmentId: item.enrollmentId, client, consents: item.consents }}
          told={(sending.draft?.words as Told | undefined)?.consents ?? []}
        />
      )}
      {way === 'referral' && state.name === 'recorded' && (
        <p>
          <IconCheck size={18} aria-hidden="true" /> <FormattedMessage id="intake.sent.next" />
        </p>
      )}
      {state.name === 'refused' && (
        <>
          <p>
            <FormattedMessage id="intake.sent.part" values={{ what: missing }} />
          </p>
          <ProblemBox problem={state.problem} />
        </>
      )}
      <div className={styles['row']}>
        {state.name === 'refused' && (
          <button type="button" onClick={onRest}>
            <FormattedMessage id="intake.sent.rest" />
          </button>
        )}
        <Link to="/intake">
          <FormattedMessage id="intake.back" />
        </Link>
        {state.name !== 'waiting' && (
          <button type="button" onClick={onAgain}>
            <FormattedMessage id={`intake.again.${way}`} />
          </button>
        )}
      </div>
    </section>
  );
}
