import { FormattedMessage, useIntl } from 'react-intl';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Tick } from '../../parts/choice.tsx';
import { TypedField } from '../typed-field.tsx';
import { Ticks } from './ticks.tsx';
import { OneOf } from '../steps/field-part.tsx';
import {
  type Around,
  fresh,
  isBlank,
  type Item,
  itemOf,
  linesIn,
  listOf,
  type Part,
  pickedOf,
  withLines,
} from './parts.ts';
import styles from '../form.module.css';

type Props = {
  parts: readonly Part[];
  item: Item;
  around: Around;
  /** Where in the document it stands: `goals.0`. */
  at: string;
  /** What is missing or wrong, by where it stands. */
  gaps: ReadonlyMap<string, readonly string[]>;
  /** Of what may be left out as a whole: nothing is asked for until something stands there. */
  free?: boolean;
  onChange: (item: Item) => void;
};

/** The fields of an item, each as its kind is asked; what is missing stands at it. */
export function PartFields({ parts, item, around, at, gaps, free = false, onChange }: Props) {
  const asked = parts.filter(({ when }) => when?.(item) ?? true);
  const one = (part: Part) => (
    <PartField
      key={part.name}
      {...{ part, item, around, gaps, free, at: `${at}.${part.name}` }}
      onChange={(value) => onChange({ ...item, [part.name]: value })}
    />
  );
  const more = asked.filter((part) => part.more && !isUnasked(part, around, item));
  const open = more.some(
    (part) => gaps.has(`${at}.${part.name}`) || !isBlank([part], item) || isSaid(part, item),
  );
  return (
    <>
      {asked.filter((part) => !part.more).map(one)}
      {more.length > 0 && (
        <details className={styles['more']} open={open || undefined}>
          <summary>
            <FormattedMessage id="form.more" />
          </summary>
          <div className={styles['inMore']}>{more.map(one)}</div>
        </details>
      )}
    </>
  );
}

/** Nothing is there to choose from, and nothing has to be. */
const isUnasked = (part: Part, around: Around, item: Item): boolean =>
  part.kind === 'pick' && part.optional === true && part.of(around, item).length === 0;

/** It was chosen otherwise than it begins. */
const isSaid = (part: Part, item: Item): boolean =>
  part.kind === 'one' && item[part.name] !== undefined && item[part.name] !== part.first;

type FieldProps = Omit<Props, 'parts' | 'onChange'> & {
  part: Part;
  onChange: (value: unknown) => void;
};

function PartField(props: FieldProps) {
  const { at, gaps } = props;
  const said = gaps.get(at) ?? [];
  return (
    <div
      className={styles['words']}
      {...(said.length > 0 ? { role: 'group', 'aria-describedby': `gap-${at}` } : {})}
    >
      <Asked {...props} />
      {said.length > 0 && (
        <p id={`gap-${at}`} className={styles['wrong']}>
          <FormattedMessage id="plan.missing" /> {said.join('; ')}
        </p>
      )}
    </div>
  );
}

function Asked(props: FieldProps) {
  const { part, item, around, at, free, onChange } = props;
  const intl = useIntl();
  const value = item[part.name];
  const text = typeof value === 'string' ? value : '';
  const required = !part.optional && !free;
  const typed = { label: part.label, optional: part.optional, required, value: text, onChange };
  switch (part.kind) {
    case 'prose':
      return <TypedField {...typed} rows={2} maxLength={4_000} />;
    case 'line':
      return <TypedField {...typed} maxLength={200} />;
    case 'date':
      return <TypedField {...typed} type="date" />;
    case 'tick':
      return (
        <Tick checked={value === true} onChange={onChange}>
          <FormattedMessage id={part.label} />
        </Tick>
      );
    case 'lines':
      return (
        <TypedField
          {...typed}
          required={false}
          rows={3}
          maxLength={4_000}
          value={linesIn(part.key, value).join('\n')}
          onChange={(lines) => onChange(withLines(part.key, value, lines === '' ? [] : lines.split('\n')))}
        />
      );
    case 'one':
      return (
        <OneOf
          {...{ name: at, label: part.label, required, onChange }}
          value={text}
          options={part.options.map((option) => ({
            value: option,
            label: intl.formatMessage({ id: `${part.words}.${option}` }),
          }))}
        />
      );
    case 'many':
      return (
        <Ticks
          label={part.label}
          options={part.options.map((option) => ({
            value: option,
            label: intl.formatMessage({ id: `${part.words}.${option}` }),
          }))}
          {...{ value, onChange }}
        />
      );
    case 'pick': {
      const options = part.of(around, item);
      if (options.length === 0 && !required) return null;
      return (
        <OneOf
          {...{ name: at, label: part.label, required, options, onChange }}
          value={pickedOf(part, item, around) ?? ''}
        />
      );
    }
    case 'picks':
      return <Ticks label={part.label} options={part.of(around, item)} {...{ value, onChange }} />;
    case 'rows':
      return <Rows {...props} part={part} />;
    case 'group':
      return (
        <fieldset className={styles['rows']}>
          <legend>
            <FormattedMessage id={part.label} />
          </legend>
          <PartFields
            {...props}
            parts={part.parts}
            item={itemOf(value)}
            around={{ ...around, outer: item }}
            free={part.optional === true && isBlank(part.parts, itemOf(value))}
          />
        </fieldset>
      );
  }
}

function Rows({ part, item, around, at, gaps, onChange }: FieldProps & { part: Part & { kind: 'rows' } }) {
  const rows = listOf(item[part.name]).map(itemOf);
  return (
    <ItemList
      {...{ rows, around, at, gaps, onChange, parts: part.parts, item: part.row, add: part.add }}
      legend={part.label}
      mayBeBlank
    />
  );
}

type ListProps = Pick<Props, 'parts' | 'around' | 'at' | 'gaps'> & {
  rows: readonly Item[];
  /** Messages: of all of them, of one by its number, of adding one. */
  legend?: string;
  item: string;
  add: string;
  /** A new one, where it holds more than its fields. */
  begin?: () => Item;
  /** One in which nothing stands is left out. */
  mayBeBlank?: boolean;
  onChange: (rows: Item[]) => void;
};

/** Items one after another, each of which can be taken out, and a new one. */
export function ItemList(props: ListProps) {
  const { rows, parts, around, at, gaps, legend, item, add, begin, mayBeBlank = false, onChange } = props;
  const intl = useIntl();
  return (
    <div className={styles['rows']}>
      {legend !== undefined && (
        <p>
          <FormattedMessage id={legend} />
        </p>
      )}
      {rows.map((row, n) => {
        const called = intl.formatMessage({ id: item }, { n: n + 1 });
        return (
          <fieldset key={typeof row['id'] === 'string' ? row['id'] : n} className={styles['item']}>
            <legend>{called}</legend>
            <PartFields
              {...{ parts, item: row, around, gaps, at: `${at}.${n}` }}
              free={mayBeBlank && isBlank(parts, row)}
              onChange={(next) => onChange(rows.map((one, i) => (i === n ? next : one)))}
            />
            <button
              type="button"
              aria-label={intl.formatMessage({ id: 'plan.takeOut.of' }, { item: called })}
              onClick={() => onChange(rows.filter((_, i) => i !== n))}
            >
              <IconX size={16} aria-hidden="true" /> <FormattedMessage id="plan.takeOut" />
            </button>
          </fieldset>
        );
      })}
      <button type="button" onClick={() => onChange([...rows, begin?.() ?? fresh(parts, around)])}>
        <IconPlus size={16} aria-hidden="true" /> <FormattedMessage id={add} />
      </button>
    </div>
  );
}
