import { FormattedMessage, useIntl } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { Choice } from '../../parts/choice.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import type { Press, Sending } from '../sending.ts';
import { type Told, toldIn } from '../../forms/written/told.ts';
import {
  bodyWith,
  type Comparing,
  disputed,
  merged,
  type OnFile as Filed,
  onlySide,
  settledOf,
  sidesOf,
  type Texts,
} from './merge.ts';
import styles from './compare.module.css';

type OnFile = Filed & { updatedAt: string | null; updatedBy: { name: string | null } | null };
const whose = ['mine', 'theirs'] as const;
type Whose = (typeof whose)[number];

type Props = { sending: Sending; compare: Comparing; onSend: (press: Press) => void; onClose: () => void };

/** What somebody has changed meanwhile beside what was written here: each part is one's or the other's, and nothing is lost. */
export function Compare({ sending, compare, onSend, onClose }: Props) {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const {
    words: said,
    write: setSaid,
    discard,
  } = useDraft<Record<string, Whose>>(`compare/${sending.key}`, {});
  const { reply, problem } = useRead<OnFile>(compare.path);
  if (!reply) return <Unread problem={problem} />;
  const { mine, theirs, all } = sidesOf(sending.requests[compare.nth]?.body, compare, reply);
  // What one side alone has changed is that side's, unasked.
  const parts = disputed(mine, theirs, compare.base);
  const settled = settledOf(mine, theirs, compare.base);
  const sides = parts.map((name) => [name, said[name] ?? onlySide(mine, theirs, name)] as const);
  const chosen = Object.fromEntries(sides.flatMap(([name, side]) => (side ? [[name, side] as const] : [])));
  const time = agencyTime(intl.locale, agency.timeZone);

  function send(): void {
    const texts: Texts = merged(mine, theirs, { ...settled, ...chosen });
    const requests = sending.requests
      .slice(compare.nth)
      .map((one, n) =>
        n === 0
          ? { ...one, body: bodyWith(one.body, compare.at, texts), version: reply?.revision ?? 0 }
          : one,
      );
    discard();
    const { enrollmentId, client, about, draft, atOnce, turn } = sending;
    onSend({
      ...{ enrollmentId, client, requests, compare: { ...compare, nth: 0, base: theirs } },
      ...(about === undefined ? {} : { about }),
      ...(draft === undefined ? {} : { draft }),
      ...(atOnce === undefined ? {} : { atOnce }),
      ...(turn === undefined ? {} : { turn }),
    });
  }

  return (
    <form
      className={styles['compare']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2>
        <FormattedMessage id="compare.title" values={{ client: sending.client }} />
      </h2>
      <p>
        <FormattedMessage
          id="compare.who"
          values={{ name: reply.updatedBy?.name ?? '–', ...time.parts(reply.updatedAt ?? '') }}
        />
      </p>
      {parts.some((name) => typeof mine[name] !== 'string') && (
        <p>
          <FormattedMessage id="compare.marked" />
        </p>
      )}
      {parts.length === 0 && (
        <p>
          <FormattedMessage id="compare.same" />
        </p>
      )}
      {parts.map((name) => (
        <section key={name} aria-labelledby={`part-${name}`}>
          <h3 id={`part-${name}`}>
            <FormattedMessage id={`${compare.words}.${name}`} />
          </h3>
          <div className={styles['sides']}>
            <div>
              <h4>
                <FormattedMessage id="compare.mine" />
              </h4>
              <Side
                {...{
                  name,
                  value: mine[name],
                  beside: theirs[name],
                  whole: { ...all, ...mine },
                  words: compare.words,
                  date: time.date,
                }}
              />
            </div>
            <div>
              <h4>
                <FormattedMessage id="compare.theirs" />
              </h4>
              <Side
                {...{ name, value: theirs[name], beside: mine[name], whole: all }}
                {...{ words: compare.words, date: time.date }}
              />
            </div>
          </div>
          <Choice
            name={`whose-${name}`}
            label="compare.keep"
            options={whose}
            words="compare.keep"
            value={chosen[name] ?? null}
            onChange={(side) => setSaid({ ...said, [name]: side })}
          />
        </section>
      ))}
      <div className={styles['buttons']}>
        <button type="submit" disabled={parts.some((name) => !chosen[name])}>
          <FormattedMessage id="compare.send" />
        </button>
        <button type="button" onClick={onClose}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    </form>
  );
}

type SideProps = {
  name: string;
  value: unknown;
  /** What the other one has written there: what is not in it as well is marked. */
  beside: unknown;
  whole: Texts;
  words: string;
  date: (local: string) => string;
};

/** What one of them has written there: words as they are; of items, what people call it. */
function Side({ name, value, beside, whole, words, date }: SideProps) {
  const intl = useIntl();
  const say = (id: string, values?: Record<string, string | number>) => intl.formatMessage({ id }, values);
  const told = toldIn(words, name, value, { say, date, whole });
  if (told === null) return <p className={styles['text']}>{typeof value === 'string' ? value : '–'}</p>;
  const lineOf = ({ label, text }: Told) => `${label} ${text}`;
  const others = new Set(toldIn(words, name, beside, { say, date, whole })?.map(lineOf));
  return (
    <ul className={styles['told']}>
      {told.map((one, n) => (
        <li key={n}>
          <span>{one.label}</span> {others.has(lineOf(one)) ? one.text : <mark>{one.text}</mark>}
        </li>
      ))}
      {told.length === 0 && <li>–</li>}
    </ul>
  );
}
