import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { type ClientPart, clientParts } from '../../parts/client-parts.ts';
import { useSignedIn } from '../../session/use-me.ts';
import styles from './head.module.css';

const parts = (Object.keys(clientParts) as ClientPart[]).map((name) => ({ name, ...clientParts[name] }));

/** The pages of one client, those that the reader may see. */
export function PartsNav({ id, client }: { id: string; client: string }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const list = useRef<HTMLUListElement>(null);
  // On a phone there are more than fit: the one that is open is among those that are seen.
  useEffect(() => {
    const open = list.current?.querySelector('[aria-current]');
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  const mine = parts.filter(({ operation }) => operations.includes(operation));
  return (
    <nav aria-label={intl.formatMessage({ id: 'client.parts' }, { client })}>
      <ul className={styles['parts']} ref={list}>
        {mine.map(({ to, name }) => (
          <li key={name}>
            <Link to={to} params={{ id }} activeOptions={{ exact: true }}>
              <FormattedMessage id={`client.part.${name}`} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
