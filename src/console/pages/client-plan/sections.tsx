import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { PlanOnFile } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from '../client/part.module.css';

/** What stands in a plan, section by section; empty ones are left out. */
export function PlanSections({ plan, time }: { plan: Pick<PlanOnFile, 'content'>; time: AgencyTime }) {
  const { sections, signatures, reason } = plan.content;
  const { strengths, needs, goals, services, responsibilities, funding, safetyPlan, transition } = sections;
  return (
    <div className={styles['list']}>
      {reason !== null && (
        <p>
          <FormattedMessage id="plan.reason" /> {reason}
        </p>
      )}
      <Part name="strengths" items={strengths.map(({ id, text }) => [id, text])} />
      <Part
        name="needs"
        items={needs.map(({ id, text, domain, immediate }) => [
          id,
          <>
            <FormattedMessage id={`domain.${domain}`} />: {text}
            {immediate && (
              <strong>
                {' '}
                <FormattedMessage id="plan.immediate" />
              </strong>
            )}
          </>,
        ])}
      />
      <Part
        name="goals"
        items={goals.map(({ id, text, targetOn, reviewOn, strategies, progress, state }) => [
          id,
          <>
            <q>{text}</q> <FormattedMessage id={`goal.${state}`} />
            {', '}
            <FormattedMessage
              id="referrals.dates"
              values={{ target: time.date(targetOn), review: time.date(reviewOn) }}
            />
            <ul>
              {strategies.map((one, n) => (
                <li key={n}>{one.text}</li>
              ))}
              {progress.map((one, n) => (
                <li key={`p${n}`}>
                  {time.date(one.on)}: {one.text}
                </li>
              ))}
            </ul>
          </>,
        ])}
      />
      <Part
        name="services"
        items={services.map(({ id, text, options, choice, firstAppointment }) => [
          id,
          <>
            {text}: {options.map(({ provider }) => provider).join(', ')}
            {choice && (
              <>
                {'. '}
                <FormattedMessage
                  id="plan.chosen"
                  values={{ provider: choice.provider, reasons: choice.reasons }}
                />
              </>
            )}
            {firstAppointment && ` ${time.date(firstAppointment.on)}, ${firstAppointment.place}`}
          </>,
        ])}
      />
      <Part
        name="responsibilities"
        items={responsibilities.map(({ id, who, what, by }) => [id, `${who}: ${what} (${time.date(by)})`])}
      />
      <Part
        name="funding"
        items={funding.map(({ id, source, outcome, reason: why }) => [
          id,
          <>
            {source}: <FormattedMessage id={`funding.${outcome}`} />
            {why !== undefined && `, ${why}`}
          </>,
        ])}
      />
      {safetyPlan && (
        <Part
          name="safetyPlan"
          items={[...safetyPlan.warningSigns, ...safetyPlan.steps].map((text, n) => [String(n), text])}
        />
      )}
      {transition && (
        <Part
          name="transition"
          items={[
            ['release', `${time.date(transition.releaseOn)}, ${transition.facility}`],
            ['agent', `${transition.paroleAgent.name}, ${transition.paroleAgent.reach}`],
            ...transition.meetings.map(({ on, decisions }, n): [string, ReactNode] => [
              String(n),
              `${time.date(on)}: ${decisions}`,
            ]),
          ]}
        />
      )}
      <Part
        name="signatures"
        items={signatures.map(({ role, name, on, declined }, n) => [
          `${role}${n}`,
          <>
            <FormattedMessage id={`signs.${role}`} />: {name}, {time.date(on)}
            {declined !== undefined && ` (${declined})`}
          </>,
        ])}
      />
    </div>
  );
}

function Part({ name, items }: { name: string; items: [string, ReactNode][] }) {
  if (items.length === 0) return null;
  return (
    <section className={styles['card']} aria-labelledby={`plan-${name}`}>
      <h3 id={`plan-${name}`}>
        <FormattedMessage id={`plan.part.${name}`} />
      </h3>
      <ul>
        {items.map(([key, item]) => (
          <li key={key}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
