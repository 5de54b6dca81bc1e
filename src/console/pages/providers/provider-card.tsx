import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconPhone } from '@tabler/icons-react';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import type { ListedProvider } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { spelled } from './spelled.ts';
import { RetireForm, VerifyForm } from './provider-forms.tsx';
import styles from './page.module.css';

type Form = 'verify' | 'retire';

/** One provider: what it offers to whom, whether it has room, when it was asked last, and how it is reached. */
export function ProviderCard({ one, mayWrite }: { one: ListedProvider; mayWrite: boolean }) {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const settling = useSettling();
  const [form, setForm] = usePlace<Form>(`provider/${one.documentId}`);
  const time = agencyTime(intl.locale, agency.timeZone);
  const { content, fit, documentId } = one;
  const { name, services, languages, populations, openings, waitingDays, contact, internal } = content;
  const spelledAll = (of: 'service' | 'language' | 'population', codes: readonly string[]) =>
    codes.map((code) => spelled(of, code, intl.locale)).join(', ');
  return (
    <article className={styles['card']} aria-label={name}>
      <header>
        <h2>{name}</h2>
        {internal && (
          <span className={styles['quiet']}>
            <FormattedMessage id="providers.internal" />
          </span>
        )}
      </header>
      <p>{spelledAll('service', services)}</p>
      <p className={styles['room']} data-open={openings !== null && openings > 0}>
        <FormattedMessage
          id="providers.openings"
          values={{ count: openings ?? 0, known: openings === null ? 'no' : 'yes' }}
        />
        {' · '}
        <FormattedMessage
          id="providers.waiting"
          values={{ days: waitingDays ?? 0, known: waitingDays === null ? 'no' : 'yes' }}
        />
      </p>
      <p className={styles['quiet']}>
        {languages.length > 0 && `${spelledAll('language', languages)} · `}
        {populations.length > 0 && `${spelledAll('population', populations)} · `}
        {fit.stale && (
          <strong className={styles['stale']}>
            <IconAlertTriangle size={16} aria-hidden="true" /> <FormattedMessage id="providers.stale" />{' '}
          </strong>
        )}
        <FormattedMessage id="providers.verified" values={{ day: time.date(content.verifiedOn) }} />
      </p>
      {(contact.person ?? contact.address) !== undefined && (
        <p>{[contact.person, contact.address].filter(Boolean).join(' · ')}</p>
      )}
      <div className={styles['acts']}>
        {contact.phone !== undefined && (
          <a
            className={styles['reach']}
            href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}
            aria-label={intl.formatMessage({ id: 'providers.call' }, { name, phone: contact.phone })}
          >
            <IconPhone size={18} aria-hidden="true" /> {contact.phone}
          </a>
        )}
        {contact.email !== undefined && (
          <a className={styles['reach']} href={`mailto:${contact.email}`}>
            {contact.email}
          </a>
        )}
        {mayWrite &&
          form === null &&
          !settling.has(documentId) &&
          (['verify', 'retire'] as const).map((opens) => (
            <button
              key={opens}
              type="button"
              aria-label={intl.formatMessage({ id: `providers.${opens}.of` }, { name })}
              onClick={() => setForm(opens)}
            >
              <FormattedMessage id={`providers.${opens}`} />
            </button>
          ))}
      </div>
      {form === 'verify' && <VerifyForm {...{ one }} onClose={() => setForm(null)} />}
      {form === 'retire' && <RetireForm {...{ one }} onClose={() => setForm(null)} />}
    </article>
  );
}
