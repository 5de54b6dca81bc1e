import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Tick } from '../../parts/choice.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { TypedField } from '../typed-field.tsx';
import type { PartProps } from './fields.ts';

/** Who signed. On a screen the one who signs types it, and says that it is their signature. */
export function SignaturePart({ value, words, onChange }: PartProps) {
  const [signs, setSigns] = useState(false);
  return (
    <>
      <TypedField
        {...{ label: 'field.signerName', required: true, maxLength: 200, onChange }}
        value={typeof value === 'string' ? value : ''}
      />
      {words['signature'] === 'on-screen' && (
        <Tick checked={signs} required onChange={setSigns}>
          <FormattedMessage id="release.signs" />
        </Tick>
      )}
    </>
  );
}

/** The client was told: nothing goes on without it. */
export function ToldPart({ value, known, onChange }: PartProps) {
  return (
    <Tick
      checked={typeof value === 'string'}
      required
      onChange={(told) => onChange(told ? known.say('release.toldHow') : undefined)}
    >
      <FormattedMessage id="release.told" />
    </Tick>
  );
}

/** The form as it is before anything is agreed, for who signs on paper. */
export function BlankForm({ known, words }: Pick<PartProps, 'known' | 'words'>) {
  const { enrollmentId, me } = known;
  if (words['signature'] !== 'on-paper' || !me.operations.includes('details:read')) return null;
  return (
    <p>
      <PaperLinks
        paper="release-template"
        at={`/enrollments/${enrollmentId}/papers/release-form`}
        of="template"
      />
    </p>
  );
}
