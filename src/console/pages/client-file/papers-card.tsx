import { lazy, Suspense, use } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { paperTells } from '../../../features/papers/handed-out.ts';
import { withWords } from '../../language/page-words.ts';
import { About } from '../../parts/about.ts';
import { OverPage } from '../../parts/over-page.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Papers } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';

const HandOutForm = lazy(async () => ({
  default: (await withWords(import('./hand-out-form.tsx'))).HandOutForm,
}));

/** What can be printed of the client, each with the day it is of, and who printed it last; a copy of some of it for somebody. */
export function PapersCard() {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const client = use(About)?.client ?? '';
  const { reply, time, id } = usePart<Papers>('papers');
  const [opened, setOpened] = usePlace(`hand-out/${id}`);
  if (!reply) return null;
  const given = reply.items.find(({ paper, of }) => `${paper} ${of}` === opened);
  const close = () => setOpened(null);
  const calledOf = (paper: string) => intl.formatMessage({ id: `papers.${paper}` });
  const title = (paper: string) =>
    intl.formatMessage({ id: 'handOut.title' }, { paper: calledOf(paper), client });
  return (
    <section className={`${styles['card']} no-print`} aria-labelledby="papers">
      <h3 id="papers">
        <FormattedMessage id="papers.title" />
      </h3>
      <ul>
        {reply.items.map(({ paper, of, state, writtenAt, printed }) => (
          <li key={`${paper} ${of}`}>
            <PaperLinks paper={paper} at={`/enrollments/${id}/papers/${paper}`} of={of} />{' '}
            <span className={styles['quiet']}>
              {time.day(writtenAt)}
              {state === 'draft' && (
                <>
                  {' '}
                  (<FormattedMessage id="document.draft" />)
                </>
              )}
              {printed && (
                <>
                  {' · '}
                  <FormattedMessage
                    id="papers.printed"
                    values={{ day: time.day(printed.at), name: printed.by.name ?? '–' }}
                  />
                </>
              )}
            </span>
            {operations.includes('papers:hand-out') && paper in paperTells && (
              <>
                {' '}
                <button
                  type="button"
                  aria-label={intl.formatMessage({ id: 'handOut.open.of' }, { paper: calledOf(paper) })}
                  onClick={() => setOpened(`${paper} ${of}`)}
                >
                  <FormattedMessage id="handOut.open" />
                </button>
              </>
            )}
          </li>
        ))}
        <li>
          <PaperLinks paper="client-file" at={`/enrollments/${id}/papers/client-file`} />
        </li>
        <li>
          <PaperLinks paper="release-template" at={`/enrollments/${id}/papers/release-form`} of="template" />
        </li>
      </ul>
      {given && (
        <OverPage label={title(given.paper)} onClose={close}>
          <Suspense fallback={<Unread problem={null} />}>
            <HandOutForm
              {...{ enrollmentId: id, client, paper: given.paper, of: given.of }}
              title={title(given.paper)}
              onDone={close}
            />
          </Suspense>
        </OverPage>
      )}
    </section>
  );
}
