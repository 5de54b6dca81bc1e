import { FormattedMessage } from 'react-intl';
import type { NoteText } from '../../../features/notes/note.document.ts';
import { goesAs, lackedBy, type Prefilled, type Words } from './visit.ts';
import shared from '../form.module.css';
import styles from './form.module.css';

type Props = {
  words: Words;
  prefilled: Prefilled;
  note: NoteText | null;
  onChange: (changed: Partial<Words>) => void;
};

const written = ['facts', 'resolution', 'nextSteps'] as const;
const framing = ['context', 'purpose'] as const;

/** The note of the contact, as its author writes it; where, why and as part of what is known already. */
export function NoteFields({ words, prefilled, note, onChange }: Props) {
  const lacked = note ? lackedBy(note) : [];
  return (
    <fieldset className={styles['note']}>
      <legend>
        <FormattedMessage id="contact.note" />
      </legend>
      {written.map((name) => (
        <label key={name} className={shared['words']}>
          <FormattedMessage id={`contact.note.${name}`} />
          <textarea
            rows={name === 'facts' ? 3 : 2}
            maxLength={4_000}
            value={words[name]}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        </label>
      ))}
      <label className={shared['words']}>
        <FormattedMessage id="contact.note.place" />
        <input
          maxLength={4_000}
          value={words.place ?? prefilled.place}
          onChange={({ target }) => onChange({ place: target.value })}
        />
      </label>
      <details>
        <summary>
          <FormattedMessage id="contact.note.frame" />
        </summary>
        {framing.map((name) => (
          <label key={name} className={shared['words']}>
            <FormattedMessage id={`contact.note.${name}`} />
            <input
              maxLength={4_000}
              value={words[name] ?? prefilled[name]}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          </label>
        ))}
      </details>
      <p className={styles['foretold']}>
        <FormattedMessage
          id={`contact.note.${goesAs(note)}`}
          values={{
            lacked: lacked.map((name, n) => (
              <span key={name}>
                {n > 0 && ', '}
                <FormattedMessage id={`contact.note.${name}`} />
              </span>
            )),
          }}
        />
      </p>
    </fieldset>
  );
}
