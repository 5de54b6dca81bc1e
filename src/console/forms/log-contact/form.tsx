import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import { MeetsList } from '../../parts/meets-list.tsx';
import type { Me } from '../../server/replies.ts';
import { useJudging } from '../../server/use-judging.ts';
import { foresee } from '../preview.ts';
import { type ContactKind, contactKindNames, contactKinds, type When, whens } from './kinds.ts';
import styles from './form.module.css';

type Props = { enrollmentId: string; client: string; me: Me; onDone: () => void };

const minuteMs = 60_000;

type Words = { kind: ContactKind | null; summary: string };
const nothing: Words = { kind: null, summary: '' };

/** A contact with the client, or the attempt of one: what it was, when, and in what words. */
export function LogContactForm({ enrollmentId, client, me, onDone }: Props) {
  const outbox = useOutbox();
  const judging = useJudging(enrollmentId);
  const [when, setWhen] = useState<When>('now');
  const { words, write, discard } = useDraft(`contact/${enrollmentId}`, nothing);
  const { kind, summary } = words;
  const [opened] = useState(() => Date.now());

  const facts = kind && ({ type: 'logContact', with: 'client', ...contactKinds[kind] } as const);
  const by = { staffId: me.staffId, role: me.role, agencyId: me.agency.agencyId };
  const at = opened - whens[when] * minuteMs;
  const foreseen =
    facts && judging
      ? foresee(judging, [{ facts, ...(when === 'now' ? {} : { occurredAt: at }) }], by, opened)
      : null;

  function record(): void {
    if (!facts) return;
    const said = summary.trim();
    const occurredAt = new Date(Date.now() - whens[when] * minuteMs).toISOString();
    outbox.add({
      enrollmentId,
      client,
      path: `/enrollments/${enrollmentId}/commands`,
      body: { commands: [{ ...facts, occurredAt, ...(said === '' ? {} : { summary: said }) }] },
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
        onChange={(chosen) => write({ ...words, kind: chosen })}
      />
      <Choice
        name="when"
        label="contact.when"
        options={Object.keys(whens) as When[]}
        words="contact.when"
        value={when}
        onChange={setWhen}
      />
      <label className={styles['words']}>
        <FormattedMessage id="contact.summary" />
        <textarea
          rows={3}
          maxLength={4_000}
          value={summary}
          onChange={({ target }) => write({ ...words, summary: target.value })}
        />
      </label>
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
