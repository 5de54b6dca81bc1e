import { FormattedMessage, useIntl } from 'react-intl';
import { placeOf } from '../../../features/releases/consents.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { type OnForm, saidOnForm } from '../../forms/steps/from-consent.ts';
import { useSendings } from '../../outbox/outbox-provider.tsx';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { CameIn } from '../../server/replies.ts';
import styles from './page.module.css';

type Step = 'grantRelease' | 'recordNoConsents';
type Props = {
  enrollmentId: string;
  client: string;
  consents: CameIn['consents'];
  /** As they were just told; left out, whoever may read them finds them in the form. */
  told?: readonly OnForm[];
};

/** Consents of a referral that are no release yet, or that the client is to be asked for: each is done from here. */
export function Consents({ enrollmentId, client, consents, told }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const sendings = useSendings();
  // What is on its way is not offered a second time.
  const sent = sendings.flatMap(({ form, state, ...one }) =>
    form && one.enrollmentId === enrollmentId && state.name !== 'refused' ? [form] : [],
  );
  const owed = consents.owed.filter((consent) => !sent.some(({ about }) => about === consent));
  const ask =
    consents.ask && !sent.some((form) => form.step === 'grantRelease' || form.step === 'recordNoConsents');
  const [opened, setOpened] = usePlace(`consents/${enrollmentId}`);
  if ((owed.length === 0 && !ask) || !operations.includes('command:grantRelease')) return null;
  const [step, about] = (opened?.split(' ') ?? []) as [Step?, string?];
  const form = about === undefined ? undefined : told?.[placeOf(about) - 1];
  const opens = (what: Step, consent?: string) => (
    <button
      type="button"
      aria-label={intl.formatMessage(
        { id: `intake.consent.${what}.of` },
        { client, place: consent === undefined ? '' : placeOf(consent) },
      )}
      onClick={() => setOpened([what, consent].filter(Boolean).join(' '))}
    >
      <FormattedMessage id={`intake.consent.${what}`} />
    </button>
  );
  const choices = (consent?: string) => (
    <span className={styles['row']}>
      {opens('grantRelease', consent)}
      {opens('recordNoConsents', consent)}
    </span>
  );
  return (
    <div className="no-print">
      {ask ? (
        <>
          <p>
            <FormattedMessage id="intake.consent.ask" />
          </p>
          {choices()}
        </>
      ) : (
        <ul className={styles['consents']}>
          {owed.map((consent) => (
            <li key={consent}>
              <FormattedMessage id="intake.consent" values={{ place: placeOf(consent) }} />
              {told && `: ${told[placeOf(consent) - 1]?.recipient ?? ''}`} {choices(consent)}
            </li>
          ))}
        </ul>
      )}
      {step && (
        <FormDialog
          {...{ step, enrollmentId, client, duty: null }}
          {...(about === undefined ? {} : { about })}
          {...(form && step === 'grantRelease'
            ? { begun: saidOnForm(form, (id, values) => intl.formatMessage({ id }, values)) }
            : {})}
          onDone={() => setOpened(null)}
        />
      )}
    </div>
  );
}
