import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useSearch } from '@tanstack/react-router';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Fund } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { FundForm, type FundFormName } from './fund-form.tsx';
import { inDollars } from './dollars.ts';
import styles from './page.module.css';

type Entry = Fund['items'][number];

/** What the agency's fund holds, what it paid for and what came back; money is put in and counted by who keeps it. */
export function FundPage() {
  const intl = useIntl();
  const { agency, operations } = useSignedIn();
  const { before } = useSearch({ from: '/fund' });
  const [form, setForm] = usePlace<FundFormName>('fund');
  const { reply, problem } = useRead<Fund>(before ? `/fund?before=${encodeURIComponent(before)}` : '/fund');
  if (!reply) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const keeps = operations.includes('fund:keep');
  const money = (cents: number) => inDollars(cents, intl.locale);
  const used = byPurpose(reply.items);
  return (
    <>
      <h1>
        <FormattedMessage id="fund.title" values={{ balance: money(reply.balanceCents) }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/fund" clients />
      <p className={styles['quiet']}>
        <FormattedMessage id="fund.limit" />
      </p>
      {keeps && form === null && (
        <div className={styles['acts']}>
          {(['deposit', 'count'] as const).map((name) => (
            <button key={name} type="button" onClick={() => setForm(name)}>
              <FormattedMessage id={`fund.${name}`} />
            </button>
          ))}
        </div>
      )}
      {form !== null && <FundForm name={form} payment={null} onClose={() => setForm(null)} />}

      <section aria-labelledby="used">
        <h2 id="used" className={styles['section']}>
          <FormattedMessage id="fund.used" values={{ count: reply.items.length }} />
        </h2>
        {used.length === 0 ? (
          <p>
            <FormattedMessage id="fund.used.none" />
          </p>
        ) : (
          <ul className={styles['used']}>
            {used.map(([purpose, cents]) => (
              <li key={purpose}>
                <FormattedMessage id={`fund.purpose.${purpose}`} /> <strong>{money(cents)}</strong>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="entries">
        <h2 id="entries" className={styles['section']}>
          <FormattedMessage id="fund.entries" />
        </h2>
        <ol className={styles['list']}>
          {reply.items.map((entry) => (
            <li key={entry.seq}>
              <Line {...{ entry, money, keeps }} all={reply.items} at={time.moment(entry.recordedAt)} />
            </li>
          ))}
        </ol>
        {reply.nextBefore !== null && (
          <Link to="/fund" search={{ before: String(reply.nextBefore) }} className={styles['older']}>
            <FormattedMessage id="fund.older" />
          </Link>
        )}
        {before !== undefined && (
          <Link to="/fund" search={{}} className={styles['older']}>
            <FormattedMessage id="fund.newest" />
          </Link>
        )}
      </section>
    </>
  );
}

type LineProps = { entry: Entry; all: Entry[]; money: (cents: number) => string; keeps: boolean; at: string };

/** One line of the ledger; of a payment, what came back of it as far as it is shown here. */
function Line({ entry, all, money, keeps, at }: LineProps) {
  const intl = useIntl();
  const [open, setOpen] = usePlace(`fund/${entry.entry}`);
  const { kind, amountCents, balanceCents, purpose, note, by } = entry;
  const back = all
    .filter(({ about }) => about === entry.entry)
    .reduce((sum, one) => sum + one.amountCents, 0);
  const isOut = kind === 'payment' && back < -amountCents;
  return (
    <article className={styles['entry']}>
      <p>
        <strong>{money(amountCents)}</strong> <FormattedMessage id={`fund.kind.${kind}`} />
        {purpose !== null && (
          <>
            {': '}
            <FormattedMessage id={`fund.purpose.${purpose}`} />
          </>
        )}
        {kind === 'payment' && (
          <>
            {' · '}
            <FormattedMessage
              id={isOut ? 'fund.out' : 'fund.back'}
              values={{ amount: money(-amountCents - back) }}
            />
          </>
        )}
      </p>
      <p className={styles['quiet']}>
        {at} · {by.name ?? '–'} ·{' '}
        <FormattedMessage id="fund.balance" values={{ balance: money(balanceCents) }} />
        {note !== null && ` · ${note}`}
      </p>
      {keeps && isOut && open === null && (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'fund.reimburse.of' }, { amount: money(-amountCents), at })}
          onClick={() => setOpen('reimburse')}
        >
          <FormattedMessage id="fund.reimburse" />
        </button>
      )}
      {open !== null && (
        <FundForm
          name="reimburse"
          payment={{ entry: entry.entry, cents: -amountCents - back }}
          onClose={() => setOpen(null)}
        />
      )}
    </article>
  );
}

/** What was paid for each purpose, without what did not come about; the most first. */
function byPurpose(items: readonly Entry[]): [string, number][] {
  const reversed = new Set(items.flatMap(({ kind, about }) => (kind === 'reversal' && about ? [about] : [])));
  const sums = new Map<string, number>();
  for (const { kind, purpose, amountCents, entry } of items)
    if (kind === 'payment' && !reversed.has(entry) && purpose !== null)
      sums.set(purpose, (sums.get(purpose) ?? 0) - amountCents);
  return [...sums].toSorted(([, a], [, b]) => b - a);
}
