import { FormattedMessage, useIntl } from 'react-intl';
import { IconPrinter } from '@tabler/icons-react';
import type { Papers } from '../server/replies.ts';

type Props = {
  paper: Papers['items'][number]['paper'] | 'case-review' | 'release-template';
  /** Where the API has it, under its address. */
  at: string;
  /** The document or the step it is made of, where the address does not say. */
  of?: string;
  /** Its copy for somebody to whom it was given, with its notice, by the line of the accounting. */
  handedOut?: string;
};

/** What clients take home, by the beginnings of its names: it is printed in Spanish as well. */
const takenHome = /^(?:care-plan|safety|transition|release|accounting)/;

/** A paper from the record: as PDF, and as a page for the browser's printer. Who prints it stands on it and on record. */
export function PaperLinks({ paper, at, of, handedOut }: Props) {
  const intl = useIntl();
  const name = intl.formatMessage({ id: `papers.${paper}` });
  const called = handedOut === undefined ? name : intl.formatMessage({ id: 'handOut.copy' }, { paper: name });
  const more = Object.entries({ of, handedOut }).flatMap(([key, value]) =>
    value === undefined ? [] : [`&${key}=${encodeURIComponent(value)}`],
  );
  const form = { pdf: 'format=pdf', html: 'format=html', spanish: 'format=pdf&language=es' };
  // What goes to others goes in English.
  const isTakenHome = handedOut === undefined && takenHome.test(paper);
  const forms = isTakenHome ? (['pdf', 'html', 'spanish'] as const) : (['pdf', 'html'] as const);
  return (
    <span className="no-print">
      <IconPrinter size={16} aria-hidden="true" /> {called}{' '}
      {forms.map((format) => (
        <span key={format}>
          {' '}
          <a
            href={`/api/v1${at}?${form[format]}${more.join('')}`}
            target="_blank"
            rel="noreferrer"
            aria-label={intl.formatMessage({ id: `papers.${format}.of` }, { paper: called })}
          >
            <FormattedMessage id={`papers.${format}`} />
          </a>
        </span>
      ))}
    </span>
  );
}
