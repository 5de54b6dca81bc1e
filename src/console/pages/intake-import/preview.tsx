import { useId, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { ExportPreview, Intake } from '../../server/replies.ts';
import { Counts } from './counts.tsx';
import { Rows } from './rows.tsx';
import styles from './page.module.css';

type Asked = { source: string; level: string };
type Props = {
  preview: ExportPreview;
  asked: Asked;
  levels: Intake['levels'];
  onSay: (next: Asked) => void;
  onStart: () => void;
};

/** What would become of each row, and what stops the whole; then the press that starts them. */
export function Preview({ preview, asked, levels, onSay, onStart }: Props) {
  const { ready, stops, asks, counts, from, source, lookAlikes } = preview;
  const starting = counts?.['not-reached'] ?? 0;
  return (
    <section className={styles['card']} aria-labelledby="preview">
      <h2 id="preview">
        <FormattedMessage id={ready ? 'import.preview' : 'import.stopped'} />
      </h2>
      {from && (
        <p className={styles['quiet']}>
          <FormattedMessage
            id="import.from"
            values={{
              system: from.system || from.exportId,
              on: from.exportedOn ?? '–',
              source: source ?? '–',
            }}
          />
        </p>
      )}
      {stops.length > 0 && (
        <ul className={styles['stops']}>
          {stops.map((stop) => (
            <li key={`${stop.file} ${stop.row} ${stop.problem}`}>
              <strong className={styles['wrong']}>
                <FormattedMessage id="import.place" values={{ file: stop.file, row: stop.row ?? 0 }} />{' '}
                {stop.problem}
              </strong>
              <span>{stop.remedy}</span>
            </li>
          ))}
        </ul>
      )}
      {asks?.about === 'source' && <Source key={asks.why} {...{ asks, asked, onSay }} />}
      {counts && <Counts counts={counts} planned />}
      {counts && lookAlikes > 0 && (
        <p className={styles['look']}>
          <FormattedMessage id="import.lookAlikes" values={{ count: lookAlikes }} />
        </p>
      )}
      {(ready || asks?.about === 'level') && <Level {...{ asked, levels, onSay }} />}
      {ready && starting > 0 && (
        <>
          <button type="button" className="main-action" onClick={onStart}>
            <FormattedMessage id="import.start" values={{ count: starting }} />
          </button>
          <p className={styles['quiet']}>
            <FormattedMessage id="import.start.about" />
          </p>
        </>
      )}
      {ready && starting === 0 && (
        <p>
          <FormattedMessage id="import.nobody" />
        </p>
      )}
      <Rows of={preview} planned />
    </section>
  );
}

function Level({ asked, levels, onSay }: Pick<Props, 'asked' | 'levels' | 'onSay'>) {
  const id = useId();
  return (
    <div className={styles['input']}>
      <label htmlFor={id}>
        <FormattedMessage id="import.level" />
      </label>
      <select id={id} value={asked.level} onChange={({ target }) => onSay({ ...asked, level: target.value })}>
        <FormattedMessage id="import.level.household">
          {(text) => <option value="">{text}</option>}
        </FormattedMessage>
        {levels.map((level) => (
          <option key={level.id} value={level.id}>
            {level.title}
          </option>
        ))}
      </select>
    </div>
  );
}

type SourceProps = Pick<Props, 'asked' | 'onSay'> & { asks: NonNullable<ExportPreview['asks']> };

/** Which HMIS the export is of, where it does not say so itself. */
function Source({ asks, asked, onSay }: SourceProps) {
  const id = useId();
  const [source, setSource] = useState(asked.source || (asks.choices[0] ?? ''));
  return (
    <form
      className={styles['input']}
      onSubmit={(event) => {
        event.preventDefault();
        onSay({ ...asked, source });
      }}
    >
      <p>
        <FormattedMessage id={`import.source.${asks.why}`} values={{ names: asks.choices.join(', ') }} />
      </p>
      <label htmlFor={id}>
        <FormattedMessage id="import.source" />
      </label>
      <input
        id={id}
        value={source}
        maxLength={100}
        required
        onChange={({ target }) => setSource(target.value)}
      />
      <button type="submit">
        <FormattedMessage id="import.source.say" />
      </button>
    </form>
  );
}
