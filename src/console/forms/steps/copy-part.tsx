import { FormattedMessage } from 'react-intl';
import { mediaTypes } from '../../../features/attachments/attachment.ts';
import { useUpload } from '../../pages/client-file/use-upload.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachments } from '../../server/replies.ts';
import { OneOf } from './field-part.tsx';
import type { PartProps } from './fields.ts';
import { filesPath, signedCopies } from './from-consent.ts';
import styles from '../form.module.css';

/** The file with what was signed: one of the client's, or one that is attached here and now. */
export function CopyPart({ value, known, onChange }: PartProps) {
  const { items = [] } = (known.reply(filesPath(known)) ?? {}) as Partial<Attachments>;
  const { upload, send } = useUpload(filesPath(known), items);
  const copies = signedCopies(known);
  return (
    <>
      {copies.length > 0 && (
        <OneOf
          {...{ name: 'copy', label: 'field.copy', required: true, onChange }}
          options={copies.map(({ attachmentId, fileName, begunAt }) => ({
            value: attachmentId,
            label: [fileName, known.time.day(begunAt)].filter(Boolean).join(', '),
          }))}
          value={typeof value === 'string' ? value : ''}
        />
      )}
      <label className={styles['words']}>
        <FormattedMessage id={copies.length > 0 ? 'release.copy.another' : 'release.copy.attach'} />
        <input
          type="file"
          required={copies.length === 0}
          accept={Object.keys(mediaTypes).join(',')}
          disabled={upload.stands === 'sending'}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The newest one is taken then.
            if (file) send({ file, what: 'signed-release', about: null });
            onChange(undefined);
          }}
        />
      </label>
      {upload.stands === 'broken-off' && <ProblemBox problem={upload.problem} />}
      <div aria-live="polite">
        {upload.stands === 'sending' && (
          <p>
            <FormattedMessage id="attach.progress" values={upload} />
          </p>
        )}
        {upload.stands === 'kept' && (
          <p>
            <FormattedMessage id="attach.kept" values={{ name: upload.fileName }} />
          </p>
        )}
      </div>
    </>
  );
}
