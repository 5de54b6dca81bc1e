import { FormattedMessage, useIntl } from 'react-intl';
import { Tick } from '../../parts/choice.tsx';
import type { Intake } from '../../server/replies.ts';
import type { FieldsProps } from './person-fields.tsx';
import type { Way } from './told.ts';
import styles from './page.module.css';

/** What cannot wait, in the agency's own words; a tap each. */
export function NeedFields({
  told,
  onChange,
  needs,
  way,
}: FieldsProps & Pick<Intake, 'needs'> & { way: Way }) {
  return (
    <fieldset className={styles['set']}>
      <legend>
        <FormattedMessage id={way === 'emergency' ? 'intake.needs' : 'intake.needs.referral'} />
      </legend>
      <div className={styles['row']}>
        {needs.map(({ code, title }) => (
          <Tick
            key={code}
            checked={told.needs.includes(code)}
            onChange={(checked) =>
              onChange({ needs: checked ? [...told.needs, code] : told.needs.filter((one) => one !== code) })
            }
          >
            {title}
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}

export function LevelField({ told, onChange, levels }: FieldsProps & Pick<Intake, 'levels'>) {
  return (
    <label className={styles['field']}>
      <FormattedMessage id="intake.level" />
      <select
        value={told.level ?? levels[0]?.id}
        onChange={({ target }) => onChange({ level: target.value })}
      >
        {levels.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function NoteField({ told, onChange }: FieldsProps) {
  return (
    <label className={styles['field']}>
      <FormattedMessage id="intake.note" />
      <textarea
        rows={3}
        maxLength={20_000}
        value={told.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
    </label>
  );
}

/** What is spoken hereabouts, besides English. */
const spoken = ['es', 'hmn', 'so', 'ar', 'fr', 'my', 'vi', 'ru'] as const;

/** Which languages whoever is to coordinate should speak. */
export function LanguageFields({ told, onChange }: FieldsProps) {
  const intl = useIntl();
  const names = new Intl.DisplayNames(intl.locale, { type: 'language' });
  const { languages } = told;
  return (
    <fieldset className={styles['set']}>
      <legend>
        <FormattedMessage id="intake.languages" />
      </legend>
      <div className={styles['row']}>
        {spoken.map((code) => (
          <Tick
            key={code}
            checked={languages.includes(code)}
            onChange={(checked) =>
              onChange({
                languages: checked ? [...languages, code] : languages.filter((one) => one !== code),
              })
            }
          >
            {names.of(code) ?? code}
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}
