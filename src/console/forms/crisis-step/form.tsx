import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import type { OpenCrisis } from '../../server/replies.ts';
import { FormFrame } from '../frame.tsx';
import { nowText } from '../../time/now.ts';
import styles from '../form.module.css';

/** The next step of a crisis in its author's words; what is pressed goes out at once. */
export function CrisisStepForm({ crisis, onDone }: { crisis: OpenCrisis; onDone: () => void }) {
  const outbox = useOutbox();
  const { enrollmentId, about, next } = crisis;
  const client = fullName(crisis.client);
  const word = next.action ?? next.step;
  const name = `crisis/${about}/${word}`;
  const { words, write, discard } = useDraft(name, { said: '' });
  const owed = next.step !== 'closeCrisis';

  function record(): void {
    const said = words.said.trim();
    const [type, facts] = bodyOf(crisis, said);
    const commands = [{ type, about, ...facts, occurredAt: nowText() }];
    outbox.add({
      ...{ enrollmentId, client, about, atOnce: true, draft: { name, words } },
      ...{ path: `/enrollments/${enrollmentId}/commands`, body: { commands } },
    });
    discard();
    onDone();
  }

  return (
    <FormFrame
      title={<FormattedMessage id="crisis.title" values={{ client }} />}
      buttons={
        <button type="submit">
          <FormattedMessage id={`crisis.next.${word}`} />
        </button>
      }
      onSubmit={record}
      onClose={onDone}
    >
      <label className={styles['words']}>
        <FormattedMessage id={`crisis.ask.${word}`} />
        <textarea
          rows={3}
          maxLength={4_000}
          required={owed}
          value={words.said}
          onChange={({ target }) => write({ said: target.value })}
        />
      </label>
    </FormFrame>
  );
}

function bodyOf({ next }: OpenCrisis, said: string): [type: string, body: object] {
  if (next.step === 'recordCrisisAction') return [next.step, { action: next.action, summary: said }];
  if (next.step === 'handOverCrisis') return [next.step, { to: said }];
  return [next.step, said === '' ? {} : { summary: said }];
}
