import { useState } from 'react';
import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import { PaperLinks } from '../../parts/paper-links.tsx';
import type { WaitingRequest } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { DecisionForm } from './decision-form.tsx';
import { Packet } from './packet.tsx';
import styles from './detail.module.css';

type Props = { one: WaitingRequest; time: AgencyTime };
type DetailProps = Props & { decides: boolean };

/** A request with all that it is decided by, and the decision below. */
export function RequestDetail({ one, time, decides }: DetailProps) {
  const intl = useIntl();
  const { role } = useSignedIn();
  const [reads, setReads] = useState(false);
  const [correcting, setCorrecting] = usePlace(`correct/${one.stepId}`);
  const { asked, granted, coordinator, enclosed, resubmissions } = one;
  const newest = one.decisions.at(-1);
  const isEnclosed = enclosed.length > 0 || resubmissions.some((again) => again.enclosed.length > 0);
  const request = (
    <div className={styles['request']}>
      <h2>{fullName(one.client)}</h2>
      <dl className={styles['facts']}>
        <Fact name="service">{one.service ?? <FormattedMessage id="requests.unnamed" />}</Fact>
        {one.provider !== null && <Fact name="provider">{one.provider}</Fact>}
        <Fact name="asked">
          <FormattedMessage
            id={asked.from === null ? 'requests.through' : 'requests.span'}
            values={{
              units: asked.units,
              from: asked.from && time.date(asked.from),
              through: time.date(asked.through),
            }}
          />
        </Fact>
        {granted && (
          <Fact name="granted">
            <FormattedMessage
              id="requests.used"
              values={{
                units: granted.units,
                used: one.unitsUsed,
                from: time.date(granted.from),
                through: time.date(granted.through),
              }}
            />
          </Fact>
        )}
        <Fact name="reason">
          {wordsOf(one.details, 'justification') ?? <FormattedMessage id="requests.noReason" />}
        </Fact>
        <Fact name="documents">
          {one.documents.length === 0 ? (
            <FormattedMessage id="requests.noDocuments" />
          ) : (
            <FormattedList
              value={one.documents.map((name) => intl.formatMessage({ id: `requests.document.${name}` }))}
            />
          )}
        </Fact>
        <Fact name="by">
          {one.by.name}, {time.moment(one.at)}
        </Fact>
        {one.since !== one.at && <Fact name="since">{time.moment(one.since)}</Fact>}
        {coordinator && coordinator.staffId !== one.by.staffId && (
          <Fact name="coordinator">{coordinator.name}</Fact>
        )}
      </dl>
      <History one={one} time={time} />
      <PaperLinks
        paper="request-packet"
        at={`/enrollments/${one.enrollmentId}/requests/${one.stepId}/paper`}
      />
      {isEnclosed && !reads && (
        <div className={styles['open']}>
          <button type="button" onClick={() => setReads(true)}>
            <FormattedMessage id="requests.read" />
          </button>
          {role === 'payer' && (
            <p>
              <FormattedMessage id="requests.read.kept" />
            </p>
          )}
        </div>
      )}
    </div>
  );
  const answer = (
    <div className={styles['request']}>
      {decides && <DecisionForm one={one} time={time} corrects={null} />}
      {!decides && role === 'payer' && newest && correcting === null && (
        <button type="button" className={styles['correct']} onClick={() => setCorrecting(newest.stepId)}>
          <FormattedMessage id="decision.correct" />
        </button>
      )}
      {correcting !== null && <DecisionForm one={one} time={time} corrects={correcting} />}
    </div>
  );
  return (
    <article className={styles['detail']} aria-label={fullName(one.client)}>
      {request}
      {reads && (
        <div className={styles['beside']}>
          <Packet one={one} time={time} />
        </div>
      )}
      {answer}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>
        <FormattedMessage id={`requests.${name}`} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

const nothingSaid = { lacks: [], appealBy: null, corrects: null };

/** What was decided, sent again and appealed before, in the order in which it happened. */
function History({ one, time }: Props) {
  const intl = useIntl();
  const steps = [
    ...one.decisions.map((made) => ({ ...made, what: made.decision })),
    ...one.resubmissions.map((again) => ({ ...again, ...nothingSaid, what: 'resubmitted' })),
    ...one.appeals.map((appeal) => ({ ...appeal, ...nothingSaid, what: 'appealed' })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (steps.length === 0) return null;
  return (
    <section className={styles['history']}>
      <h3>
        <FormattedMessage id="requests.history" />
      </h3>
      <ol>
        {steps.map(({ stepId, at, details, what, lacks, appealBy, corrects }) => (
          <li key={stepId}>
            <strong>
              <FormattedMessage id={`requests.did.${what}`} />
            </strong>{' '}
            {time.moment(at)}: {wordsOf(details, 'reason') ?? wordsOf(details, 'justification')}
            {lacks.length > 0 && (
              <p>
                <FormattedMessage
                  id="requests.lacks"
                  values={{
                    what: (
                      <FormattedList
                        value={lacks.map((name) => intl.formatMessage({ id: `requests.document.${name}` }))}
                      />
                    ),
                  }}
                />
              </p>
            )}
            {corrects !== null && (
              <p>
                <FormattedMessage id="requests.corrects" />
              </p>
            )}
            {appealBy !== null && (
              <p>
                <FormattedMessage id="requests.appealBy" values={{ day: time.date(appealBy) }} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordsOf(details: Record<string, unknown> | undefined, name: string): string | null {
  const words = details?.[name];
  return typeof words === 'string' ? words : null;
}
