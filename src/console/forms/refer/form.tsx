import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { stepIdIn } from '../../../pathway/decide.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused } from '../../outbox/outbox-provider.tsx';
import { MeetsList } from '../../parts/meets-list.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useJudging } from '../../server/use-judging.ts';
import { usePlace } from '../../session/place.ts';
import { FormFrame } from '../frame.tsx';
import { foresee, type Judging } from '../preview.ts';
import type { FormProps } from '../registry.ts';
import { FieldPart } from '../steps/field-part.tsx';
import type { Words } from '../steps/fields.ts';
import { useKnown } from '../steps/use-known.ts';
import { filledIn } from '../steps/values.ts';
import { chosenOf, referring, releaseFor } from './fields.ts';
import { referralSteps, transmittedWords } from './steps.ts';
import { now, nowText } from '../../time/now.ts';
import styles from '../form.module.css';

/** From a wish to a referral that was sent, in one press: choice, release, referral and its sending go together, all or none. */
export function ReferForm(props: FormProps) {
  const judging = useJudging(props.enrollmentId);
  return judging ? <Judged {...props} judging={judging} /> : <Unread problem={null} />;
}

function Judged({ step, judging, onDone, ...of }: FormProps & { judging: Judging }) {
  const { enrollmentId, client, duty } = of;
  const outbox = useOutbox();
  const [opened] = useState(() => now());
  const [key] = useState(() => crypto.randomUUID());
  const about = of.about ?? duty?.about ?? null;
  const known = useKnown({ form: referring, enrollmentId, client, duty, about, judging, opened });
  const name = ['refer', enrollmentId, about ?? ''].join('/');
  const { words: written, write, discard } = useDraft<Words>(name, {});
  const [place, setPlace] = usePlace(name);
  const checking = place !== null;
  const refused = useRefused(name);
  const { fields, words } = filledIn(referring, written, known);

  const idOf = (place: number) => stepIdIn({ commandId: key, commands: [...several] }, place);
  const steps = referralSteps(known, words, idOf);
  const { staffId, role, agency } = known.me;
  const by = { staffId, role, agencyId: agency.agencyId };
  const foreseen =
    steps &&
    foresee(
      judging,
      steps.map(({ facts }) => ({ facts })),
      by,
      opened,
      key,
    );

  function send(): void {
    if (!steps) return;
    if (refused) outbox.dismiss(refused.key);
    const occurredAt = nowText();
    outbox.add({
      ...{ key, enrollmentId, client, draft: { name, words: written }, form: { step, duty } },
      path: `/enrollments/${enrollmentId}/commands`,
      body: { commands: steps.map(({ body }) => ({ ...body, occurredAt })) },
    });
    discard();
    onDone();
  }

  const provider = chosenOf(known, words)?.content.name;
  return (
    <FormFrame
      title={
        <FormattedMessage
          id="form.title"
          values={{ client, what: <FormattedMessage id="step.makeReferral" /> }}
        />
      }
      problem={refused?.problem ?? null}
      buttons={
        <>
          <button type="submit">
            <FormattedMessage id={checking ? 'refer.send' : 'refer.check'} />
          </button>
          {checking && (
            <button type="button" onClick={() => setPlace(null)}>
              <FormattedMessage id="refer.back" />
            </button>
          )}
        </>
      }
      onSubmit={() => (checking ? send() : setPlace('check'))}
      onClose={onDone}
    >
      {checking ? (
        <section className={styles['leaves']}>
          <p ref={(shown) => shown?.focus()} tabIndex={-1}>
            <FormattedMessage id="refer.goesTo" values={{ provider: <strong>{provider}</strong> }} />
          </p>
          <dl className={styles['told']}>
            {Object.entries(transmittedWords(known, words)).map(([told, said]) => (
              <div key={told}>
                <dt>
                  <FormattedMessage id={`refer.told.${told}`} />
                </dt>
                <dd>{said}</dd>
              </div>
            ))}
          </dl>
          <p>
            <FormattedMessage
              id="refer.under"
              values={{
                until: known.time.date(releaseFor(known, words)?.expiresOn ?? String(words['expiresOn'])),
              }}
            />
          </p>
        </section>
      ) : (
        fields.map((filled) => (
          <FieldPart
            key={filled.name}
            {...{ filled, words, known }}
            wrong={undefined}
            onChange={(value) => write({ ...written, [filled.name]: value })}
          />
        ))
      )}
      <MeetsList foreseen={foreseen} />
    </FormFrame>
  );
}

/** A referral is always several steps: each has a number in its id. */
const several = [null, null] as unknown as Parameters<typeof stepIdIn>[0]['commands'];
