import { FormattedMessage, useIntl } from 'react-intl';
import { planSections } from '../../forms/written/plan-parts.ts';
import { itemOf } from '../../forms/written/parts.ts';
import { toldOf } from '../../forms/written/told.ts';
import { Unread } from '../../parts/unread.tsx';
import type { PlanComparison, PlanOnFile } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

type Props = { left: PlanOnFile; right: PlanOnFile; time: AgencyTime };

/** Two versions side by side: what differs, by section; what agrees is left out. */
export function Comparison({ left, right, time }: Props) {
  const { reply, problem } = usePart<PlanComparison>(
    `plans/compare?left=${left.documentId}&right=${right.documentId}`,
  );
  if (!reply) return <Unread problem={problem} />;
  return (
    <section className={styles['card']} aria-labelledby="comparison">
      <h3 id="comparison">
        <FormattedMessage id="plan.differs" values={{ count: reply.sections.length }} />
      </h3>
      {reply.sections.map(({ section, items }) => (
        <section key={section}>
          <h4>
            <FormattedMessage id={`plan.part.${section}`} />
          </h4>
          {items.map(({ id, change, left: before, right: now }) => (
            <div key={id} className={styles['compared']}>
              <Side title="plan.before" value={before} of={left} {...{ section, time }} />
              <Side title="plan.now" value={now} of={right} {...{ section, time }} />
              <p className={styles['quiet']}>
                <FormattedMessage id={`plan.change.${change}`} />
              </p>
            </div>
          ))}
        </section>
      ))}
    </section>
  );
}

type SideProps = { title: string; value: unknown; section: string; of: PlanOnFile; time: AgencyTime };

function Side({ title, value, section, of, time }: SideProps) {
  const intl = useIntl();
  const around = { whole: of.content.sections, today: '', members: [] };
  const told = toldOf(planSections[section as keyof typeof planSections].parts, itemOf(value), {
    ...{ around, date: time.date },
    say: (id) => intl.formatMessage({ id }),
  });
  return (
    <div>
      <p className={styles['quiet']}>
        <FormattedMessage id={title} />
      </p>
      {told.length === 0
        ? '–'
        : told.map(({ label, text }, n) => (
            <p key={n}>
              <span className={styles['quiet']}>{label}</span> {text}
            </p>
          ))}
    </div>
  );
}
