import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import type { CommandType } from '../../kit/http/command.ts';
import { allForms } from '../forms/load-form.ts';
import { isPossible } from '../forms/possible.ts';
import type { Judging } from '../forms/preview.ts';
import { offered } from '../forms/registry.ts';
import type { AnyForm } from '../forms/steps/fields.ts';
import { useKnown } from '../forms/steps/use-known.ts';
import { useJudging } from '../server/use-judging.ts';
import { useSignedIn } from '../session/use-me.ts';
import { Unread } from './unread.tsx';
import { now } from '../time/now.ts';
import styles from './record-menu.module.css';

type Props = { enrollmentId: string; client: string; onChoose: (step: CommandType) => void };

/** The steps that can be recorded of a client now, by what they are about; on demand all that there are. */
export function RecordSteps(props: Props) {
  const judging = useJudging(props.enrollmentId);
  const { data: forms, isError } = useQuery({
    queryKey: ['forms'],
    queryFn: allForms,
    staleTime: Infinity,
  });
  // Whoever is offline and has not opened them yet is kept from nothing.
  if (isError) return <Groups {...props} isNow={() => true} />;
  return judging && forms ? <Judged {...props} {...{ judging, forms }} /> : <Unread problem={null} />;
}

type Loaded = { judging: Judging; forms: ReadonlyMap<CommandType, AnyForm> };

function Judged({ judging, forms, ...props }: Props & Loaded) {
  const { enrollmentId, client } = props;
  const [opened] = useState(() => now());
  const known = useKnown({ form: {}, enrollmentId, client, duty: null, about: null, judging, opened });
  return (
    <Groups
      {...props}
      isNow={(step) => isPossible(step, forms.get(step) ?? null, { known, judging, now: opened })}
    />
  );
}

function Groups({ isNow, onChoose }: Props & { isNow: (step: CommandType) => boolean }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [all, setAll] = useState(false);
  const mine = offered.map(({ group, steps }) => ({
    group,
    steps: steps.filter((step) => operations.includes(`command:${step}`)),
  }));
  const now = mine.map(({ group, steps }) => ({ group, steps: steps.filter(isNow) }));
  const count = (groups: typeof mine) => groups.reduce((sum, { steps }) => sum + steps.length, 0);
  const left = count(mine) - count(now);
  return (
    <>
      {(all ? mine : now)
        .filter(({ steps }) => steps.length > 0)
        .map(({ group, steps }) => (
          <section
            key={group}
            className={styles['group']}
            aria-label={intl.formatMessage({ id: `menu.${group}` })}
          >
            <h3>
              <FormattedMessage id={`menu.${group}`} />
            </h3>
            <div className={styles['steps']}>
              {steps.map((step) => (
                <button key={step} type="button" onClick={() => onChoose(step)}>
                  <FormattedMessage id={`step.${step}`} />
                </button>
              ))}
            </div>
          </section>
        ))}
      {left > 0 && !all && (
        <p className={styles['rest']}>
          <FormattedMessage id="menu.rest" values={{ count: left }} />{' '}
          <button type="button" onClick={() => setAll(true)}>
            <FormattedMessage id="menu.all" />
          </button>
        </p>
      )}
    </>
  );
}
