import { FormattedMessage } from 'react-intl';
import { Unread } from '../../parts/unread.tsx';
import type { PlanComparison } from '../../server/replies.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

/** Two versions side by side: what differs, by section; what agrees is left out. */
export function Comparison({ left, right }: { left: string; right: string }) {
  const { reply, problem } = usePart<PlanComparison>(`plans/compare?left=${left}&right=${right}`);
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
              <Side title="plan.before" value={before} />
              <Side title="plan.now" value={now} />
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

function Side({ title, value }: { title: string; value: unknown }) {
  const texts = textsIn(value);
  return (
    <div>
      <p className={styles['quiet']}>
        <FormattedMessage id={title} />
      </p>
      {texts.length === 0 ? '–' : texts.map((text, n) => <p key={n}>{text}</p>)}
    </div>
  );
}

/** What somebody wrote there; ids and codes say nothing to a reader. */
const silent = new Set(['id', 'member', 'needs', 'goals', 'strengths', 'service', 'entry']);
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (silent.has(name) ? [] : textsIn(one)));
}
