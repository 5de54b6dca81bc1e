import { IconAlertTriangle, IconUserShare } from '@tabler/icons-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useOutbox, useRefused, useSettling } from '../../outbox/outbox-provider.tsx';
import type { Absence, Caseload } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { absenceDraft, AbsenceForm } from './absence-form.tsx';
import { moveDraft, MoveForm } from './move-form.tsx';
import styles from './page.module.css';

type Props = {
  one: Caseload;
  people: readonly Caseload[];
  /** Where the widest bar ends, in percent of a caseload. */
  widest: number;
  time: AgencyTime;
  dayEnds: readonly string[];
  away: readonly Absence[];
};

/** How full somebody's caseload is, and what a lead does about it. */
export function CoordinatorCard({ one, people, widest, time, dayEnds, away }: Props) {
  const { operations } = useSignedIn();
  // What was refused is open again, with what was filled in.
  const refused = {
    absence: useRefused(absenceDraft(one.staffId)),
    move: useRefused(moveDraft(one.staffId)),
  };
  const [opened, setOpened] = usePlace<'absence' | 'move'>(`caseload/${one.staffId}`);
  const form = opened ?? (refused.absence ? 'absence' : refused.move ? 'move' : null);
  const { staffId, name, levels, usedPercent, allowedPercent } = one;
  const clients = levels.reduce((sum, level) => sum + level.clients, 0);
  const room = levels.filter((level) => level.room > 0);
  const mayMove = operations.includes('reassignment:plan');
  const mayExcuse = operations.includes('absence:write');
  return (
    <article className={styles['card']} aria-label={name}>
      <header className={styles['head']}>
        <h2>{name}</h2>
        <span>
          <FormattedMessage
            id="caseloads.load"
            values={{ clients, urgent: one.provisional.length, used: usedPercent, allowed: allowedPercent }}
          />
        </span>
      </header>
      <Bar {...{ one, widest }} />
      <p className={styles['room']}>
        {one.mayTakeClients ? (
          room.length === 0 ? (
            <FormattedMessage id="caseloads.full" />
          ) : (
            room.map((level) => (
              <span key={level.level}>
                <FormattedMessage id="caseloads.room" values={{ count: level.room, title: level.title }} />
              </span>
            ))
          )
        ) : (
          <span>
            <IconAlertTriangle size={16} aria-hidden="true" /> <FormattedMessage id="caseloads.mayNot" />
          </span>
        )}
      </p>
      {away.map((absence) => (
        <AwayLine key={absence.absence} {...{ absence, time }} ends={mayExcuse} />
      ))}
      {form === null && (
        <div className={styles['acts']}>
          {mayExcuse && <Opens what="absence" name={name} onOpen={() => setOpened('absence')} />}
          {mayMove && clients + one.provisional.length > 0 && (
            <Opens what="move" name={name} onOpen={() => setOpened('move')} />
          )}
        </div>
      )}
      {form === 'absence' && (
        <AbsenceForm
          {...{ staffId, name, people, dayEnds, time }}
          refused={refused.absence}
          onClose={() => setOpened(null)}
        />
      )}
      {form === 'move' && (
        <MoveForm {...{ staffId, name }} refused={refused.move} onClose={() => setOpened(null)} />
      )}
    </article>
  );
}

/** What is used of a caseload, up to where it may go, and the cap of a whole one. */
function Bar({ one, widest }: { one: Caseload; widest: number }) {
  const at = (percent: number) => (percent / widest) * 300;
  const { usedPercent, limitPercent, allowedPercent } = one;
  return (
    <svg
      className={styles['bar']}
      data-full={usedPercent >= allowedPercent}
      viewBox="0 0 300 16"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={styles['allowed']} width={at(allowedPercent)} height="16" rx="3" />
      <rect className={styles['used']} width={at(usedPercent)} height="16" rx="3" />
      <line x1={at(limitPercent)} x2={at(limitPercent)} y1="0" y2="16" />
    </svg>
  );
}

function AwayLine({ absence, time, ends }: { absence: Absence; time: AgencyTime; ends: boolean }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const { staff, cover, from, until } = absence;
  return (
    <p className={styles['away']}>
      <IconUserShare size={18} aria-hidden="true" />
      <span>
        <FormattedMessage
          id={until === null ? 'caseloads.away.open' : 'caseloads.away'}
          values={{ from: time.moment(from), until: until && time.moment(until), name: cover.name }}
        />
      </span>
      {ends && !settling.has(absence.absence) && (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'caseloads.back.of' }, { name: staff.name })}
          onClick={() =>
            outbox.add({
              ...{ enrollmentId: staff.staffId, client: staff.name, about: absence.absence, body: {} },
              path: `/staff/${staff.staffId}/absences/${absence.absence}/end`,
            })
          }
        >
          <FormattedMessage id="caseloads.back" />
        </button>
      )}
    </p>
  );
}

function Opens({ what, name, onOpen }: { what: 'absence' | 'move'; name: string; onOpen: () => void }) {
  const intl = useIntl();
  return (
    <button
      type="button"
      aria-label={intl.formatMessage({ id: `caseloads.${what}.of` }, { name })}
      onClick={onOpen}
    >
      <FormattedMessage id={`caseloads.${what}`} />
    </button>
  );
}
