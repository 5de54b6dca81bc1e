import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { NoteForm } from '../../forms/note/form.tsx';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import { OverPage } from '../../parts/over-page.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Paper, Paperwork } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useOpened } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime, distance } from '../../time/format.ts';
import styles from './page.module.css';

/** By what a paper is told from others: the step it is about, or its draft. */
const nameOf = ({ about, draft }: Paper): string => draft ?? about ?? '';

/** What somebody has still to write or to sign, the oldest first. */
export function PaperworkPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const settling = useSettling();
  const { reply, problem } = useRead<Paperwork>('/worklists/mine/paperwork');
  const [open, setOpen] = useOpened('paper', reply?.items, nameOf);
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const asOf = Date.parse(reply.asOf);
  const papers = reply.items.filter((paper) => !settling.has(nameOf(paper)));
  const parts = [
    { id: 'drafts', papers: papers.filter(({ draft }) => draft !== null) },
    { id: 'unwritten', papers: papers.filter(({ draft }) => draft === null) },
  ] as const;
  return (
    <>
      <h1>
        <FormattedMessage id="paperwork.title" values={{ count: papers.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      {papers.length === 0 && (
        <p>
          <FormattedMessage id="paperwork.none" />
        </p>
      )}
      {parts.map(
        (part) =>
          part.papers.length > 0 && (
            <section key={part.id} aria-labelledby={part.id}>
              <h2 id={part.id} className={styles['section']}>
                <FormattedMessage id={`paperwork.${part.id}`} values={{ count: part.papers.length }} />
              </h2>
              <ul className={styles['cards']}>
                {part.papers.map((paper) => (
                  <li key={nameOf(paper)}>
                    <PaperCard {...{ paper, time, asOf }} onOpen={() => setOpen(paper)} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      {open && (
        <OverPage
          label={intl.formatMessage({ id: 'note.title' }, { client: fullName(open.client) })}
          onClose={() => setOpen(null)}
        >
          <NoteForm paper={open} onDone={() => setOpen(null)} />
        </OverPage>
      )}
    </>
  );
}

type Props = { paper: Paper; time: AgencyTime; asOf: number; onOpen: () => void };

function PaperCard({ paper, time, asOf, onOpen }: Props) {
  const intl = useIntl();
  const { client, what, happenedAt, draft, due, overdue } = paper;
  const name = fullName(client);
  const does = draft === null ? 'paperwork.write' : 'paperwork.sign';
  return (
    <article className={styles['card']} data-overdue={overdue} aria-label={name}>
      <h3 className={styles['name']}>{name}</h3>
      <p>
        <FormattedMessage id={`paperwork.what.${what}`} />
        {' · '}
        {time.moment(happenedAt)}
      </p>
      {due !== null && (
        <p className={styles['due']}>
          <FormattedMessage id={overdue ? 'paperwork.overdue' : 'paperwork.due'} />{' '}
          <FormattedRelativeTime {...distance(asOf, Date.parse(due))} numeric="auto" />
        </p>
      )}
      <button
        type="button"
        className="main-action"
        aria-label={intl.formatMessage({ id: `${does}.of` }, { client: name, ...time.parts(happenedAt) })}
        onClick={onOpen}
      >
        <FormattedMessage id={does} />
      </button>
    </article>
  );
}
