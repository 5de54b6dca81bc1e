import { FormattedMessage, useIntl } from 'react-intl';
import { type ReleasePurpose, releasePurposes } from '../../engine/record/steps/releases.ts';
import formStyles from '../forms/form.module.css';

type Purpose = ReleasePurpose | '';

/** What something is handed out for, in the words of releases; nothing is chosen beforehand. */
export function PurposeSelect({ value, onChange }: { value: Purpose; onChange: (purpose: Purpose) => void }) {
  const intl = useIntl();
  return (
    <label className={formStyles['words']}>
      <FormattedMessage id="handOut.purpose" />
      <select
        required
        value={value}
        onChange={({ target }) => onChange(releasePurposes.find((one) => one === target.value) ?? '')}
      >
        <option value="" />
        {releasePurposes.map((one) => (
          <option key={one} value={one}>
            {intl.formatMessage({ id: `option.purpose.${one}` })}
          </option>
        ))}
      </select>
    </label>
  );
}
