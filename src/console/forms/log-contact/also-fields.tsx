import { FormattedMessage, useIntl } from 'react-intl';
import { initiativeLevels } from '../../../engine/record/steps/plans.ts';
import { Choice, Tick } from '../../parts/choice.tsx';
import type { ClientFile, Me } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { agencyTime } from '../../time/format.ts';
import { type ContactKind, isReached } from './kinds.ts';
import type { Offers, Words } from './visit.ts';
import styles from './form.module.css';

type Props = {
  enrollmentId: string;
  kind: ContactKind;
  words: Words;
  offers: Offers;
  me: Me;
  onChange: (changed: Partial<Words>) => void;
};

const notReviewed = 'none';

/** What the same visit may have been besides, of what is owed or agreed: a tap each. */
export function AlsoFields({ enrollmentId, kind, words, offers, me, onChange }: Props) {
  const intl = useIntl();
  const { appointment, review } = offers;
  const reached = isReached(kind);
  const asksFile = reached && offers.contactInformation;
  const { reply: file } = useRead<ClientFile>(asksFile ? `/enrollments/${enrollmentId}/file` : null);
  const onFile = file?.sections.some(({ items }) => items.some(({ what }) => what === 'contact-information'));
  const kept = appointment && (reached || kind === 'noShow');
  if (!kept && !onFile && !(reached && review)) return null;
  return (
    <fieldset className={styles['also']}>
      <legend>
        <FormattedMessage id="contact.also" />
      </legend>
      {kept && (
        <Tick checked={words.appointment} onChange={(checked) => onChange({ appointment: checked })}>
          <FormattedMessage
            id={reached ? 'contact.also.kept' : 'contact.also.missed'}
            values={agencyTime(intl.locale, me.agency.timeZone).parts(
              new Date(appointment.startsAt).toISOString(),
            )}
          />
        </Tick>
      )}
      {onFile && (
        <Tick
          checked={words.contactInformation}
          onChange={(checked) => onChange({ contactInformation: checked })}
        >
          <FormattedMessage id="contact.also.information" />
        </Tick>
      )}
      {reached && review && (
        <Choice
          name="initiative"
          label="contact.review"
          options={[notReviewed, ...initiativeLevels]}
          words="contact.review"
          value={words.initiative ?? notReviewed}
          onChange={(level) => onChange({ initiative: level === notReviewed ? null : level })}
        />
      )}
    </fieldset>
  );
}
