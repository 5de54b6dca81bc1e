import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { together } from '../../../features/authorizations/together.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { UnderConsent } from '../../parts/under-consent.tsx';
import type { RequestPacket, WaitingRequest } from '../../server/replies.ts';
import { useOpened } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { PlanSections } from '../client-plan/sections.tsx';
import styles from './packet.module.css';

type Enclosure = RequestPacket['enclosures'][number];
type Props = { one: WaitingRequest; time: AgencyTime };

/** What went with a request, as it was then: read once, when it is asked for, since each reading by the payer is on record. */
export function Packet({ one, time }: Props) {
  const { enrollmentId, stepId } = one;
  const at = `/enrollments/${enrollmentId}/requests/${stepId}`;
  const { reply, problem } = useOpened<RequestPacket>(at);
  if (problem) return <ProblemBox problem={problem} />;
  return (
    <div className={styles['packet']}>
      {reply?.letBy && <LetBy letBy={reply.letBy} time={time} />}
      {together(reply?.enclosures ?? []).map((all) => (
        <Enclosed key={`${all[0].id}/${all[0].hash ?? ''}`} all={all} at={at} time={time} />
      ))}
    </div>
  );
}

/** Under what it is read, and that it goes no further (42 CFR 2.32). */
function LetBy({ letBy, time }: { letBy: NonNullable<RequestPacket['letBy']>; time: AgencyTime }) {
  return (
    <section className={styles['notice']} aria-labelledby="let-by">
      <h3 id="let-by">
        <FormattedMessage id="requests.letBy" />
      </h3>
      <UnderConsent letBy={letBy} time={time} words="requests.letBy" />
    </section>
  );
}

type Several = [Enclosure, ...Enclosure[]];

function Enclosed({ all, at, time }: { all: Several; at: string; time: AgencyTime }) {
  const intl = useIntl();
  const [one] = all;
  const { id, sentAt, current, withheld, plan, file } = one;
  const address = `/api/v1${at}/enclosures/${id}`;
  const heading = `enclosure-${id}`;
  return (
    <section className={styles['enclosure']} aria-labelledby={heading}>
      <h3 id={heading}>
        <FormattedList
          value={all.map(({ document }) => intl.formatMessage({ id: `requests.document.${document}` }))}
        />
      </h3>
      <p className={styles['quiet']}>
        <FormattedMessage
          id={current ? 'requests.sent' : 'requests.sentBefore'}
          values={{ day: time.day(sentAt) }}
        />
        {plan && (
          <>
            {' · '}
            <a href={address} target="_blank" rel="noreferrer">
              <FormattedMessage id="requests.paper" />
            </a>
          </>
        )}
      </p>
      {withheld !== null && (
        <p className={styles['withheld']}>
          <FormattedMessage id={`requests.withheld.${withheld}`} />
        </p>
      )}
      {file && (
        <p>
          <IconPaperclip size={16} aria-hidden="true" />{' '}
          <a href={address} target="_blank" rel="noreferrer">
            {file.fileName}
          </a>
        </p>
      )}
      {current && plan && <PlanSections plan={plan} time={time} />}
      {current && <Words one={one} time={time} />}
    </section>
  );
}

/** What was answered on the form of the index, or said at a meeting. */
function Words({ one: { index, meeting }, time }: { one: Enclosure; time: AgencyTime }) {
  if (index)
    return (
      <>
        <p>
          <strong>
            <FormattedMessage id="requests.score" values={{ score: index.score }} />
          </strong>
          , {time.day(index.at)}
        </p>
        <dl className={styles['answers']}>
          {index.answers.map(({ item, asks, points, means }) => (
            <div key={item}>
              <dt>{asks}</dt>
              <dd>
                {points}
                {means !== null && `: ${means}`}
              </dd>
            </div>
          ))}
        </dl>
      </>
    );
  if (!meeting) return null;
  return (
    <>
      <p>
        {time.day(meeting.at)}
        {meeting.summary !== null && `: ${meeting.summary}`}
      </p>
      <ul>
        {meeting.decisions.map((said, n) => (
          <li key={n}>{said}</li>
        ))}
        {meeting.nextSteps.map(({ what, who, by }, n) => (
          <li key={`next${n}`}>
            {who}: {what}
            {by !== undefined && ` (${time.date(by)})`}
          </li>
        ))}
      </ul>
    </>
  );
}
