import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconPaperclip } from '@tabler/icons-react';
import { useSignedIn } from '../session/use-me.ts';

type Props = {
  /** The enrollment. */
  id: string;
  /** The step that granted it. */
  release: string;
  /** Whom it lets be told. */
  of: string;
};

/** From a release to attaching what was signed: the form knows what it is, and of which release. */
export function AttachCopy({ id, release, of }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  if (!operations.includes('attachment:write') || !operations.includes('details:read')) return null;
  return (
    <Link
      to="/clients/$id/file"
      params={{ id }}
      search={{ about: release, of, what: 'signed-release' }}
      aria-label={intl.formatMessage({ id: 'releases.attach.of' }, { of })}
    >
      <IconPaperclip size={16} aria-hidden="true" /> <FormattedMessage id="releases.attach" />
    </Link>
  );
}
