import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { Choice } from '../../parts/choice.tsx';
import { MeetsList } from '../../parts/meets-list.tsx';
import { contactsWith } from '../../../engine/policy/terms.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { useJudging } from '../../server/use-judging.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { FormFrame } from '../frame.tsx';
import { foresee } from '../preview.ts';
import type { FormProps } from '../registry.ts';
import { useKnown } from '../steps/use-known.ts';
import { useWhen, WhenChoice } from '../when.tsx';
import { type ContactKind, contactKindNames, isReached } from './kinds.ts';
import { NoteFields } from './note-fields.tsx';
import { AlsoFields } from './also-fields.tsx';
import { usePrefilled } from './use-prefilled.ts';
import { TellingFields } from './telling-fields.tsx';
import { filledSteps, moreForms, tellingForm, toldThen } from './more.ts';
import {
  begunAs,
  commandsOf,
  goesAs,
  type More,
  moreOf,
  noteOf,
  nothing,
  offersOf,
  requestsOf,
  stepsOf,
  type Words,
} from './visit.ts';
import { now } from '../../time/now.ts';
import styles from '../form.module.css';

/** A contact with the client, or the attempt of one, entered once: what else it was, and its note, go with it. */
export function LogContactForm({ enrollmentId, client, duty, also, onDone }: FormProps) {
  const outbox = useOutbox();
  const me = useSignedIn();
  const judging = useJudging(enrollmentId);
  const draft = `contact/${enrollmentId}`;
  const { words: kept, write, discard } = useDraft<Words>(draft, begunAs(also, duty?.kind));
  // Of an earlier version of this form less may be kept.
  const words = { ...nothing, ...kept };
  const { with: whom, kind, summary } = words;
  const set = (changed: Partial<Words>) => write({ ...words, ...changed });
  const [opened] = useState(() => now());
  const when = useWhen(
    judging && statusAt(judging.state.steps, judging.state.lastRecordedAt).policy.calendar,
    words.when,
    (said) => set({ when: said }),
  );
  const refused = useRefused(draft);
  const at = when.at(opened);

  const offers = judging && at !== null ? offersOf(judging, at, opened) : null;
  const more = moreOf(words, offers);
  const tells = tellingForm(words);
  const asOpened = useKnown({
    ...{ enrollmentId, client, duty, judging, opened, about: null },
    form: {
      reads: (given) =>
        [tells, ...more.map((step) => moreForms[step])].flatMap((form) => form?.reads?.(given) ?? []),
    },
  });
  const known = asOpened && { ...asOpened, at: at ?? opened };
  const told = toldThen(tells, words, known);
  const filled = filledSteps(more, words, known);
  const steps = stepsOf(
    words,
    offers,
    filled.filter((step) => step !== null),
    told ?? undefined,
  );
  const by = { staffId: me.staffId, role: me.role, agencyId: me.agency.agencyId };
  const foreseen =
    steps.length > 0 && judging && at !== null
      ? foresee(judging, commandsOf(steps, when.which === 'now' ? undefined : at), by, opened)
      : null;
  const prefilled = usePrefilled({ enrollmentId, words, offers, foreseen, me });
  const note = noteOf(words, prefilled);

  /** What was written stays, whichever it turns out to have been. */
  function choose(chosen: ContactKind): void {
    const { facts } = words;
    const carried = isReached(chosen) ? { facts: facts || summary } : { summary: summary || facts };
    set({ kind: chosen, ...carried });
  }

  /** The server counts the steps as they were sent, which are those that stand here again. */
  const wrongOf = (step: More | 'logContact', field: string) => {
    const nth = steps.findIndex(({ facts }) => facts.type === step);
    const starts = `/commands/${nth}/${field}`;
    return refused?.problem.errors?.find(({ pointer }) => pointer?.startsWith(starts))?.detail;
  };

  function record(): void {
    const key = crypto.randomUUID();
    const pressedFor = when.at(now());
    // Its fields say themselves what is missing; half of a visit is never sent.
    if (pressedFor === null || told === null || filled.includes(null)) return;
    if (refused) outbox.dismiss(refused.key);
    outbox.add({
      ...{ key, enrollmentId, client, draft: { name: draft, words }, form: { step: 'logContact', duty } },
      requests: requestsOf({ enrollmentId, key, at: pressedFor, steps, note, made: words.made }),
    });
    discard();
    onDone();
  }

  return (
    <FormFrame
      title={<FormattedMessage id="contact.title" values={{ client }} />}
      problem={refused?.problem ?? null}
      buttons={
        <>
          <button type="submit" disabled={kind === null}>
            <FormattedMessage id="contact.record" />
          </button>
          {/* The note stands above, perhaps out of sight. */}
          {kind !== null && isReached(kind) && (
            <span className={styles['beside']}>
              <FormattedMessage id={`contact.send.${goesAs(note)}`} />
            </span>
          )}
        </>
      }
      onSubmit={record}
      onClose={onDone}
    >
      <Choice
        name="with"
        label="contact.with"
        options={contactsWith}
        words="contact.with"
        value={whom}
        onChange={(chosen) => set({ with: chosen })}
      />
      <Choice
        name="kind"
        label="contact.kind"
        options={contactKindNames}
        words="contact.kind"
        value={kind}
        onChange={choose}
      />
      <WhenChoice when={when} />
      {kind !== null && whom === 'client' && offers && (
        <AlsoFields {...{ enrollmentId, kind, words, offers, me, known, wrongOf }} onChange={set} />
      )}
      {tells && known && (
        <TellingFields
          {...{ form: tells, words, known }}
          wrongOf={(field) => wrongOf('logContact', field)}
          onChange={set}
        />
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
    </FormFrame>
  );
}
