import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { IconPhoneCall } from '@tabler/icons-react';
import type { CameIn, IfNobodyAnswers } from '../server/replies.ts';
import type { AgencyTime } from '../time/format.ts';
import styles from './if-nobody.module.css';

/** Who is paged next about something that nobody has answered, and when; or that nobody else is. */
export function NextPage({ next, time }: { next: CameIn['nextPage']; time: AgencyTime }) {
  const intl = useIntl();
  return next ? (
    <FormattedMessage
      id="ifNobody.next"
      values={{ who: intl.formatMessage({ id: `policy.audience.${next.audience}` }), ...time.parts(next.at) }}
    />
  ) : (
    <strong>
      <IconPhoneCall size={16} aria-hidden="true" /> <FormattedMessage id="ifNobody.ended" />
    </strong>
  );
}

type Chain = IfNobodyAnswers['crisis'];

/** What happens, and what a person does, where nobody answers: as the agency's policy has it. */
export function IfNobody({ policy }: { policy: IfNobodyAnswers }) {
  const { emergency, crisis, byHand } = policy;
  return (
    <details className={styles['box']}>
      <summary>
        <FormattedMessage id="ifNobody.title" />
      </summary>
      {emergency && <Pages {...{ policy }} chain={emergency} about="emergency" />}
      <Pages {...{ policy }} chain={crisis} about="crisis" />
      <p>
        <FormattedMessage id="ifNobody.byHand" /> {byHand?.what}{' '}
        {byHand && <small className={styles['quiet']}>{byHand.source}</small>}
      </p>
      <p className={styles['quiet']}>
        <FormattedMessage id="ifNobody.numbers" />
      </p>
    </details>
  );
}

function Pages({ policy, chain, about }: { policy: IfNobodyAnswers; chain: Chain; about: string }) {
  const namesOf = (to: string) => policy.people.find(({ audience }) => audience === to)?.names ?? [];
  return (
    <section>
      <p>
        <strong>
          <FormattedMessage id={`ifNobody.${about}`} />
        </strong>{' '}
        <small className={styles['quiet']}>{chain.source}</small>
      </p>
      <ol>
        {chain.pages.map(({ to, afterMinutes }) => (
          <li key={afterMinutes}>
            <FormattedMessage id="ifNobody.after" values={{ count: afterMinutes }} />{' '}
            <FormattedMessage id={`policy.audience.${to}`} />
            {namesOf(to).length > 0 && (
              <>
                {': '}
                <FormattedList type="unit" value={namesOf(to)} />
              </>
            )}
          </li>
        ))}
      </ol>
      <p>
        <FormattedMessage
          id={chain.againAfter === null ? 'ifNobody.then.nobody' : 'ifNobody.then.again'}
          values={{ count: chain.againAfter ?? 0 }}
        />
      </p>
    </section>
  );
}
