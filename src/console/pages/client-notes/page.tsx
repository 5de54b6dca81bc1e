import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { FilesLink } from '../../parts/files-link.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { NoteList, NoteOnFile } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

const told = ['context', 'place', 'purpose', 'facts', 'impressions', 'resolution', 'nextSteps'] as const;

/** Notes about the client, the newest first: drafts of the reader's own, and what is signed. */
export function NotesPage() {
  const { reply, problem, time, id } = usePart<NoteList>('notes?limit=100');
  if (!reply) return <Unread problem={problem} />;
  const shown = reply.items
    .filter(({ state }) => state !== 'discarded')
    .toSorted((a, b) => Date.parse(b.content.happenedAt) - Date.parse(a.content.happenedAt));
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className={styles['title']}>
        <FormattedMessage id="notes.title" values={{ count: shown.length }} />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {shown.length === 0 && (
        <p>
          <FormattedMessage id="notes.none" />
        </p>
      )}
      <ul className={styles['list']}>
        {shown.map((note) => (
          <li key={note.documentId}>
            <OneNote {...{ note, time, id }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneNote({ note, time, id }: { note: NoteOnFile; time: AgencyTime; id: string }) {
  const intl = useIntl();
  const { content, state, createdBy } = note;
  const { text, signed, addenda, happenedAt } = content;
  const when = time.moment(happenedAt);
  return (
    <article className={styles['card']} aria-label={when}>
      <div className={styles['row']}>
        <h3>
          <FormattedMessage id={`note.type.${text.type}`} />
        </h3>
        <time dateTime={happenedAt}>{when}</time>
        <span className={styles['state']} data-state={signed ? 'done' : 'late'}>
          <FormattedMessage id={`document.${state}`} />
        </span>
        {signed?.late && <FormattedMessage id="notes.late" />}
      </div>
      <dl>
        {told.map((name) =>
          text[name] ? (
            <div key={name}>
              <dt>
                <FormattedMessage id={`contact.note.${name}`} />
              </dt>
              <dd>{text[name]}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {text.quotes?.map((quote, n) => (
        <blockquote key={n}>“{quote}”</blockquote>
      ))}
      {addenda.map((one, n) => (
        <p key={n}>
          <FormattedMessage id="notes.addendum" values={{ day: time.day(one.at) }} /> {one.text}
        </p>
      ))}
      <p className={styles['quiet']}>
        {createdBy?.name}
        {signed && (
          <>
            {' · '}
            <FormattedMessage id="notes.signed" values={time.parts(signed.at)} />
          </>
        )}
      </p>
      <FilesLink
        {...{ id, about: note.documentId }}
        of={`${intl.formatMessage({ id: `note.type.${text.type}` })}, ${when}`}
      />
      {state === 'draft' && (
        <p>
          <Link to="/paperwork">
            <FormattedMessage id="notes.toPaperwork" />
          </Link>
        </p>
      )}
    </article>
  );
}
