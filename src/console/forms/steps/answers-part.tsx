import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../parts/choice.tsx';
import type { Instruments } from '../../server/replies.ts';
import type { PartProps } from './fields.ts';
import styles from '../form.module.css';

type Item = Instruments['items'][number]['items'][number];

/** The questions of an instrument; what the client declines to answer is left empty, and goes as that. */
export function AnswersPart({ value, known, words, onChange }: PartProps) {
  const { items: versions } = (known.reply('/instruments') as Instruments | undefined) ?? { items: [] };
  const form = versions.find(({ version }) => version === words['version']);
  if (!form) return null;
  const written = value as Record<string, unknown>;
  // Whatever is left empty was declined.
  const all = Object.fromEntries(form.items.map(({ id }) => [id, written[id] ?? null]));
  return (
    <div className={styles['form']}>
      <p>
        <FormattedMessage id="field.answers" />
      </p>
      {form.items.map((item) => (
        <Question
          key={item.id}
          item={item}
          answer={written[item.id]}
          onAnswer={(answer) => onChange({ ...all, [item.id]: answer })}
        />
      ))}
    </div>
  );
}

type QuestionProps = { item: Item; answer: unknown; onAnswer: (answer: unknown) => void };

function Question({ item, answer, onAnswer }: QuestionProps) {
  const intl = useIntl();
  const { id, question, options = [], lowest, highest } = item;
  if (item.answer === 'yes-no')
    return (
      <Choice
        name={id}
        asked={question}
        options={['yes', 'no']}
        words="option.yesNo"
        value={typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : null}
        onChange={(chosen) => onAnswer(chosen === 'yes')}
      />
    );
  if (item.answer === 'choice')
    return (
      <Choice
        name={id}
        asked={question}
        options={options}
        say={(option) => {
          const words = `instrument.option.${option}`;
          // An agency's own form has words of its own.
          return words in intl.messages ? intl.formatMessage({ id: words }) : option.replaceAll('-', ' ');
        }}
        value={typeof answer === 'string' ? answer : null}
        onChange={onAnswer}
      />
    );
  const number = item.answer === 'number';
  return (
    <label className={styles['words']}>
      {question}
      <input
        type={number ? 'number' : 'text'}
        {...(number ? { min: lowest, max: highest } : { maxLength: 4_000 })}
        value={typeof answer === 'number' || typeof answer === 'string' ? answer : ''}
        onChange={({ target }) =>
          onAnswer(target.value === '' ? null : number ? Number(target.value) : target.value)
        }
      />
    </label>
  );
}
