import { FormattedMessage, useIntl } from 'react-intl';
import { authorizationDecisions } from '../../../engine/record/steps/authorizations.ts';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import { FormFrame } from '../../forms/frame.tsx';
import { Choice, Tick } from '../../parts/choice.tsx';
import { fullName } from '../../parts/full-name.ts';
import { useKeys } from '../../parts/use-keys.ts';
import type { WaitingRequest } from '../../server/replies.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { nowText } from '../../time/now.ts';
import styles from './detail.module.css';

type Decision = (typeof authorizationDecisions)[number];

type Props = {
  one: WaitingRequest;
  time: AgencyTime;
  /** The decision that this one takes the place of; null: it is the first since the request was sent. */
  corrects: string | null;
};

/** What is asked back lacks some of these; whatever else does is said in words. */
const lackable = requestDocuments.filter((document) => document !== 'other');

/** The payer's decision on a request, or what of it came by letter where a lead enters it. */
export function DecisionForm({ one, time, corrects }: Props) {
  const outbox = useOutbox();
  const intl = useIntl();
  const { role } = useSignedIn();
  const draft = `decision/${corrects ?? one.stepId}`;
  // What was refused or taken back is here again: on record it is forgotten.
  const { words, write } = useDraft(draft, {
    decision: null as Decision | null,
    ...{ units: String(one.asked.units), from: one.asked.from ?? '', through: one.asked.through },
    ...{ reason: '', letterDated: '', lacks: undefined as string[] | undefined },
  });
  const { decision, units, from, through, reason, letterDated, lacks = [] } = words;
  const fill = (changed: Partial<typeof words>) => write({ ...words, ...changed });

  useKeys({
    a: () => fill({ decision: 'approved' }),
    p: () => fill({ decision: 'approved-in-part' }),
    ...(corrects === null ? { r: () => fill({ decision: 'returned' }) } : {}),
    d: () => fill({ decision: 'denied' }),
  });

  const grants = decision === 'approved' || decision === 'approved-in-part';
  const inPart = decision === 'approved-in-part';
  const owesReason = one.type === 'authorization' || !grants || corrects !== null;
  const appealable = decision === 'denied' || inPart;

  function decide(): void {
    const granted = {
      units: Number(units),
      ...(one.asked.from === null ? {} : { from }),
      through,
    };
    outbox.add({
      enrollmentId: one.enrollmentId,
      client: fullName(one.client),
      about: one.stepId,
      draft: { name: draft, words },
      path: `/enrollments/${one.enrollmentId}/commands`,
      body: {
        commands: [
          {
            ...{ type: one.answeredBy, about: one.stepId, decision, occurredAt: nowText() },
            ...(grants ? granted : {}),
            ...(decision === 'returned' && lacks.length > 0 ? { lacks } : {}),
            ...(corrects === null ? {} : { corrects }),
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
            ...(role === 'payer' ? {} : { letterDated }),
          },
        ],
      },
    });
  }

  return (
    <div className={styles['form']}>
      <FormFrame
        buttons={
          <button
            type="submit"
            disabled={decision === null}
            aria-label={intl.formatMessage({ id: 'decision.send.of' }, { client: fullName(one.client) })}
          >
            <FormattedMessage id="decision.send" />
          </button>
        }
        onSubmit={decide}
      >
        <Choice
          name="decision"
          label="decision.label"
          options={authorizationDecisions.filter((each) => corrects === null || each !== 'returned')}
          words="decision"
          value={decision}
          onChange={(next) => fill({ decision: next })}
        />
        <p className={styles['keys']}>
          <FormattedMessage id="decision.keys" />
        </p>
        {inPart && (
          <div className={styles['part']}>
            <label>
              <FormattedMessage id="decision.units" />
              <input
                type="number"
                min={1}
                max={one.asked.units}
                required
                value={units}
                onChange={({ target }) => fill({ units: target.value })}
              />
            </label>
            {one.asked.from !== null && (
              <label>
                <FormattedMessage id="decision.from" />
                <input
                  type="date"
                  required
                  value={from}
                  onChange={({ target }) => fill({ from: target.value })}
                />
              </label>
            )}
            <label>
              <FormattedMessage id="decision.through" />
              <input
                type="date"
                required
                max={one.asked.through}
                value={through}
                onChange={({ target }) => fill({ through: target.value })}
              />
            </label>
          </div>
        )}
        {decision === 'returned' && (
          <fieldset className={styles['lacks']}>
            <legend>
              <FormattedMessage id="decision.lacks" />
            </legend>
            {lackable.map((document) => (
              <Tick
                key={document}
                checked={lacks.includes(document)}
                onChange={(on) =>
                  fill({ lacks: lackable.filter((each) => (each === document ? on : lacks.includes(each))) })
                }
              >
                <FormattedMessage id={`requests.document.${document}`} />
              </Tick>
            ))}
          </fieldset>
        )}
        {appealable && one.appealIfNow !== null && (
          <p className={styles['keys']}>
            <FormattedMessage id="requests.appealBy" values={{ day: time.date(one.appealIfNow) }} />
          </p>
        )}
        {role !== 'payer' && (
          <label>
            <FormattedMessage id="decision.letterDated" />
            <input
              type="date"
              required
              value={letterDated}
              onChange={({ target }) => fill({ letterDated: target.value })}
            />
          </label>
        )}
        <label>
          <FormattedMessage id={owesReason ? 'decision.reason' : 'decision.reason.optional'} />
          <textarea
            rows={3}
            maxLength={4_000}
            required={owesReason}
            value={reason}
            onChange={({ target }) => fill({ reason: target.value })}
          />
        </label>
      </FormFrame>
    </div>
  );
}
