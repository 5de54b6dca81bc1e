import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Problem } from '../../server/request.ts';
import { RequestError } from '../../server/request.ts';
import { type Left, useSession, useUnsent } from '../../session/use-me.ts';
import styles from './page.module.css';

/** Until an issuer of identities comes: one signs in with an access token. */
export function SignInPage({ left }: { left: Left | undefined }) {
  const { signIn } = useSession();
  const unsent = useUnsent();
  const [token, setToken] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(): Promise<void> {
    setSending(true);
    try {
      await signIn(token.trim());
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.problem);
      setSending(false);
    }
  }

  return (
    <main className={styles['page']}>
      <h1>Throughline</h1>
      {(left === 'locked' || left === 'over') && (
        <p className={styles['left']} role="status">
          <FormattedMessage id={`signIn.${left}`} />
        </p>
      )}
      {unsent > 0 && (
        <p className={styles['left']}>
          <FormattedMessage id="signIn.unsent" values={{ count: unsent }} />
        </p>
      )}
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label htmlFor="token">
          <FormattedMessage id="signIn.token" />
        </label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          required
          minLength={16}
          value={token}
          onChange={({ target }) => setToken(target.value)}
          aria-describedby="token-hint"
        />
        <p id="token-hint" className={styles['hint']}>
          <FormattedMessage id="signIn.hint" />
        </p>
        {problem && <ProblemBox problem={problem} />}
        <button type="submit" disabled={sending}>
          <FormattedMessage id={sending ? 'signIn.sending' : 'signIn.do'} />
        </button>
      </form>
    </main>
  );
}
