import { useEffect, useRef } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Calendar } from '../../../engine/calendar/index.ts';
import { useNavigate } from '@tanstack/react-router';
import { useVault } from '../../device/use-vault.ts';
import { useWhen, WhenChoice } from '../../forms/when.tsx';
import type { Intake, PolicyDocument } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { CheckList } from './check-list.tsx';
import { ConsentFields, ScreenFields } from './enclosed-fields.tsx';
import { FamilyFields, unguarded } from './family-fields.tsx';
import { LanguageFields, LevelField, NeedFields, NoteField } from './need-fields.tsx';
import { NameFields, PhoneFields, TellingFields } from './person-fields.tsx';
import { Refused } from './refused.tsx';
import { Twins } from './twins.tsx';
import { familyOf, type Told } from './told.ts';
import { aboutOf, type useTelling } from './use-telling.ts';
import { now } from '../../time/now.ts';
import styles from './page.module.css';

const steps = ['who', 'need', 'family', 'screen', 'consents', 'check'] as const;
/** What cannot be sent as it stands: whoever came to the end by the address alone has passed over it. */
const stillOpen = (told: Told, family: boolean) => {
  if (family && unguarded(told).length > 0) return 'family';
  if (Object.values(told.screen).some((words) => words.trim() === '')) return 'screen';
  return told.consents.length === 0 && !told.noConsents ? 'consents' : null;
};

type Props = { telling: ReturnType<typeof useTelling>; intake: Intake; step: number };

/** A referral in full: a step a page, and all of it once more before it is sent. */
export function ReferralForm({ telling, intake, step }: Props) {
  const navigate = useNavigate();
  const vault = useVault();
  const heading = useRef<HTMLHeadingElement>(null);
  const { reply: calendar } = useRead<PolicyDocument>(`/policies/${intake.policy.calendarHash}`);
  const { told, set, problem, press } = telling;
  const when = useWhen(calendar?.content as Calendar | undefined, told.when, (said) => set({ when: said }));
  const fields = { told, onChange: set };
  const level = intake.levels.find(({ id }) => id === told.level) ?? intake.levels[0];
  const family = level?.family === true;
  const asked = steps.filter((one) => family || one !== 'family');
  // Where it was refused, all of it is before its author.
  const place = Math.min(Math.max(1, Number.isFinite(step) ? step : 1), asked.length);
  const name = asked[place - 1] ?? 'who';
  const go = (to: number) =>
    void navigate({ to: '/intake/new', search: { way: 'referral', step: String(to) } });
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place) heading.current?.focus();
    shown.current = place;
  }, [place]);

  const dangerous = intake.needs.filter((need) => need.dangerous && told.needs.includes(need.code));
  async function makeEmergency(): Promise<void> {
    await vault?.put('draft', aboutOf('emergency'), told);
    await navigate({ to: '/intake/new', search: { way: 'emergency' } });
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const at = when.at(now());
        const open = stillOpen(told, family);
        if (name === 'family' && open === name) return;
        if (name !== 'check') go(place + 1);
        else if (open !== null) go(asked.indexOf(open) + 1);
        else if (at !== null) press(at, intake.levels[0]?.id ?? '', family ? familyOf(told) : []);
      }}
    >
      <h1 ref={heading} tabIndex={-1}>
        <FormattedMessage id={`intake.step.${name}`} />
      </h1>
      <p className={styles['quiet']}>
        <FormattedMessage id="intake.step" values={{ place, of: asked.length }} />
      </p>
      {problem && <Refused {...{ problem, told }} onChange={set} />}
      {name === 'who' && (
        <>
          <NameFields {...fields} />
          <TellingFields {...fields} />
          <PhoneFields {...fields} />
        </>
      )}
      {(name === 'who' || problem?.candidates) && (
        <Twins told={told} refused={problem?.candidates} onChange={set} />
      )}
      {name === 'need' && (
        <>
          <NeedFields {...fields} way="referral" needs={intake.needs} />
          {dangerous.length > 0 && (
            <div className={styles['danger']}>
              <p>
                <strong>
                  <FormattedMessage
                    id="intake.danger"
                    values={{ needs: dangerous.map(({ title }) => title).join(', ') }}
                  />
                </strong>
              </p>
              <button type="button" onClick={() => void makeEmergency()}>
                <FormattedMessage id="intake.danger.yes" />
              </button>
              <label className={styles['field']}>
                <FormattedMessage id="intake.danger.no" />
                <textarea
                  rows={2}
                  required
                  maxLength={20_000}
                  value={told.dangerConsidered}
                  onChange={({ target }) => set({ dangerConsidered: target.value })}
                />
              </label>
            </div>
          )}
          <LevelField {...fields} levels={intake.levels} />
          <LanguageFields {...fields} />
          <NoteField {...fields} />
        </>
      )}
      {name === 'family' && <FamilyFields {...fields} />}
      {name === 'screen' && <ScreenFields {...fields} />}
      {name === 'consents' && <ConsentFields {...fields} />}
      {name === 'check' && (
        <>
          <CheckList {...{ told, intake, family }} onGo={(to) => go(asked.indexOf(to) + 1)} />
          <WhenChoice when={when} />
        </>
      )}
      <div className={styles['send']}>
        <button type="submit">
          <FormattedMessage id={name === 'check' ? 'intake.referral.send' : 'intake.next'} />
        </button>
        {place > 1 && (
          <button type="button" onClick={() => go(place - 1)}>
            <FormattedMessage id="intake.previous" />
          </button>
        )}
      </div>
    </form>
  );
}
