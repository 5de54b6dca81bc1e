import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Caseloads } from '../../server/replies.ts';
import { type CaseloadsTogether, partOf, troublesOf } from '../../server/together.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { CoordinatorCard } from './coordinator-card.tsx';
import styles from './page.module.css';

/** Who has how much, and room for how much more; who is away with whose cover; and a caseload goes to others. */
export function CaseloadsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const read = useRead<CaseloadsTogether>('/caseloads/together');
  const [caseloads, absent] = [partOf(read, 'caseloads'), partOf(read, 'absences')];
  const { reply: data, problem } = caseloads;
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const people = data.coordinators.filter(
    ({ active, levels }) => active || levels.some((one) => one.clients > 0),
  );
  // One scale for all bars, so that they can be compared.
  const widest = Math.max(100, ...people.flatMap((one) => [one.usedPercent, one.allowedPercent]));
  return (
    <>
      <h1>
        <FormattedMessage id="caseloads.title" values={{ count: people.length }} />
      </h1>
      {troublesOf(caseloads, absent).map((trouble) => (
        <ProblemBox key={trouble.code} problem={trouble} />
      ))}
      <ListTools read="/caseloads" />
      <p>
        <Link className={`${styles['more']} no-print`} to="/moves">
          <FormattedMessage id="caseloads.moves" />
        </Link>
      </p>
      <ul className={styles['list']}>
        {people.map((one) => (
          <li key={one.staffId}>
            <CoordinatorCard
              {...{ one, people, widest, time }}
              dayEnds={data.dayEnds}
              away={(absent.reply?.items ?? []).filter(({ staff }) => staff.staffId === one.staffId)}
            />
          </li>
        ))}
      </ul>
      <details className={styles['asTable']}>
        <summary>
          <FormattedMessage id="caseloads.table" />
        </summary>
        <CaseloadTable people={people} caps={data.caps} />
      </details>
    </>
  );
}

function CaseloadTable({ people, caps }: { people: Caseloads['coordinators']; caps: Caseloads['caps'] }) {
  const intl = useIntl();
  const caption = intl.formatMessage({ id: 'caseloads.table' });
  return (
    <div className={styles['scroll']} role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {caps.map(({ level, title, cap }) => (
              <th key={level} scope="col">
                <FormattedMessage id="caseloads.cap" values={{ title, cap }} />
              </th>
            ))}
            <th scope="col">
              <FormattedMessage id="caseloads.used" />
            </th>
            <th scope="col">
              <FormattedMessage id="caseloads.allowed" />
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.staffId}>
              <th scope="row">{one.name}</th>
              {caps.map(({ level }) => (
                <td key={level}>{one.levels.find((each) => each.level === level)?.clients ?? 0}</td>
              ))}
              <td>
                <FormattedMessage id="caseloads.percent" values={{ percent: one.usedPercent }} />
              </td>
              <td>
                <FormattedMessage id="caseloads.percent" values={{ percent: one.allowedPercent }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
