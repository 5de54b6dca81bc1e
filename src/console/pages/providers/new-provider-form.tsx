import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { Tick } from '../../parts/choice.tsx';
import { codesOf } from './spelled.ts';
import styles from './page.module.css';

const empty = {
  ...{ name: '', services: '', languages: '', populations: '', person: '', phone: '', email: '' },
  ...{ address: '', openings: '', waitingDays: '', internal: false },
};
type Words = typeof empty;

const asked = [
  'name',
  'services',
  'languages',
  'populations',
  'phone',
  'email',
  'person',
  'address',
] as const;
const numbers = ['openings', 'waitingDays'] as const;
const draft = 'providers/new';

/** A provider comes into the directory, with what is known of it. */
export function NewProviderForm({ onClose }: { onClose: () => void }) {
  const outbox = useOutbox();
  const { words, write, discard } = useDraft<Words>(draft, empty);
  return (
    <form
      className={styles['card']}
      onSubmit={(event) => {
        event.preventDefault();
        const key = crypto.randomUUID();
        const body = bodyOf(words);
        outbox.add({
          ...{ key, enrollmentId: key, client: body.name, path: '/providers', body },
          draft: { name: draft, words },
        });
        discard();
        onClose();
      }}
    >
      <h2>
        <FormattedMessage id="providers.new" />
      </h2>
      <div className={styles['filters']}>
        {asked.map((name, n) => (
          <label key={name} className={styles['field']}>
            <FormattedMessage id={`providers.ask.${name}`} />
            <input
              autoFocus={n === 0}
              autoComplete="off"
              required={name === 'name' || name === 'services'}
              maxLength={name === 'phone' ? 50 : 200}
              value={words[name]}
              onChange={({ target }) => write({ ...words, [name]: target.value })}
            />
          </label>
        ))}
        {numbers.map((name) => (
          <label key={name} className={styles['field']}>
            <FormattedMessage id={`providers.ask.${name}`} />
            <input
              type="number"
              min={0}
              max={name === 'openings' ? 10_000 : 3_650}
              value={words[name]}
              onChange={({ target }) => write({ ...words, [name]: target.value })}
            />
          </label>
        ))}
        <Tick checked={words.internal} onChange={(internal) => write({ ...words, internal })}>
          <FormattedMessage id="providers.internal" />
        </Tick>
      </div>
      <div className={styles['acts']}>
        <button type="submit">
          <FormattedMessage id="providers.new.send" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}

function bodyOf(words: Words) {
  const contact = Object.fromEntries(
    (['person', 'phone', 'email', 'address'] as const).flatMap((name) =>
      words[name].trim() === '' ? [] : [[name, words[name].trim()]],
    ),
  );
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    ...{ name: words.name.trim(), services: codesOf(words.services), internal: words.internal, contact },
    ...{ languages: codesOf(words.languages), populations: codesOf(words.populations) },
    ...{ openings: number(words.openings), waitingDays: number(words.waitingDays) },
  };
}
