import { FormattedMessage, useIntl } from 'react-intl';
import { OverPage } from './over-page.tsx';
import styles from './keys.module.css';

const shown = [
  ...['/', 'g d', 'g c', 'g i', 'g q', 'j', 'k', 'Enter', 'c', 's', 'w', 'u'],
  ...['Ctrl+Enter', 'Esc', '?'],
] as const;

/** Which keys there are. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const intl = useIntl();
  return (
    <OverPage label={intl.formatMessage({ id: 'keys.title' })} onClose={onClose}>
      <h2>
        <FormattedMessage id="keys.title" />
      </h2>
      <dl className={styles['keys']}>
        {shown.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>
              <FormattedMessage id={`keys.${key}`} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <FormattedMessage id="keys.off" />
      </p>
      <button type="button" className="main-action" onClick={onClose}>
        <FormattedMessage id="form.close" />
      </button>
    </OverPage>
  );
}
