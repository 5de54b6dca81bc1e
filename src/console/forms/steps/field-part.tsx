import { FormattedMessage } from 'react-intl';
import { Choice, Tick } from '../../parts/choice.tsx';
import { FieldLabel, TypedField } from '../typed-field.tsx';
import type { Known, Option, Words } from './fields.ts';
import type { Filled } from './values.ts';
import styles from '../form.module.css';

type Props = {
  filled: Filled;
  words: Words;
  known: Known;
  /** What the server said of it. */
  wrong: string | undefined;
  onChange: (value: unknown) => void;
};

const typeOf = { line: 'text', date: 'date', moment: 'datetime-local', count: 'number' } as const;
const yesOrNo = ['yes', 'no'] as const;
/** More than so many are a list that opens. */
const mostAsButtons = 6;

/** One field as its kind is asked; what is wrong with it stands at it. */
export function FieldPart(props: Props) {
  const { filled, wrong } = props;
  const id = `wrong-${filled.name}`;
  return (
    <div
      className={styles['words']}
      {...(wrong === undefined ? {} : { role: 'group', 'aria-describedby': id })}
    >
      <Asked {...props} />
      {wrong !== undefined && (
        <p id={id} className={styles['wrong']}>
          {wrong}
        </p>
      )}
    </div>
  );
}

function Asked({ filled, words, known, onChange }: Props) {
  const { name, field, shown } = filled;
  const label = field.label ?? `field.${name}`;
  const text = typeof shown === 'string' ? shown : '';
  const required = !field.optional;
  const typed = { label, optional: field.optional, required, value: text, onChange };
  switch (field.kind) {
    case 'prose':
      return <TypedField {...typed} rows={3} maxLength={4_000} />;
    case 'line':
    case 'date':
    case 'moment':
    case 'count':
      return (
        <TypedField
          {...typed}
          type={typeOf[field.kind]}
          {...(field.kind === 'count' ? { min: field.min, max: field.max } : {})}
          {...(field.kind === 'line' ? { maxLength: 500 } : {})}
        />
      );
    case 'yesNo':
      return (
        <Choice
          {...{ name, label, required }}
          options={yesOrNo}
          words="option.yesNo"
          value={typeof shown === 'boolean' ? (shown ? 'yes' : 'no') : null}
          onChange={(chosen) => onChange(chosen === 'yes')}
        />
      );
    case 'tick':
      return (
        <Tick checked={shown === true} required={field.must ?? false} onChange={onChange}>
          <FormattedMessage id={label} />
        </Tick>
      );
    case 'one':
      return (
        <OneOf
          {...{ name, label, required, onChange }}
          value={text}
          options={field
            .options(known, words)
            .map((value) => ({ value, label: known.say(`${field.words}.${value}`) }))}
        />
      );
    case 'many': {
      const chosen = Array.isArray(shown) ? (shown as string[]) : [];
      return (
        <fieldset className={styles['many']}>
          <legend>
            <FormattedMessage id={label} />
          </legend>
          {field.options.map((value) => (
            <Tick
              key={value}
              checked={chosen.includes(value)}
              onChange={(on) =>
                onChange(field.options.filter((one) => (one === value ? on : chosen.includes(one))))
              }
            >
              <FormattedMessage id={`${field.words}.${value}`} />
            </Tick>
          ))}
        </fieldset>
      );
    }
    case 'thing': {
      const options = field.of(known, words);
      if (options.length === 0 && field.optional) return null;
      const none = field.none === undefined ? {} : { none: field.none };
      return <OneOf {...{ name, label, required, onChange, options }} {...none} value={text} />;
    }
    case 'part': {
      const Part = field.part;
      return <Part {...{ known, words, onChange }} value={shown} isOptional={field.optional === true} />;
    }
    case 'known':
      return null;
  }
}

type OneOfProps = {
  name: string;
  label: string;
  required: boolean;
  options: readonly Option[];
  value: string;
  /** Message of what to do where there is nothing to choose from. */
  none?: string;
  onChange: (value: unknown) => void;
};

/** A tap each where they are few; what is one alone is said, and nothing is asked. */
export function OneOf(props: OneOfProps) {
  const { name, label, required, options, value, none = 'form.nothingThere', onChange } = props;
  const labels = new Map(options.map((option) => [option.value, option.label]));
  if (options.length === 0)
    return (
      <p className={styles['wrong']}>
        <FormattedMessage id={label} />: <FormattedMessage id={none} />
      </p>
    );
  if (options.length === 1 && required)
    return (
      <p>
        <FormattedMessage id={label} />: <strong>{options[0]?.label}</strong>
      </p>
    );
  if (options.length <= mostAsButtons)
    return (
      <Choice
        {...{ name, label, required, onChange }}
        options={[...options.map((option) => option.value), ...(required ? [] : [''])]}
        say={(option) => labels.get(option) ?? <FormattedMessage id="form.none" />}
        value={value === '' && required ? null : value}
      />
    );
  return (
    <label className={styles['words']}>
      <FieldLabel label={label} optional={required ? undefined : true} />
      <select required={required} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="" />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
