import { FormattedMessage, useIntl } from 'react-intl';
import { initiativeLevels } from '../../../engine/record/steps/plans.ts';
import { Choice, Tick } from '../../parts/choice.tsx';
import type { ClientFile, Me } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { agencyTime } from '../../time/format.ts';
import { FieldPart } from '../steps/field-part.tsx';
import type { Known } from '../steps/fields.ts';
import { filledIn } from '../steps/values.ts';
import { type ContactKind, isReached } from './kinds.ts';
import { moreForms } from './more.ts';
import type { More, Offers, Words } from './visit.ts';
import styles from './form.module.css';

type Props = {
  enrollmentId: string;
  kind: ContactKind;
  words: Words;
  offers: Offers;
  me: Me;
  /** Null while the record is not there. */
  known: Known | null;
  /** What the server said of a field of one of the steps. */
  wrongOf: (step: More, field: string) => string | undefined;
  onChange: (changed: Partial<Words>) => void;
};

const notReviewed = 'none';

/** What the same visit may have been besides, of what is owed or agreed: a tap each, which opens what there is to say of it. */
export function AlsoFields(props: Props) {
  const { enrollmentId, kind, words, offers, me, onChange } = props;
  const intl = useIntl();
  const { appointment, review } = offers;
  const reached = isReached(kind);
  const asksFile = reached && offers.contactInformation;
  const { reply: file } = useRead<ClientFile>(asksFile ? `/enrollments/${enrollmentId}/file` : null);
  const onFile = file?.sections.some(({ items }) => items.some(({ what }) => what === 'contact-information'));
  const kept = appointment && (reached || kind === 'noShow');
  const more = reached ? offers.more.filter((step) => me.operations.includes(`command:${step}`)) : [];
  if (!kept && !onFile && !(reached && review) && more.length === 0) return null;
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
      {more.map((step) => (
        <MoreFields key={step} {...props} step={step} />
      ))}
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

/** A step with fields of its own: folded away until it is ticked. */
function MoreFields({ step, words, known, wrongOf, onChange }: Props & { step: More }) {
  const ticked = words.more.includes(step);
  const said = words.said[step] ?? {};
  const filled = known && filledIn(moreForms[step], said, known);
  const set = (field: string, value: unknown) =>
    onChange({ said: { ...words.said, [step]: { ...said, [field]: value } } });
  return (
    <>
      <Tick
        checked={ticked}
        onChange={(on) =>
          onChange({ more: [...words.more.filter((one) => one !== step), ...(on ? [step] : [])] })
        }
      >
        <FormattedMessage id={`contact.also.${step}`} />
      </Tick>
      {ticked && known && filled && (
        <div className={styles['unfolded']} role="group" aria-label={known.say(`contact.also.${step}`)}>
          {filled.fields
            .filter(({ field }) => field.kind !== 'known' && !field.more)
            .map((one) => (
              <FieldPart
                key={one.name}
                {...{ known, filled: one }}
                words={filled.words}
                wrong={wrongOf(step, one.name)}
                onChange={(value) => set(one.name, value)}
              />
            ))}
        </div>
      )}
    </>
  );
}
