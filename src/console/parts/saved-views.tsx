import { useEffect, useRef } from 'react';
import { Link, useRouterState } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { SavedViews as Views } from '../server/replies.ts';
import { useDraft } from '../device/use-vault.ts';
import { usePlace } from '../session/place.ts';
import { useChange, useRead } from '../server/use-read.ts';
import { ProblemBox } from './problem-box.tsx';
import styles from './list-tools.module.css';

/** Where somebody is within a list is no filter of it. */
const places = new Set(['after', 'before']);

/**
 * The filters of this list that somebody has kept under a name, each a tap away; and those that stand in its address now, to be
 * kept. A page without filters in its address shows nothing of it.
 */
export function SavedViews() {
  const intl = useIntl();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const { reply } = useRead<Views>('/me/views');
  const { change } = useChange();
  const [form, setForm] = usePlace<'save' | 'rename'>(`view${pathname}`);
  const opener = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  useEffect(() => {
    if (form === null && closed.current) opener.current?.focus();
    closed.current = form !== null;
  }, [form]);
  if (!reply) return null;
  const mine = reply.items.filter(({ page }) => page === pathname);
  const now = textOf(search);
  const here = mine.find((one) => textOf(searchOf(one.search)) === now);
  if (mine.length === 0 && now === '') return null;
  return (
    <>
      {mine.length > 0 && (
        <nav aria-label={intl.formatMessage({ id: 'view.all' })}>
          <ul className={styles['views']}>
            {mine.map((one) => (
              <li key={one.id}>
                <Link
                  to={pathname}
                  search={searchOf(one.search)}
                  activeOptions={{ exact: true }}
                  aria-current={one === here ? 'true' : undefined}
                >
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {form !== null ? (
        <NameForm
          key={form}
          name={form === 'rename' ? (here?.name ?? '') : ''}
          path={form === 'rename' && here ? `/me/views/${here.id}/rename` : '/me/views'}
          more={form === 'rename' ? {} : { page: pathname, search: now }}
          onClose={() => setForm(null)}
        />
      ) : here ? (
        <>
          <button
            type="button"
            ref={opener}
            aria-label={intl.formatMessage({ id: 'view.rename.of' }, { name: here.name })}
            onClick={() => setForm('rename')}
          >
            <FormattedMessage id="view.rename" />
          </button>
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'view.delete.of' }, { name: here.name })}
            onClick={() => change(`/me/views/${here.id}/delete`)}
          >
            <FormattedMessage id="view.delete" />
          </button>
        </>
      ) : (
        now !== '' && (
          <button type="button" ref={opener} onClick={() => setForm('save')}>
            <FormattedMessage id="view.save" />
          </button>
        )
      )}
    </>
  );
}

type FormProps = {
  name: string;
  path: string;
  more: { page?: string; search?: string };
  onClose: () => void;
};

function NameForm({ name: before, path, more, onClose: close }: FormProps) {
  const { words, write, discard } = useDraft(['view', path, more.page ?? ''].join(' '), {
    name: before,
  });
  const onClose = () => {
    discard();
    close();
  };
  const { change, problem } = useChange();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        change(path, { ...more, name: words.name.trim() }, onClose);
      }}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <label>
        <FormattedMessage id="view.name" />
        <input
          ref={field}
          value={words.name}
          required
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => write({ name: target.value })}
        />
      </label>
      <button type="submit">
        <FormattedMessage id="view.keep" />
      </button>
      <button type="button" onClick={onClose}>
        <FormattedMessage id="view.close" />
      </button>
      {problem && <ProblemBox problem={problem} />}
    </form>
  );
}

/** The filters of an address in one order, so that the same ones are the same text. */
function textOf(search: object): string {
  const filters = Object.entries(search)
    .filter(([name, value]) => !places.has(name) && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]): [string, string] => [name, String(value)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(filters).toString();
}

function searchOf(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}
