import { FormattedMessage } from 'react-intl';
import { ProblemBox } from '../parts/problem-box.tsx';
import { useOutbox, useSendings } from './outbox-provider.tsx';
import type { Sending } from './outbox.ts';
import styles from './sendings.module.css';

/** What is on its way, told truthfully: nothing is called recorded before it is. */
export function Sendings() {
  const sendings = useSendings();
  return (
    <div className={styles['strip']} role="status">
      {sendings.map((sending) => (
        <Line key={sending.key} sending={sending} />
      ))}
    </div>
  );
}

function Line({ sending }: { sending: Sending }) {
  const outbox = useOutbox();
  const { state, key, client } = sending;
  return (
    <div className={styles['line']} data-state={state.name}>
      <p>
        <strong>{client}</strong>{' '}
        <FormattedMessage
          id={`sending.${state.name}`}
          values={{ met: state.name === 'recorded' ? state.met.join('; ') : '' }}
        />
      </p>
      {state.name === 'refused' && <ProblemBox problem={state.problem} />}
      {state.name === 'waiting' && (
        <button type="button" onClick={() => outbox.undo(key)}>
          <FormattedMessage id="sending.undo" />
        </button>
      )}
      {(state.name === 'recorded' || state.name === 'taken-in' || state.name === 'refused') && (
        <button type="button" onClick={() => outbox.dismiss(key)}>
          <FormattedMessage id="sending.dismiss" />
        </button>
      )}
    </div>
  );
}
