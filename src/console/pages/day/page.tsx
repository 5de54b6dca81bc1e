import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { bands } from '../../../features/day/bands.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { preload } from '../../forms/load-form.ts';
import { HeldBack, useHeldBack } from '../../parts/held-back.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { fullName } from '../../parts/full-name.ts';
import { useSendings } from '../../outbox/outbox-provider.tsx';
import type { Band, Day, DayCard, DutyLine, Inbox } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useOpened } from '../../session/place.ts';
import { agencyTime } from '../../time/format.ts';
import { BandSection } from './band.tsx';
import { type ShownCard, whyComes } from './client-card.tsx';
import styles from './page.module.css';

/** A coordinator's day: who needs what, in the order in which it is urgent. */
export function DayPage() {
  const intl = useIntl();
  const { reply: day, problem } = useRead<Day>('/day');
  const [recording, setRecording] = useOpened('day.contact', day?.clients, cardId);
  // After the page itself: a tab that is offline later goes on taking in.
  useEffect(() => {
    preload('logContact');
    void whyComes().catch(() => undefined);
  }, []);
  const sendings = useSendings();
  const recorded = new Set(
    sendings.flatMap(({ state, enrollmentId }) => (state.name === 'recorded' ? [enrollmentId] : [])),
  );
  const { isShown, held, show } = useHeldBack(day && linesOf(day), keyOf, ({ enrollmentId }) =>
    recorded.has(enrollmentId),
  );
  if (!day) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, day.timeZone);
  const next = nextOf(day);
  return (
    <>
      <header className={styles['head']}>
        <h1>
          <FormattedMessage id="day.title" />
        </h1>
        <p className={styles['next']}>
          {next ? (
            <FormattedMessage
              id={Date.parse(next.due) < Date.parse(day.asOf) ? 'day.next.late' : 'day.next'}
              values={{
                title: next.title,
                client: next.client,
                ...time.parts(next.due),
              }}
            />
          ) : (
            <FormattedMessage id="day.nothing" values={{ later: day.counts.later }} />
          )}
        </p>
        <Besides day={day} />
        <nav aria-label={intl.formatMessage({ id: 'day.counts' })}>
          <ul className={styles['counts']}>
            {bands.map((band) => (
              <li key={band}>
                <a href={`#band-${band}`} data-band={band}>
                  {day.counts[band]} <FormattedMessage id={`band.${band}`} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles['acts']}>
          <button type="button" onClick={() => window.print()}>
            <FormattedMessage id="print.day" />
          </button>
        </div>
      </header>
      {problem && <ProblemBox problem={problem} />}
      <HeldBack held={held.length} urgent={held.filter(({ band }) => band === 'now').length} onShow={show} />
      {bands.map((band) => (
        <BandSection
          key={band}
          band={band}
          cards={cardsOf(day, band, isShown)}
          time={time}
          asOf={Date.parse(day.asOf)}
          onRecord={setRecording}
        />
      ))}
      {recording && (
        <FormDialog
          step="logContact"
          enrollmentId={recording.enrollmentId}
          client={fullName(recording.client)}
          duty={null}
          onDone={() => setRecording(null)}
        />
      )}
      <p className={styles['later']}>
        <FormattedMessage id="day.later" values={{ later: day.counts.later }} />
      </p>
    </>
  );
}

/** What the day holds besides clients: pages that wait, notes that are owed, and for whom one covers. */
function Besides({ day }: { day: Day }) {
  const { reply: inbox } = useRead<Inbox>('/inbox?limit=1');
  const covered = new Set(day.clients.flatMap(({ coveringFor }) => coveringFor?.name ?? []));
  const { owed, overdue } = day.paperwork;
  return (
    <>
      {inbox !== undefined && inbox.pages > 0 && (
        <p className={styles['urgent']}>
          <Link to="/on-call">
            <FormattedMessage id="day.pages" values={{ count: inbox.pages }} />
          </Link>
        </p>
      )}
      {owed > 0 && (
        <p>
          <Link to="/paperwork">
            <FormattedMessage id="day.paperwork" values={{ owed, overdue }} />
          </Link>
        </p>
      )}
      {covered.size > 0 && (
        <p>
          <FormattedMessage id="day.covering" values={{ names: [...covered].join(', ') }} />
        </p>
      )}
    </>
  );
}

/** What comes next: of what is the reader's to do, what is due first. */
function nextOf({ clients }: Day): { title: string; client: string; due: string } | null {
  const mine = clients.flatMap((card) =>
    card.duties
      .filter(({ band }) => band !== 'waiting')
      .map(({ title, due }) => ({ title, due, client: fullName(card.client) })),
  );
  return mine.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0] ?? null;
}

/** A client is in each band in which something is due, with that alone. */
function cardsOf(day: Day, band: Band, isShown: (line: Line) => boolean): ShownCard[] {
  return day.clients
    .map(({ duties, ...card }) => ({
      ...card,
      owed: duties,
      duties: duties.filter(
        (duty) => duty.band === band && isShown({ ...duty, enrollmentId: card.enrollmentId }),
      ),
    }))
    .filter(({ duties }) => duties.length > 0);
}

const cardId = ({ enrollmentId }: DayCard): string => enrollmentId;

type Line = Pick<DutyLine, 'key' | 'band'> & { enrollmentId: string };

const linesOf = ({ clients }: Day): Line[] =>
  clients.flatMap(({ enrollmentId, duties }) => duties.map(({ key, band }) => ({ key, band, enrollmentId })));

const keyOf = ({ enrollmentId, key }: Line): string => `${enrollmentId}/${key}`;
