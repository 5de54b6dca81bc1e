import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tick } from '../../parts/choice.tsx';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Providers } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { NewProviderForm } from './new-provider-form.tsx';
import { ProviderCard } from './provider-card.tsx';
import { spelled } from './spelled.ts';
import styles from './page.module.css';

const filters = ['service', 'language'] as const;

/** Who offers what, and has room: asked by service, those that fit and were asked of late first. */
export function ProvidersPage() {
  const intl = useIntl();
  const navigate = useNavigate();
  const { operations } = useSignedIn();
  const search = useSearch({ from: '/providers' });
  const [adding, setAdding] = usePlace('provider');
  const asked = new URLSearchParams([
    ...filters.flatMap((name) => (search[name] ? [[name, search[name]]] : [])),
    ...(search.open ? [['open', 'true']] : []),
  ]).toString();
  const all = useRead<Providers>('/providers');
  const found = useRead<Providers>(asked === '' ? '/providers' : `/providers?${asked}`);
  const problem = all.problem ?? found.problem;
  if (!all.reply) return <Unread problem={problem} />;
  const mayWrite = operations.includes('directory:write');
  const items = found.reply?.items ?? [];
  const narrow = (name: 'service' | 'language' | 'open', value: string) => {
    const { [name]: _, ...others } = search;
    const next = value === '' ? others : { ...others, [name]: value };
    void navigate({ to: '/providers', search: next, replace: true });
  };
  const choices = {
    service: all.reply.items.flatMap(({ content }) => content.services),
    language: all.reply.items.flatMap(({ content }) => content.languages),
  };
  return (
    <>
      <h1>
        <FormattedMessage id="page/providers" />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={asked === '' ? '/providers' : `/providers?${asked}`} />
      <div className={styles['filters']}>
        {filters.map((name) => (
          <label key={name} className={styles['field']}>
            <FormattedMessage id={`providers.${name}`} />
            <select value={search[name] ?? ''} onChange={({ target }) => narrow(name, target.value)}>
              <option value="">{intl.formatMessage({ id: 'providers.any' })}</option>
              {[...new Set(choices[name])].toSorted().map((code) => (
                <option key={code} value={code}>
                  {spelled(name, code, intl.locale)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <Tick
          checked={search.open !== undefined}
          onChange={(checked) => narrow('open', checked ? 'yes' : '')}
        >
          <FormattedMessage id="providers.open" />
        </Tick>
      </div>
      <p role="status">
        {found.reply && <FormattedMessage id="providers.found" values={{ count: items.length }} />}
      </p>
      <ul className={styles['list']}>
        {items.map((one) => (
          <li key={one.documentId}>
            <ProviderCard {...{ one, mayWrite }} />
          </li>
        ))}
      </ul>
      {mayWrite && adding === null && (
        <button type="button" className={styles['add']} onClick={() => setAdding('new')}>
          <FormattedMessage id="providers.new" />
        </button>
      )}
      {adding !== null && <NewProviderForm onClose={() => setAdding(null)} />}
    </>
  );
}
