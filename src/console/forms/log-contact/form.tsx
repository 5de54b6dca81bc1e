import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import { MeetsList } from '../../parts/meets-list.tsx';
import type { Me } from '../../server/replies.ts';
import { useJudging } from '../../server/use-judging.ts';
import { foresee } from '../preview.ts';
import { type ContactKind, contactKindNames, isReached, type When, whens } from './kinds.ts';
import { NoteFields } from './note-fields.tsx';
import { AlsoFields } from './also-fields.tsx';
import { usePrefilled } from './use-prefilled.ts';
import { commandsOf, noteOf, nothing, offersOf, requestsOf, stepsOf, type Words } from './visit.ts';
import styles from '../form.module.css';

type Props = { enrollmentId: string; client: string; me: Me; onDone: () => void };

const minuteMs = 60_000;

/** A contact with the client, or the attempt of one, entered once: what else it was, and its note, go with it. */
export function LogContactForm({ enrollmentId, client, me, onDone }: Props) {
  const outbox = useOutbox();
  const judging = useJudging(enrollmentId);
  const [when, setWhen] = useState<When>('now');
  const draft = `contact/${enrollmentId}`;
  const { words: kept, write, discard } = useDraft<Words>(draft, nothing);
  // Of an earlier version of this form less may be kept.
  const words = { ...nothing, ...kept };
  const { kind, summary } = words;
  const set = (changed: Partial<Words>) => write({ ...words, ...changed });
  const [opened] = useState(() => Date.now());
  const at = opened - whens[when] * minuteMs;

  const offers = judging ? offersOf(judging, at, opened) : null;
  const steps = stepsOf(words, offers);
  const by = { staffId: me.staffId, role: me.role, agencyId: me.agency.agencyId };
  const foreseen =
    steps.length > 0 && judging
      ? foresee(judging, commandsOf(steps, when === 'now' ? undefined : at), by, opened)
      : null;
  const prefilled = usePrefilled({ enrollmentId, words, offers, foreseen, me });
  const note = noteOf(words, prefilled);

  /** What was written stays, whichever it turns out to have been. */
  function choose(chosen: ContactKind): void {
    const { facts } = words;
    const carried = isReached(chosen) ? { facts: facts || summary } : { summary: summary || facts };
    set({ kind: chosen, ...carried });
  }

  function record(): void {
    const key = crypto.randomUUID();
    const pressedFor = Date.now() - whens[when] * minuteMs;
    outbox.add({
      ...{ key, enrollmentId, client, draft: { name: draft, words } },
      requests: requestsOf({ enrollmentId, key, at: pressedFor, steps, note, made: words.made }),
    });
    discard();
    onDone();
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <h2>
        <FormattedMessage id="contact.title" values={{ client }} />
      </h2>
      <Choice
        name="kind"
        label="contact.kind"
        options={contactKindNames}
        words="contact.kind"
        value={kind}
        onChange={choose}
      />
      <Choice
        name="when"
        label="contact.when"
        options={Object.keys(whens) as When[]}
        words="contact.when"
        value={when}
        onChange={setWhen}
      />
      {kind !== null && offers && (
        <AlsoFields {...{ enrollmentId, kind, words, offers, me }} onChange={set} />
      )}
      {kind !== null && isReached(kind) ? (
        <NoteFields {...{ words, prefilled, note }} onChange={set} />
      ) : (
        <label className={styles['words']}>
          <FormattedMessage id="contact.summary" />
          <textarea
            rows={3}
            maxLength={4_000}
            value={summary}
            onChange={({ target }) => set({ summary: target.value })}
          />
        </label>
      )}
      <MeetsList foreseen={foreseen} />
      <div className={styles['buttons']}>
        <button type="submit" disabled={kind === null}>
          <FormattedMessage id="contact.record" />
        </button>
        <button type="button" onClick={onDone}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}
