import { FormattedMessage } from 'react-intl';
import type { bases, Cadence, Profile, Rule, Rung } from '../../../engine/policy/profile.ts';
import styles from './page.module.css';

/** One duty: by when, for whom otherwise, by which clause, and who is told when. */
export function RuleCard({ rule, profile }: { rule: Rule; profile: Profile }) {
  const { kind, title, duty, cadence, cadenceByLevel, holdable, beside = [] } = rule;
  const ladder = profile.ladders[rule.ladder] ?? [];
  const levelOf = (id: string) => profile.levels.find((level) => level.id === id)?.title ?? id;
  return (
    <article className={styles['card']} aria-label={title} id={kind}>
      <h3>
        {title} <span className={styles['quiet']}>{duty}</span>
      </h3>
      <p>
        <CadenceWords cadence={cadence} /> <Clause {...cadence} />
      </p>
      {Object.entries(cadenceByLevel).map(([level, one]) => (
        <p key={level}>
          {levelOf(level)}: <CadenceWords cadence={one} /> <Clause {...one} />
        </p>
      ))}
      {beside.map((one) => (
        <p key={one.title} className={styles['quiet']}>
          {one.title}: <FormattedMessage id={`policy.within.${one.value.unit}`} values={one.value} />{' '}
          <Clause {...one} />
        </p>
      ))}
      {!holdable && (
        <p className={styles['quiet']}>
          <FormattedMessage id="policy.notHoldable" />
        </p>
      )}
      {ladder.length > 0 && (
        <details>
          <summary>
            <FormattedMessage id="policy.ladder" values={{ count: ladder.length }} />
          </summary>
          <ul className={styles['lines']}>
            {ladder.map((rung) => (
              <li key={rung.id}>
                <RungWords rung={rung} /> <Clause {...rung} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** By when, as it is said. */
function CadenceWords({ cadence }: { cadence: Cadence }) {
  if ('interval' in cadence)
    return <FormattedMessage id={`policy.within.${cadence.interval.unit}`} values={cadence.interval} />;
  if ('window' in cadence)
    return <FormattedMessage id={`policy.each.${cadence.window}`} values={{ first: cadence.first }} />;
  const shift = cadence.plus ?? cadence.minus;
  return (
    <FormattedMessage
      id="policy.byFact"
      values={{
        fact: cadence.fact,
        where: !shift ? 'on' : cadence.plus ? 'after' : 'before',
        count: shift?.count ?? 0,
        unit: shift?.unit ?? 'days',
      }}
    />
  );
}

/** Who is told what, and when. */
function RungWords({ rung: { type, to, when, deliver } }: { rung: Rung }) {
  return (
    <>
      <FormattedMessage id={`policy.rung.${type}`} /> <FormattedMessage id={`policy.audience.${to}`} />:{' '}
      <RungWhen when={when} />
      {deliver === 'next-morning' && (
        <>
          {', '}
          <FormattedMessage id="policy.nextMorning" />
        </>
      )}
    </>
  );
}

function RungWhen({ when }: { when: Rung['when'] }) {
  if ('afterOpened' in when)
    return <FormattedMessage id="policy.when.afterOpened" values={{ count: when.afterOpened.minutes }} />;
  if ('afterDue' in when)
    return <FormattedMessage id="policy.when.afterDue" values={{ count: when.afterDue.businessDays }} />;
  const { beforeDue } = when;
  const isBusiness = 'businessDays' in beforeDue;
  return (
    <FormattedMessage
      id="policy.when.beforeDue"
      values={{
        count: isBusiness ? beforeDue.businessDays : beforeDue.days,
        unit: isBusiness ? 'business-days' : 'days',
        at: timeOfDay(beforeDue.at),
      }}
    />
  );
}

/** The clause that it comes from; what is the agency's own is said to be. */
export function Clause({ source, basis }: { source: string; basis: (typeof bases)[number] }) {
  return (
    <span className={styles['quiet']}>
      {source}
      {basis === 'agency' && (
        <>
          {' · '}
          <FormattedMessage id="policy.agency" />
        </>
      )}
    </span>
  );
}

/** Minutes of a local day, as clocks show them. */
export function timeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
