import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from '@tanstack/react-router';
import { CrisisStepForm } from '../../forms/crisis-step/form.tsx';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { OverPage } from '../../parts/over-page.tsx';
import { fullName } from '../../parts/full-name.ts';
import { IfNobody } from '../../parts/if-nobody.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { OnCallNow, OpenCrisis, WaitingPage } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useOpened } from '../../session/place.ts';
import { agencyTime } from '../../time/format.ts';
import { CrisisCard } from './crisis-card.tsx';
import { mayOpen, PageCard } from './page-card.tsx';
import { nowText } from '../../time/now.ts';
import styles from './page.module.css';

/** Who is on call, the pages that wait, and the crises that are open: what is pressed here goes out at once. */
export function OnCallPage() {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const navigate = useNavigate();
  const { reply, problem } = useRead<OnCallNow>('/on-call/now');
  const [recording, setRecording] = useOpened('crisis', reply?.crises, nextId);
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, reply.timeZone);
  const asOf = Date.parse(reply.asOf);
  const { crises } = reply;
  const pages = reply.pages.filter(({ id }) => !settling.has(id));

  function answer(page: WaitingPage): void {
    const { id, enrollmentId, client } = page;
    const inCrisis = crises.some((one) => one.enrollmentId === enrollmentId);
    const about = { enrollmentId, client: fullName(client), about: id, atOnce: true } as const;
    outbox.add({ ...about, path: `/pages/${id}/acknowledge`, body: {} });
    // What is to be done now is on the client's page; a crisis goes on here, step by step.
    if (!inCrisis && mayOpen(page)) void navigate({ to: '/clients/$id', params: { id: enrollmentId } });
  }

  function answerCrisis({ about, enrollmentId, client }: OpenCrisis): void {
    const commands = [{ type: 'answerCrisis', about, occurredAt: nowText() }];
    const of = { enrollmentId, client: fullName(client), about, atOnce: true } as const;
    outbox.add({ ...of, path: `/enrollments/${enrollmentId}/commands`, body: { commands } });
  }

  return (
    <>
      <header className={styles['head']}>
        <h1>
          <FormattedMessage id="onCall.title" />
        </h1>
        <p className={styles['mine']}>
          <Mine mine={reply.mine} time={time} />
        </p>
      </header>
      {problem && <ProblemBox problem={problem} />}

      <section aria-labelledby="pages">
        <h2 id="pages" className={styles['section']} data-urgent={pages.length > 0}>
          <FormattedMessage id="onCall.pages" values={{ count: pages.length }} />
        </h2>
        <ul className={styles['cards']}>
          {pages.map((page) => (
            <li key={page.id}>
              <PageCard {...{ page, time, asOf }} onAnswer={() => answer(page)} />
            </li>
          ))}
        </ul>
      </section>

      <IfNobody policy={reply.ifNobody} />

      <section aria-labelledby="crises">
        <h2 id="crises" className={styles['section']}>
          <FormattedMessage id="onCall.crises" values={{ count: reply.crises.length }} />
        </h2>
        <ul className={styles['cards']}>
          {reply.crises.map((crisis) => (
            <li key={crisis.about}>
              <CrisisCard
                {...{ crisis, time, asOf }}
                settling={settling.has(crisis.about)}
                onNext={() =>
                  crisis.next.step === 'answerCrisis' ? answerCrisis(crisis) : setRecording(crisis)
                }
              />
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="rota">
        <h2 id="rota" className={styles['section']}>
          <FormattedMessage id="onCall.who" />
        </h2>
        {reply.onCall.length === 0 ? (
          <p>
            <FormattedMessage id={reply.hasRota ? 'onCall.nobody' : 'onCall.noRota'} />
          </p>
        ) : (
          <ol className={styles['rota']}>
            {reply.onCall.map(({ shiftId, name, until }) => (
              <li key={shiftId}>
                <strong>{name}</strong> <FormattedMessage id="onCall.until" values={time.parts(until)} />
              </li>
            ))}
          </ol>
        )}
      </section>

      {recording && (
        <OverPage
          label={intl.formatMessage({ id: 'crisis.title' }, { client: fullName(recording.client) })}
          onClose={() => setRecording(null)}
        >
          <CrisisStepForm crisis={recording} onDone={() => setRecording(null)} />
        </OverPage>
      )}
    </>
  );
}

/** Of a crisis that has gone on meanwhile the next step is another one. */
const nextId = ({ about, next }: OpenCrisis): string => `${about} ${next.action ?? next.step}`;

function Mine({ mine, time }: { mine: OnCallNow['mine']; time: ReturnType<typeof agencyTime> }) {
  if (mine.now) return <FormattedMessage id="onCall.mine.now" values={time.parts(mine.now.until)} />;
  if (mine.next) return <FormattedMessage id="onCall.mine.next" values={time.parts(mine.next.from)} />;
  return <FormattedMessage id="onCall.mine.none" />;
}
