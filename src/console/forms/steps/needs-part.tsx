import { FormattedMessage } from 'react-intl';
import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import { Tick } from '../../parts/choice.tsx';
import type { PartProps } from './fields.ts';
import styles from '../form.module.css';

/** The needs that cannot wait, of the agency's own list; a tap each. */
export function NeedsPart({ value, known, onChange }: PartProps) {
  const lists = (known.reply('/code-lists') as { content: CodeLists } | undefined)?.content;
  const chosen = value as string[];
  return (
    <fieldset className={styles['many']}>
      <legend>
        <FormattedMessage id="field.needs" />
      </legend>
      {lists?.needs
        .filter(({ retired }) => !retired)
        .map(({ code, title }, n) => (
          <Tick
            key={code}
            required={n === 0 && chosen.length === 0}
            checked={chosen.includes(code)}
            onChange={(on) => onChange([...chosen.filter((one) => one !== code), ...(on ? [code] : [])])}
          >
            {title}
          </Tick>
        ))}
    </fieldset>
  );
}
