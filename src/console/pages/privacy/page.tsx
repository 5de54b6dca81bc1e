import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { CsvLink } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { SavedViews } from '../../parts/saved-views.tsx';
import { Unread } from '../../parts/unread.tsx';
import { partOf, type PrivacyTogether, troublesOf } from '../../server/together.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { ListsTaken } from './lists-taken.tsx';
import { Looks } from './looks.tsx';
import { Unauthorized } from './unauthorized.tsx';
import { ShownClients } from './shown-clients.tsx';
import styles from './page.module.css';

/** Who looked at clients with whom they have nothing to do, and whose rows left: what waits for a review first. */
export function PrivacyPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const { agency } = useSignedIn();
  const { staff, from, to } = useSearch({ from: '/privacy' });
  const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const filters = new URLSearchParams({ limit: '100', ...(staff ? { staffId: staff } : {}), ...days });
  const read = useRead<PrivacyTogether>(`/privacy/together?${filters}`, { keeps: true });
  const [waits, looked] = [partOf(read, 'waiting'), partOf(read, 'reviewed')];
  const [waiting, reviewed] = [waits.reply, looked.reply];
  if (!read.reply) return <Unread problem={read.problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const chosen = [...(waiting?.items ?? []), ...(reviewed?.items ?? [])].find(
    ({ by }) => by.staffId === staff,
  );
  const narrow = (changed: Record<string, string>) => {
    const search = { ...(staff ? { staff } : {}), ...days, ...changed };
    const kept = Object.entries(search).filter(([, value]) => value !== '');
    void navigate({ to: '/privacy', search: Object.fromEntries(kept), replace: true });
  };
  const shown = { filters: String(filters), days, time };
  return (
    <>
      <h1>
        <FormattedMessage id="privacy.title" values={{ count: waiting?.items.length ?? 0 }} />
      </h1>
      {troublesOf(waits, looked).map((trouble) => (
        <ProblemBox key={trouble.code} problem={trouble} />
      ))}
      <div className={styles['filters']}>
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            <FormattedMessage id={`privacy.${name}`} />
            <input
              type="date"
              value={(name === 'from' ? from : to) ?? ''}
              onChange={({ target }) => narrow({ [name]: target.value })}
            />
          </label>
        ))}
        {staff !== undefined && (
          <Link to="/privacy" search={days}>
            <FormattedMessage id="privacy.everybody" values={{ name: chosen?.by.name ?? 'none' }} />
          </Link>
        )}
        <SavedViews />
      </div>
      <Unauthorized time={time} />
      {waiting && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">
            <FormattedMessage id="privacy.waiting" />
          </h2>
          <Looks looks={waiting} {...{ days, time }} />
        </section>
      )}
      {reviewed && reviewed.items.length > 0 && (
        <section aria-labelledby="reviewed">
          <h2 id="reviewed">
            <FormattedMessage id="privacy.reviewed" />
          </h2>
          <Looks looks={reviewed} {...{ days, time }} />
        </section>
      )}
      <CsvLink read={`/break-glass?${filters}`} of={intl.formatMessage({ id: 'privacy.looks' })} clients />
      <ListsTaken {...shown} reading={partOf(read, 'listsTaken')} />
      <ShownClients {...shown} reading={partOf(read, 'shown')} />
    </>
  );
}
