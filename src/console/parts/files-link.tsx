import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { useSignedIn } from '../session/use-me.ts';

type Props = {
  /** The enrollment. */
  id: string;
  /** The document or the step whose files they are. */
  about: string;
  /** What it is called. */
  of: string;
};

/** From something in a client's record to its files, and to attaching one. */
export function FilesLink({ id, about, of }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  if (!operations.includes('attachment:write') || !operations.includes('details:read')) return null;
  return (
    <p className="no-print">
      <Link
        to="/clients/$id/file"
        params={{ id }}
        search={{ about, of }}
        aria-label={intl.formatMessage({ id: 'attach.files.of' }, { of })}
      >
        <IconPaperclip size={16} aria-hidden="true" /> <FormattedMessage id="attach.files" />
      </Link>
    </p>
  );
}
