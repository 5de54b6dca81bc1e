import { FormattedMessage, useIntl } from 'react-intl';
import { screenDomains } from '../../../features/referrals/screen.ts';
import { Tick } from '../../parts/choice.tsx';
import type { FieldsProps } from './person-fields.tsx';
import { type Consent, noConsent } from './told.ts';
import styles from './page.module.css';

/** What the screen found, by domain: one that is ticked is asked about. */
export function ScreenFields({ told, onChange }: FieldsProps) {
  const intl = useIntl();
  const { screen } = told;
  const without = (domain: string) =>
    Object.fromEntries(Object.entries(screen).filter(([name]) => name !== domain));
  return (
    <>
      <fieldset className={styles['set']}>
        <legend>
          <FormattedMessage id="intake.screen" />
        </legend>
        <div className={styles['row']}>
          {screenDomains.map((domain) => (
            <Tick
              key={domain}
              checked={domain in screen}
              onChange={(checked) =>
                onChange({ screen: checked ? { ...screen, [domain]: '' } : without(domain) })
              }
            >
              <FormattedMessage id={`intake.domain.${domain}`} />
            </Tick>
          ))}
        </div>
      </fieldset>
      {screenDomains
        .filter((domain) => domain in screen)
        .map((domain) => (
          <label key={domain} className={styles['field']}>
            <span>
              <FormattedMessage
                id="intake.domain.words"
                values={{ domain: intl.formatMessage({ id: `intake.domain.${domain}` }) }}
              />
            </span>
            <textarea
              rows={2}
              required
              maxLength={20_000}
              value={screen[domain]}
              onChange={({ target }) => onChange({ screen: { ...screen, [domain]: target.value } })}
            />
          </label>
        ))}
    </>
  );
}

const asked = ['recipient', 'purpose', 'what', 'expires'] as const;
const mostConsents = 20;

/** Consent forms that came with the referral, as they stand on paper. */
export function ConsentFields({ told, onChange }: FieldsProps) {
  const intl = useIntl();
  const { consents } = told;
  const change = (place: number, changed: Partial<Consent>) =>
    onChange({ consents: consents.map((one, n) => (n === place ? { ...one, ...changed } : one)) });
  return (
    <>
      {consents.map((consent, place) => (
        <fieldset key={place} className={styles['set']}>
          <legend>
            <FormattedMessage id="intake.consent" values={{ place: place + 1 }} />
          </legend>
          {asked.map((name) => (
            <label key={name} className={styles['field']}>
              <FormattedMessage id={`intake.consent.${name}`} />
              <input
                required
                maxLength={200}
                value={consent[name]}
                onChange={({ target }) => change(place, { [name]: target.value })}
              />
            </label>
          ))}
          <label className={styles['field']}>
            <FormattedMessage id="intake.consent.signedOn" />
            <input
              type="date"
              value={consent.signedOn}
              onChange={({ target }) => change(place, { signedOn: target.value })}
            />
          </label>
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'intake.consent.remove.of' }, { place: place + 1 })}
            onClick={() => onChange({ consents: consents.filter((_, n) => n !== place) })}
          >
            <FormattedMessage id="intake.consent.remove" />
          </button>
        </fieldset>
      ))}
      {consents.length === 0 && (
        <Tick checked={told.noConsents} required onChange={(noConsents) => onChange({ noConsents })}>
          <FormattedMessage id="intake.consent.none" />
        </Tick>
      )}
      {consents.length < mostConsents && (
        <p>
          <button
            type="button"
            onClick={() => onChange({ consents: [...consents, noConsent], noConsents: false })}
          >
            <FormattedMessage id="intake.consent.add" />
          </button>
        </p>
      )}
    </>
  );
}
