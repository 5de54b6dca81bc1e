import { FormattedMessage } from 'react-intl';
import type { AcuityInstrument } from '../../../engine/policy/acuity-form.ts';
import { Choice } from '../../parts/choice.tsx';
import type { PartProps } from './fields.ts';
import styles from '../form.module.css';

/** Each item of the index with the points that it may have; what they mean is said above, once. */
export function IndexPart({ value, known, onChange }: PartProps) {
  const hash = known.status.policy.profile.acuityInstrument?.value.hash ?? '';
  const form = (known.reply(`/policies/${hash}`) as { content: AcuityInstrument } | undefined)?.content;
  const answers = value as Record<string, number>;
  if (!form) return <p aria-busy="true" />;
  const sum = Object.values(answers).reduce((total, points) => total + points, 0);
  return (
    <div className={styles['form']}>
      <dl className={styles['scale']}>
        {form.scale.map(({ points, means }) => (
          <div key={points}>
            <dt>{points}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      {form.domains.map(({ id, title, items }) => (
        <section key={id} className={styles['form']} aria-label={title}>
          <h3>{title}</h3>
          {items.map((item) => (
            <Choice
              key={item.id}
              name={item.id}
              asked={item.asks}
              required
              options={form.scale.map(({ points }) => String(points))}
              say={(points) => points}
              value={item.id in answers ? String(answers[item.id]) : null}
              onChange={(points) => onChange({ ...answers, [item.id]: Number(points) })}
            />
          ))}
        </section>
      ))}
      <p>
        <FormattedMessage id="field.score" values={{ score: sum, answered: Object.keys(answers).length }} />
      </p>
    </div>
  );
}
