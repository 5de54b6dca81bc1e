import { FormattedMessage } from 'react-intl';
import type { RequestPacket } from '../server/replies.ts';
import type { AgencyTime } from '../time/format.ts';

type Props = {
  letBy: Pick<NonNullable<RequestPacket['letBy']>, 'purpose' | 'until' | 'notice'>;
  time: AgencyTime;
  /** What the messages begin with that say what may be done. */
  words: 'carried' | 'requests.letBy';
};

/** What a client's consent lets somebody do with what they read, and that it goes no further (42 CFR 2.32). */
export function UnderConsent({ letBy: { purpose, until, notice }, time, words }: Props) {
  return (
    <>
      <p>
        <FormattedMessage
          id={until === null ? `${words}.consent` : `${words}.until`}
          values={{
            purpose: <FormattedMessage id={`option.purpose.${purpose}`} />,
            day: until && time.date(until),
          }}
        />
      </p>
      <details>
        <summary>
          <FormattedMessage id="requests.letBy.notice" />
        </summary>
        <p lang="en">{notice}</p>
      </details>
    </>
  );
}
