import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import {
  attachmentKinds,
  type AttachmentKind,
  mediaTypes,
  mostBytes,
} from '../../../features/attachments/attachment.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachment } from '../../server/replies.ts';
import { useUpload } from './use-upload.ts';
import partStyles from '../client/part.module.css';
import styles from './attach-form.module.css';

/** What the browser offers; what a file is, its content says. On a phone the camera is among it. */
const accepted = [...Object.keys(mediaTypes), ...Object.values(mediaTypes).map((end) => `.${end}`)].join(',');

/** Puts a file into the client's, or at an entry of a staff file: chosen, dropped, or taken with the phone's camera. */
export function AttachForm({
  at,
  known,
  about = null,
  of,
  kind = null,
  asksWhat = true,
}: {
  /** Where such files are, under the API. */
  at: string;
  known: readonly Attachment[];
  /** What of the record it belongs to, by its id; null: the file as a whole. */
  about?: string | null;
  /** What it is, where that is known. */
  kind?: AttachmentKind | null;
  /** False: what it belongs to says what it is. */
  asksWhat?: boolean;
  /** Whose it is, where several such forms are on a page. */
  of?: string;
}) {
  const intl = useIntl();
  const [input, select] = [useId(), useId()];
  const [file, setFile] = useState<File | null>(null);
  const [what, setWhat] = useState<AttachmentKind | ''>(kind ?? '');
  const [isOver, setIsOver] = useState(false);
  const { upload, send, clear } = useUpload(at, known);
  const choose = (chosen: File | undefined) => {
    clear();
    setFile(chosen ?? null);
  };
  const unfit = file === null ? null : file.size > mostBytes ? 'tooLarge' : file.size === 0 ? 'empty' : null;
  const isSending = upload.stands === 'sending';
  return (
    <form
      className={`${styles['form']} no-print`}
      data-over={isOver}
      {...(of === undefined
        ? { 'aria-labelledby': `${input}-title` }
        : { 'aria-label': intl.formatMessage({ id: 'attach.title.of' }, { of }) })}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        choose(event.dataTransfer.files[0]);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!file || unfit !== null || isSending) return;
        if (!asksWhat) send({ file, what: null, about });
        else if (what !== '') send({ file, what, about });
      }}
    >
      <h3 id={`${input}-title`}>
        <FormattedMessage id="attach.title" />
      </h3>
      <div className={styles['field']}>
        <label htmlFor={input}>
          <FormattedMessage id="attach.file" />
        </label>
        <input
          id={input}
          type="file"
          accept={accepted}
          onChange={({ target }) => choose(target.files?.[0])}
        />
        <p className={partStyles['quiet']}>
          <FormattedMessage id="attach.kinds" />
        </p>
      </div>
      {file && (
        <>
          <p>
            <FormattedMessage
              id="attach.chosen"
              values={{ name: file.name, size: sizeIn(intl.locale, file.size) }}
            />
          </p>
          {unfit && (
            <p role="alert" className={styles['wrong']}>
              <FormattedMessage id={`attach.${unfit}`} />
            </p>
          )}
          {asksWhat && (
            <div className={styles['field']}>
              <label htmlFor={select}>
                <FormattedMessage id="attach.what" />
              </label>
              <select
                id={select}
                required
                value={what}
                onChange={({ target }) => setWhat(attachmentKinds.find((one) => one === target.value) ?? '')}
              >
                <option value="">{intl.formatMessage({ id: 'attach.choose' })}</option>
                {attachmentKinds.map((one) => (
                  <option key={one} value={one}>
                    {intl.formatMessage({ id: `attach.kind.${one}` })}
                  </option>
                ))}
              </select>
            </div>
          )}
        </>
      )}
      {upload.stands === 'broken-off' && <ProblemBox problem={upload.problem} />}
      {file && unfit === null && upload.stands !== 'kept' && (
        <button type="submit" className="main-action" disabled={isSending}>
          <FormattedMessage id={upload.stands === 'broken-off' ? 'attach.goOn' : 'attach.do'} />
        </button>
      )}
      <div aria-live="polite">
        {isSending && (
          <>
            <progress
              value={upload.done}
              max={upload.parts}
              aria-label={intl.formatMessage({ id: 'attach.progress' }, upload)}
            />
            <p>
              <FormattedMessage id="attach.progress" values={upload} />
            </p>
          </>
        )}
        {upload.stands === 'kept' && (
          <p role="status">
            <FormattedMessage id="attach.kept" values={{ name: upload.fileName }} />
          </p>
        )}
      </div>
    </form>
  );
}

/** As people say it: a page of text is no tenth of a megabyte. */
export function sizeIn(locale: string, bytes: number): string {
  const [unit, one] = bytes < 100_000 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const size = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  return size.format(Math.max(0.1, bytes / one));
}
