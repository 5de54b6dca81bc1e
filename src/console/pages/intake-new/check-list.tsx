import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Intake } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { calledName, familyOf, type Told } from './told.ts';
import styles from './page.module.css';

type Step = 'who' | 'need' | 'family' | 'screen' | 'consents';
type Props = { told: Told; intake: Intake; family: boolean; onGo: (step: Step) => void };

/** All that is going to be sent, each part with the way back to it. */
export function CheckList({ told, intake, family, onGo }: Props) {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const time = agencyTime(intl.locale, agency.timeZone);
  const { birthDate, phone, mayLeaveMessage, same, reference, differentFrom, languages, note } = told;
  const titleOf = (code: string) => intake.needs.find((need) => need.code === code)?.title ?? code;
  const level = intake.levels.find(({ id }) => id === told.level) ?? intake.levels[0];
  const language = new Intl.DisplayNames(intl.locale, { type: 'language' });
  const found = Object.entries(told.screen);
  const number = same?.reference ?? reference.trim();
  return (
    <div className={styles['check']}>
      <Part name="who" onGo={onGo}>
        <p>
          <strong>{calledName(told) || '–'}</strong>
          {birthDate !== '' && ` · ${time.date(birthDate)}`}
        </p>
        <p>{number === '' ? <FormattedMessage id="intake.check.newNumber" /> : number}</p>
        {phone.trim() !== '' && (
          <p>
            {phone} · <FormattedMessage id={`intake.check.message.${mayLeaveMessage ? 'yes' : 'no'}`} />
          </p>
        )}
        {same && (
          <p>
            <FormattedMessage id="intake.same.chosen" values={{ reference: same.reference }} />
          </p>
        )}
        {differentFrom.length > 0 && (
          <p>
            <FormattedMessage id="intake.different.noted" values={{ count: differentFrom.length }} />
          </p>
        )}
      </Part>
      <Part name="need" onGo={onGo}>
        <p>{level?.title}</p>
        <p>
          {told.needs.length === 0 ? (
            <FormattedMessage id="intake.check.noNeeds" />
          ) : (
            told.needs.map(titleOf).join(', ')
          )}
        </p>
        {told.dangerConsidered.trim() !== '' && (
          <p>
            <FormattedMessage id="intake.check.noDanger" values={{ why: told.dangerConsidered.trim() }} />
          </p>
        )}
        {languages.length > 0 && <p>{languages.map((code) => language.of(code) ?? code).join(', ')}</p>}
        {note.trim() !== '' && <p>{note}</p>}
      </Part>
      {family && (
        <Part name="family" onGo={onGo}>
          {told.family.length === 0 ? (
            <p>
              <FormattedMessage id="household.none" />
            </p>
          ) : (
            familyOf(told).map(({ id, name, relation }) => (
              <p key={id}>
                <strong>{name}</strong> {relation}
              </p>
            ))
          )}
        </Part>
      )}
      <Part name="screen" onGo={onGo}>
        {found.length === 0 && (
          <p>
            <FormattedMessage id="intake.check.noScreen" />
          </p>
        )}
        {found.map(([domain, words]) => (
          <p key={domain}>
            <strong>
              <FormattedMessage id={`intake.domain.${domain}`} />
            </strong>
            : {words.trim() === '' ? <FormattedMessage id="intake.check.noWords" /> : words}
          </p>
        ))}
      </Part>
      <Part name="consents" onGo={onGo}>
        {told.consents.length === 0 ? (
          <p>
            <FormattedMessage id="intake.consent.none" />
          </p>
        ) : (
          told.consents.map(({ recipient, purpose }, place) => (
            <p key={place}>
              {recipient}: {purpose}
            </p>
          ))
        )}
      </Part>
    </div>
  );
}

type PartProps = { name: Step; onGo: (step: Step) => void; children: ReactNode };

function Part({ name, onGo, children }: PartProps) {
  const intl = useIntl();
  const part = intl.formatMessage({ id: `intake.step.${name}` });
  return (
    <section aria-label={part}>
      <header className={styles['row']}>
        <h2>{part}</h2>
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'intake.change.of' }, { part })}
          onClick={() => onGo(name)}
        >
          <FormattedMessage id="intake.change" />
        </button>
      </header>
      {children}
    </section>
  );
}
