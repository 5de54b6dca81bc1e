import { type KeyboardEvent, useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconSearch } from '@tabler/icons-react';
import type { Found, FoundClient } from '../server/replies.ts';
import { request, RequestError } from '../server/request.ts';
import { fullName } from './full-name.ts';
import { OverPage } from './over-page.tsx';
import { ProblemBox } from './problem-box.tsx';
import { useKeys } from './use-keys.ts';
import styles from './find-client.module.css';

/** The way to a client from any page: a glass, or `/`. */
export function FindClient() {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  useKeys({ '/': () => setOpen(true) });
  return (
    <>
      <button
        type="button"
        className={styles['opens']}
        aria-label={intl.formatMessage({ id: 'find.title' })}
        onClick={() => setOpen(true)}
      >
        <IconSearch size={18} aria-hidden="true" />
        <FormattedMessage id="find.short" />
      </button>
      {open && <FindDialog onClose={() => setOpen(false)} />}
    </>
  );
}

const pauseMs = 200;
/** A name is found by its first three letters. */
const fewest = 3;

/** What is looked for goes in the body: an address may be kept on its way. Asked once its author pauses. */
function useFound(typed: string) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const pause = setTimeout(() => setAsked(typed.trim()), pauseMs);
    return () => clearTimeout(pause);
  }, [typed]);
  const { data, error } = useQuery({
    queryKey: ['found', asked],
    queryFn: () => request<Found>('/search', { method: 'POST', body: { q: asked } }),
    enabled: asked.length >= fewest,
    gcTime: 0,
    staleTime: Infinity,
  });
  const current = asked === typed.trim() && asked.length >= fewest;
  return {
    found: current ? data : undefined,
    problem: current && error instanceof RequestError ? error.problem : null,
    askNow: () => setAsked(typed.trim()),
  };
}

function FindDialog({ onClose }: { onClose: () => void }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [goes, setGoes] = useState(false);
  const { found, problem, askNow } = useFound(typed);
  const first =
    found &&
    (found.own.flatMap(placesOf)[0] ?? found.others.flatMap(({ breakGlass }) => placeBehind(breakGlass))[0]);

  // Enter was pressed before the answer was there: it is done once it is.
  useEffect(() => {
    if (!goes || !found) return;
    setGoes(false);
    if (!first) return;
    onClose();
    void navigate({ to: '/clients/$id', params: { id: first } });
  }, [goes, found, first, navigate, onClose]);

  function enter(): void {
    askNow();
    setGoes(true);
  }

  return (
    <OverPage label={intl.formatMessage({ id: 'find.title' })} onClose={onClose}>
      <form
        role="search"
        className={styles['form']}
        onKeyDown={moves}
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <label>
          <FormattedMessage id="find.label" />
          <input
            type="search"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setGoes(false);
            }}
          />
        </label>
        <div aria-live="polite" className={styles['count']}>
          {found && (
            <FormattedMessage id="find.count" values={{ count: found.own.length + found.others.length }} />
          )}
        </div>
        {problem && <ProblemBox problem={problem} />}
        {found && <Results found={found} onClose={onClose} />}
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </form>
    </OverPage>
  );
}

/** Up and down go through what was found. */
function moves(event: KeyboardEvent<HTMLFormElement>): void {
  const { key, currentTarget } = event;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
  event.preventDefault();
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('input, a[href]')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}

function Results({ found: { own, others, more }, onClose }: { found: Found; onClose: () => void }) {
  return (
    <>
      <ul className={styles['found']}>
        {own.map((client) => (
          <li key={client.clientId}>
            <Own client={client} onClose={onClose} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <section>
          <h2>
            <FormattedMessage id="find.others" />
          </h2>
          <ul className={styles['found']}>
            {others.map(({ clientId, initials, reference, birthYear, breakGlass }) => (
              <li key={clientId}>
                <span>
                  {initials} · {reference}
                  {birthYear !== null && ` · ${birthYear}`}
                </span>
                {placeBehind(breakGlass).map((id) => (
                  <Link key={id} to="/clients/$id" params={{ id }} onClick={onClose}>
                    <FormattedMessage id="find.look" values={{ reference }} />
                  </Link>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {more && (
        <p>
          <FormattedMessage id="find.more" />
        </p>
      )}
    </>
  );
}

/** Whole, as far as the reader may see them: where they are now first. */
function Own({ client, onClose }: { client: FoundClient; onClose: () => void }) {
  const name = fullName(client);
  const [first, ...rest] = placesOf(client);
  const now = client.enrollments.find(({ enrollmentId }) => enrollmentId === first);
  return (
    <>
      {first === undefined ? (
        <span>{name}</span>
      ) : (
        <Link to="/clients/$id" params={{ id: first }} onClick={onClose}>
          {name}
        </Link>
      )}
      <span>
        {[client.reference, now?.level, now?.coordinator?.name].filter(Boolean).join(' · ')}
        {now?.stage && (
          <>
            {' · '}
            <FormattedMessage id={`stage.${now.stage}`} />
          </>
        )}
      </span>
      {rest.map((id, n) => (
        <Link key={id} to="/clients/$id" params={{ id }} onClick={onClose}>
          <FormattedMessage id="find.earlier" values={{ nth: n + 1, client: name }} />
        </Link>
      ))}
    </>
  );
}

/** The enrollments that the reader may see, open ones first, the newest before the others. */
function placesOf({ enrollments }: FoundClient): string[] {
  return enrollments
    .filter(({ why }) => why !== null)
    .toSorted(
      (a, b) => Number(b.open) - Number(a.open) || Date.parse(b.receivedAt) - Date.parse(a.receivedAt),
    )
    .map(({ enrollmentId }) => enrollmentId);
}

/** Of whom one sees nothing: the page that says how to look all the same. */
function placeBehind(breakGlass: string | null): string[] {
  const id = /\/enrollments\/([^/]+)\//.exec(breakGlass ?? '')?.[1];
  return id === undefined ? [] : [id];
}
