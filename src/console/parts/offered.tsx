import { use } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Me } from '../server/replies.ts';
import type { Problem } from '../server/request.ts';
import { readAnew } from '../server/use-read.ts';
import { useMe } from '../session/use-me.ts';
import { pagesOf } from '../shell/pages.ts';
import { About, type AboutClient, OpenForm } from './about.ts';
import { offeredOf, pathOf, remedies, type Remedy } from './remedies.ts';
import styles from './problem-box.module.css';

/** What helps against a refusal, to be pressed, as far as the reader may do it. */
export function Offered({ problem }: { problem: Problem }) {
  const { me } = useMe();
  const about = use(About);
  // Where it names another record, that one is meant.
  const { enrollmentId } = problem;
  const meant = enrollmentId === undefined ? about : { client: '', ...about, enrollmentId };
  return me ? <OfferedTo {...{ me, about: meant }} all={remedies[problem.code] ?? []} /> : null;
}

type Props = { me: Me; about: AboutClient | null; all: readonly Remedy[] };

function OfferedTo({ me, about, all }: Props) {
  const intl = useIntl();
  const queries = useQueryClient();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const open = use(OpenForm);
  const paths = pagesOf(me).map(({ path }) => path);
  const { operations } = me;
  const mine = offeredOf(all, { operations, paths, about }).filter((one) => pathOf(one, about) !== here);
  if (mine.length === 0) return null;
  return (
    <div className={styles['offered']}>
      {mine.map((one) => {
        if ('anew' in one)
          return (
            <button key="anew" type="button" onClick={() => readAnew(queries)}>
              <FormattedMessage id="remedy.anew" />
            </button>
          );
        if ('form' in one)
          return (
            <button
              key={one.form}
              type="button"
              aria-label={intl.formatMessage(
                { id: 'form.title' },
                { what: intl.formatMessage({ id: `step.${one.form}` }), client: about?.client },
              )}
              onClick={() => about && open(one.form, about)}
            >
              <FormattedMessage id={`step.${one.form}`} />
            </button>
          );
        const to = pathOf(one, about) ?? '';
        return (
          <Link key={to} to={to} onClick={about?.onLeave}>
            <FormattedMessage id={'part' in one ? `client.part.${one.part}` : `page${one.page}`} />
          </Link>
        );
      })}
    </div>
  );
}
