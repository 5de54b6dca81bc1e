import { FormattedMessage, useIntl } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { DueReviews } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { PersonCard } from './person-card.tsx';
import styles from './page.module.css';

/** What is to be reviewed, with whom and by when; planned, signed and checked in on in its place. */
export function ReviewsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { reply: data, problem } = useRead<DueReviews>('/reviews');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const late = data.items.flatMap(({ duties }) => duties).filter(({ state }) => state === 'overdue');
  return (
    <>
      <h1>
        <FormattedMessage id="reviews.title" values={{ count: late.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      {data.items.length === 0 ? (
        <p>
          <FormattedMessage id="reviews.none" />
        </p>
      ) : (
        <ul className={styles['list']}>
          {data.items.map((one) => (
            <li key={one.staff.staffId}>
              <PersonCard {...{ one, time }} formats={data.formats} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
