import { FormattedMessage } from 'react-intl';
import { glassRefusal } from '../../../features/relation/relation.ts';
import { useDraft } from '../../device/use-vault.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useChange } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import styles from './page.module.css';

/** In the place of a client with whom the reader has nothing to do: whom to ask, and the glass where it cannot wait. */
export function Stranger({ enrollmentId }: { enrollmentId: string }) {
  const { role } = useSignedIn();
  const { words, write, discard } = useDraft(`glass/${enrollmentId}`, { reason: '' });
  const { change, problem } = useChange();
  const may = glassRefusal(role, null) === null;
  return (
    <section className={styles['stranger']}>
      <h1>
        <FormattedMessage id="glass.title" />
      </h1>
      <p>
        <FormattedMessage id={may ? 'glass.do' : 'glass.ask'} />
      </p>
      {may && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change(`/enrollments/${enrollmentId}/break-glass`, { reason: words.reason.trim() }, discard);
          }}
        >
          <h2>
            <FormattedMessage id="glass.form" />
          </h2>
          <p>
            <FormattedMessage id="glass.told" />
          </p>
          <label>
            <FormattedMessage id="glass.reason" />
            <textarea
              required
              rows={3}
              maxLength={1_000}
              value={words.reason}
              onChange={({ target }) => write({ reason: target.value })}
            />
          </label>
          {problem && <ProblemBox problem={problem} />}
          <button type="submit">
            <FormattedMessage id="glass.break" />
          </button>
        </form>
      )}
    </section>
  );
}
