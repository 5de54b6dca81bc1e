import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import type { WaitingRequest } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { DecisionForm } from './decision-form.tsx';
import styles from './detail.module.css';

type Props = { one: WaitingRequest; time: AgencyTime };
type DetailProps = Props & { decides: boolean };

/** A request with all that it is decided by, and the decision below. */
export function RequestDetail({ one, time, decides }: DetailProps) {
  const intl = useIntl();
  const { asked, granted, coordinator } = one;
  return (
    <article className={styles['detail']} aria-label={fullName(one.client)}>
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
        {coordinator && coordinator.staffId !== one.by.staffId && (
          <Fact name="coordinator">{coordinator.name}</Fact>
        )}
      </dl>
      <History one={one} time={time} />
      {decides && <DecisionForm one={one} />}
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

/** What was decided, sent again and appealed before, in the order in which it happened. */
function History({ one, time }: Props) {
  const steps = [
    ...one.decisions.map(({ stepId, at, details, decision }) => ({ stepId, at, details, what: decision })),
    ...one.resubmissions.map(({ stepId, at, details }) => ({ stepId, at, details, what: 'resubmitted' })),
    ...one.appeals.map(({ stepId, at, details }) => ({ stepId, at, details, what: 'appealed' })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (steps.length === 0) return null;
  return (
    <section className={styles['history']}>
      <h3>
        <FormattedMessage id="requests.history" />
      </h3>
      <ol>
        {steps.map(({ stepId, at, details, what }) => (
          <li key={stepId}>
            <strong>
              <FormattedMessage id={`requests.did.${what}`} />
            </strong>{' '}
            {time.moment(at)}: {wordsOf(details, 'reason') ?? wordsOf(details, 'justification')}
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
