import { useId } from 'react';
import { FormattedMessage } from 'react-intl';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import { fileNames, mayBeMissing } from '../../../features/imports/recognise.ts';
import { type Chosen, mostBytes } from './chosen.ts';
import styles from './page.module.css';

type Props = { chosen: Chosen | null; onChoose: (given: readonly File[]) => void };

/** All files of an export at once, or its folder; then, which one is which. */
export function ChooseFiles({ chosen, onChoose }: Props) {
  const [files, folder] = [useId(), useId()];
  const isTooLarge = chosen !== null && chosen.bytes > mostBytes;
  return (
    <section className={`${styles['card']} no-print`} aria-labelledby="choose">
      <h2 id="choose">
        <FormattedMessage id="import.choose" />
      </h2>
      <div className={styles['inputs']}>
        <div className={styles['input']}>
          <label htmlFor={files}>
            <FormattedMessage id="import.files" />
          </label>
          <input
            id={files}
            type="file"
            multiple
            accept=".csv,text/csv"
            onChange={({ target }) => onChoose([...(target.files ?? [])])}
          />
        </div>
        <div className={styles['input']}>
          <label htmlFor={folder}>
            <FormattedMessage id="import.folder" />
          </label>
          <input
            id={folder}
            type="file"
            ref={(input) => input?.setAttribute('webkitdirectory', '')}
            onChange={({ target }) => onChoose([...(target.files ?? [])])}
          />
        </div>
      </div>
      {isTooLarge && (
        <p role="alert" className={styles['wrong']}>
          <FormattedMessage id="import.tooLarge" />
        </p>
      )}
      {chosen && (
        <ul className={styles['map']}>
          {fileNames.map((file) => (
            <Line key={file} file={file} name={chosen.files.find((one) => one.file === file)?.name ?? null} />
          ))}
        </ul>
      )}
      {chosen && chosen.others > 0 && (
        <p className={styles['quiet']}>
          <FormattedMessage id="import.others" values={{ count: chosen.others }} />
        </p>
      )}
    </section>
  );
}

function Line({ file, name }: { file: string; name: string | null }) {
  const stands = name !== null ? 'there' : mayBeMissing.includes(file) ? 'spared' : 'missing';
  const Icon = icons[stands];
  return (
    <li data-stands={stands}>
      <Icon size={16} aria-hidden="true" />
      <span>
        <FormattedMessage
          id={`import.file.${stands}`}
          values={{ file, name: name ?? '', same: name === file ? 'yes' : 'no' }}
        />
      </span>
    </li>
  );
}

const icons = { there: IconCheck, spared: IconMinus, missing: IconAlertTriangle };
