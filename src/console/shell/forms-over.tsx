import { type PropsWithChildren, useState } from 'react';
import { FormDialog } from '../forms/form-dialog.tsx';
import type { CommandType } from '../../kit/http/command.ts';
import { type AboutClient, OpenForm } from '../parts/about.ts';
import { fullName } from '../parts/full-name.ts';
import type { Overview } from '../server/replies.ts';
import { useRead } from '../server/use-read.ts';
import { usePlace } from '../session/place.ts';

/**
 * Forms that are opened from within another one, where that was refused: beside it in the page, so that neither is sent with the
 * other.
 */
export function FormsOver({ children }: PropsWithChildren) {
  const [place, setPlace] = usePlace('over');
  const [name, setName] = useState<string | null>(null);
  const [step, enrollmentId] = (place?.split(' ') ?? []) as [CommandType?, string?];
  // Whoever was locked out meanwhile: of whom it was is read again.
  const { reply } = useRead<Overview>(place && !name ? `/enrollments/${enrollmentId}/overview` : null);
  const client = name ?? (reply ? fullName(reply.client) : null);
  const open = (asked: CommandType, about: AboutClient) => {
    setName(about.client);
    setPlace(`${asked} ${about.enrollmentId}`);
  };
  return (
    <OpenForm value={open}>
      {children}
      {step && enrollmentId && client !== null && (
        <FormDialog {...{ step, enrollmentId, client, duty: null }} onDone={() => setPlace(null)} />
      )}
    </OpenForm>
  );
}
