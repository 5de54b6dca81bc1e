import { FormattedMessage } from 'react-intl';
import { IconBellRinging, IconCheck } from '@tabler/icons-react';
import { NextPage } from '../../parts/if-nobody.tsx';
import type { CameIn } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** Who was paged for an emergency, the latest last; and who is on it. */
export function Paged({ item, time }: { item: CameIn; time: AgencyTime }) {
  const { paged, answered, coordinator } = item;
  return (
    <ul className={styles['paged']}>
      {paged.map(({ audience, name, at }) => (
        <li key={`${audience} ${name} ${at}`}>
          <IconBellRinging size={18} aria-hidden="true" />{' '}
          <FormattedMessage
            id="intake.paged"
            values={{
              who: name ?? (audience === 'on-call' ? coordinator?.name : null) ?? (
                <FormattedMessage id={`intake.audience.${audience}`} />
              ),
              ...time.parts(at),
            }}
          />
        </li>
      ))}
      {paged.length > 0 && (
        <li data-answered={answered !== null}>
          {answered ? (
            <>
              <IconCheck size={18} aria-hidden="true" />{' '}
              <FormattedMessage
                id="intake.answered"
                values={{ who: answered.name ?? '–', ...time.parts(answered.at) }}
              />
            </>
          ) : (
            <>
              <FormattedMessage id="intake.unanswered" /> <NextPage next={item.nextPage} time={time} />
            </>
          )}
        </li>
      )}
    </ul>
  );
}
