import { FormattedMessage } from 'react-intl';
import { askedOfNotes, type NoteText, noteTypes } from '../../../features/notes/note.document.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import type { Asking } from '../../outbox/sending.ts';
import { fullName } from '../../parts/full-name.ts';
import { Unread } from '../../parts/unread.tsx';
import type { NoteDocument, Paper } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { FormFrame } from '../frame.tsx';
import styles from '../form.module.css';

type Named = (typeof askedOfNotes)[number];
/** What is written over what is on file, and which revision that was. */
type Words = { text: Partial<Record<Named, string>>; revision?: number };

/** The note of a step, or a draft that is to be signed: what is on file, and what its author writes over it. */
export function NoteForm({ paper, onDone }: { paper: Paper; onDone: () => void }) {
  const { enrollmentId, draft } = paper;
  const path = `/enrollments/${enrollmentId}/notes/${draft}`;
  const { reply, problem } = useRead<NoteDocument>(draft === null ? null : path);
  if (draft !== null && !reply) return <Unread problem={problem} />;
  return <Fields {...{ paper, onDone }} onFile={reply ?? null} />;
}

type Props = { paper: Paper; onFile: NoteDocument | null; onDone: () => void };

function Fields({ paper, onFile, onDone }: Props) {
  const outbox = useOutbox();
  const { enrollmentId, about, happenedAt } = paper;
  const client = fullName(paper.client);
  const name = `note/${onFile?.documentId ?? about}`;
  const { words, write, discard } = useDraft<Words>(name, { text: {} });
  const before: NoteText = onFile?.content.text ?? { type: typeOf(paper.what) };
  const textOf = (field: Named) => words.text[field] ?? before[field] ?? '';
  const lacks = askedOfNotes.filter((field) => textOf(field).trim() === '');
  const changed = askedOfNotes.some((field) => textOf(field) !== (before[field] ?? ''));

  const set = (field: Named, text: string) =>
    write({
      text: { ...words.text, [field]: text },
      ...(onFile ? { revision: words.revision ?? onFile.revision } : {}),
    });

  function press(does: 'sign' | 'keep' | 'discard'): void {
    const notes = `/enrollments/${enrollmentId}/notes`;
    const texts = Object.fromEntries(askedOfNotes.map((field) => [field, textOf(field).trim()]));
    const text = { ...before, ...withoutEmpty(texts) };
    const file = `${notes}/${onFile?.documentId ?? '{documentId}'}`;
    const kept: Asking[] = !onFile
      ? [{ path: notes, as: 'note', body: { text, about, happenedAt } }]
      : changed
        ? [
            {
              path: `${file}/acts/write`,
              as: 'write',
              body: { text },
              version: words.revision ?? onFile.revision,
            },
          ]
        : [];
    const requests =
      does === 'discard'
        ? [{ path: `${file}/acts/discard`, body: {} }]
        : [...kept, ...(does === 'sign' ? [{ path: `${file}/acts/sign`, as: 'sign', body: {} }] : [])];
    if (requests.length > 0)
      outbox.add({
        ...{
          enrollmentId,
          client,
          about: onFile?.documentId ?? about ?? '',
          requests,
          draft: { name, words },
        },
        ...(onFile && changed
          ? { compare: { nth: 0, path: file, at: 'text', words: 'contact.note', base: before } }
          : {}),
      });
    discard();
    onDone();
  }

  return (
    <FormFrame
      title={<FormattedMessage id="note.title" values={{ client }} />}
      buttons={
        <>
          <button type="submit" disabled={lacks.length > 0}>
            <FormattedMessage id="note.sign" />
          </button>
          <button type="button" disabled={!changed} onClick={() => press('keep')}>
            <FormattedMessage id="note.keep" />
          </button>
          {onFile && (
            <button type="button" onClick={() => press('discard')}>
              <FormattedMessage id="note.discard" />
            </button>
          )}
        </>
      }
      onSubmit={() => press('sign')}
      onClose={onDone}
    >
      {askedOfNotes.map((field) => (
        <label key={field} className={styles['words']}>
          <FormattedMessage id={`contact.note.${field}`} />
          <textarea
            rows={field === 'facts' ? 4 : 2}
            maxLength={4_000}
            value={textOf(field)}
            onChange={({ target }) => set(field, target.value)}
          />
        </label>
      ))}
      <p>
        {lacks.length === 0 ? (
          <FormattedMessage id="note.whole" />
        ) : (
          <FormattedMessage id="note.lacks" values={{ count: lacks.length }} />
        )}
      </p>
    </FormFrame>
  );
}

const withoutEmpty = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));

/** What a note of such a step is called. */
function typeOf(what: string): (typeof noteTypes)[number] {
  if (what === 'logContact' || what === 'recordLocateAttempt') return 'contact';
  return what === 'holdRstMeeting' ? 'meeting' : 'service';
}
