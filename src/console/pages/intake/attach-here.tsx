import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Attachments } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { AttachForm } from '../client-file/attach-form.tsx';

/** What came with a referral on paper: its form, consents. Intake sees of a client's files what it sent itself. */
export function AttachHere({ id, of }: { id: string; of: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <FormattedMessage id="attach.title" />
      </summary>
      {open && <Form {...{ id, of }} />}
    </details>
  );
}

function Form({ id, of }: { id: string; of: string }) {
  const at = `/enrollments/${id}/attachments`;
  const { reply } = useRead<Attachments>(at);
  if (!reply) return null;
  return (
    <>
      <AttachForm {...{ at, of }} known={reply.items} />
      <ul>
        {reply.items.map(({ attachmentId, what, fileName, state }) => (
          <li key={attachmentId}>
            <FormattedMessage id={`attach.kind.${what}`} />
            {fileName !== null && `: ${fileName}`}
            {(state === 'scanning' || state === 'infected') && (
              <>
                {' '}
                <FormattedMessage id={`attach.${state}`} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
