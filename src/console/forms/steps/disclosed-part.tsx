import { FormattedMessage } from 'react-intl';
import type { Told } from '../../../engine/record/steps/disclosures.ts';
import { releasableContents } from '../../../engine/record/steps/releases.ts';
import { Choice, Tick } from '../../parts/choice.tsx';
import { type Field, type Known, optional, part, type PartProps, prose } from './fields.ts';
import {
  groundsOf,
  inEmergency,
  nobodyYet,
  releaseWords,
  saidGround,
  type Telling,
  toldOf,
  wasTold,
  whomOf,
} from './telling.ts';
import styles from '../form.module.css';

const answers = ['nothing', 'something'] as const;

/** What about the client was told, and to whom: nothing, in one tap, or what, and what allowed it (RF-3). */
function DisclosedPart({ value, known, isOptional = false, onChange }: PartProps) {
  const told = value as readonly Telling[] | undefined;
  const answer = told === undefined ? null : told.length > 0 ? 'something' : 'nothing';
  return (
    <div className={styles['rows']}>
      <Choice
        name="disclosed"
        label={isOptional ? 'disclosed.askedOptional' : 'disclosed.asked'}
        words="disclosed"
        required={!isOptional}
        options={answers}
        value={answer}
        onChange={(chosen) => onChange(chosen === 'nothing' ? [] : [nobodyYet])}
      />
      <ToldPart {...{ known, onChange }} value={told} />
    </div>
  );
}

/** To whom, what, and what allowed it; one after the other. */
function ToldPart({ value, known, onChange }: Pick<PartProps, 'value' | 'known' | 'onChange'>) {
  const told = (value as readonly Telling[] | undefined) ?? [];
  return (
    <div className={styles['rows']}>
      {told.map((one, n) => (
        // Told apart by their place alone.
        <OneTold
          key={n}
          {...{ one, n, known }}
          onChange={(changed) => onChange(told.map((each, place) => (place === n ? changed : each)))}
          onLeave={told.length > 1 ? () => onChange(told.filter((_, place) => place !== n)) : undefined}
        />
      ))}
      {told.length > 0 && (
        <button type="button" onClick={() => onChange([...told, nobodyYet])}>
          <FormattedMessage id="disclosed.add" />
        </button>
      )}
    </div>
  );
}

type OneProps = {
  one: Telling;
  n: number;
  known: Known;
  onChange: (changed: Telling) => void;
  onLeave: (() => void) | undefined;
};

function OneTold({ one, n, known, onChange, onLeave }: OneProps) {
  const { to, content } = one;
  return (
    <fieldset className={styles['item']}>
      <legend>
        <FormattedMessage id="disclosed.one" values={{ n: n + 1 }} />
      </legend>
      <label className={styles['words']}>
        <FormattedMessage id="disclosed.whom" />
        <WhomSelect {...{ value: to, known }} onChange={(chosen) => onChange({ ...one, to: chosen })} />
      </label>
      <fieldset className={styles['many']}>
        <legend>
          <FormattedMessage id="disclosed.content" values={{ client: known.client }} />
        </legend>
        {releasableContents
          .filter((each) => each !== 'identity')
          .map((each) => (
            <Tick
              key={each}
              checked={content.includes(each)}
              onChange={(on) =>
                onChange({
                  ...one,
                  content: releasableContents.filter((other) =>
                    other === each ? on : content.includes(other),
                  ),
                })
              }
            >
              <FormattedMessage id={`option.content.${each}`} />
            </Tick>
          ))}
      </fieldset>
      <AllowedBy {...{ one, n, known, onChange }} />
      {onLeave && (
        <button type="button" onClick={onLeave}>
          <FormattedMessage id="disclosed.remove" values={{ n: n + 1 }} />
        </button>
      )}
    </fieldset>
  );
}

type WhomProps = { value: string; known: Known; onChange: (chosen: string) => void };

/** One of those who may be told. */
export function WhomSelect({ value, known, onChange }: WhomProps) {
  return (
    <select required value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="" />
      {whomOf(known).map(({ group, options }) => (
        <optgroup key={group} label={known.say(`disclosed.group.${group}`)}>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** The release that covers it, found here; else which law did, or that nothing did, and what follows. */
function AllowedBy({ one, n, known, onChange }: Omit<OneProps, 'onLeave'>) {
  const grounds = groundsOf(one, known);
  if (!grounds) return null;
  if ('release' in grounds)
    return (
      <p className={styles['leaves']} aria-live="polite">
        <FormattedMessage id="disclosed.covered" values={{ release: releaseWords(grounds.release, known) }} />
      </p>
    );
  const { laws } = grounds;
  const ground = saidGround(one, laws);
  return (
    <div className={styles['rows']} aria-live="polite">
      {laws.length > 0 && (
        <Choice
          name={`disclosed ${n}`}
          label="disclosed.ground"
          words="disclosed.ground"
          required
          options={[...laws, 'none' as const]}
          value={ground ?? null}
          onChange={(chosen) => onChange({ ...one, ground: chosen })}
        />
      )}
      {ground === 'none' && (
        <p className={styles['leaves']}>
          <FormattedMessage id="disclosed.unauthorized" />
        </p>
      )}
    </div>
  );
}

/** The question, as a field of a step; it comes last, when it is known who was there. */
export const disclosed = (some: { when?: NonNullable<Field['when']> } = {}) =>
  part<Told[], readonly Telling[]>(DisclosedPart, { sent: toldOf, least: [], last: true, ...some });

/** Where nothing happened but that somebody was told. */
export const whoWasTold = part<Told[], readonly Telling[]>(ToldPart, {
  ...{ sent: toldOf, least: [], last: true },
  first: () => [nobodyYet],
});

/** What is written of it besides; of an emergency what 42 CFR 2.51 asks for, which may come afterwards. */
export const tellingWords = {
  toldWords: optional(prose({ last: true, when: wasTold })),
  emergencyNote: optional(prose({ last: true, when: inEmergency })),
};
