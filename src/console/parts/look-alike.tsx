import { FormattedMessage, useIntl } from 'react-intl';
import type { Candidates } from '../server/replies.ts';
import { useSignedIn } from '../session/use-me.ts';
import { agencyTime } from '../time/format.ts';
import { fullName } from './full-name.ts';

type Own = Candidates['own'][number];
type Other = Candidates['others'][number];

/** Somebody on record who looks like another person, as far as the reader may see them. */
export function LookAlike({ one }: { one: Own | Other }) {
  return 'enrollments' in one ? <OwnOne one={one} /> : <OthersOne one={one} />;
}

/** What they are called in a label. */
export const likeName = (one: Own | Other): string =>
  'enrollments' in one ? fullName(one) : `${one.initials} ${one.reference}`.trim();

function OwnOne({ one }: { one: Own }) {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const time = agencyTime(intl.locale, agency.timeZone);
  const open = one.enrollments.find((enrollment) => enrollment.open);
  return (
    <p>
      <strong>{fullName(one)}</strong> · {one.reference}
      {one.birthDate !== null && ` · ${time.date(one.birthDate)}`}
      {' · '}
      <FormattedMessage id={open ? 'intake.twin.enrolled' : 'intake.twin.notEnrolled'} />
      {open?.why && (
        <>
          {' · '}
          <a href={`/clients/${open.enrollmentId}`}>
            <FormattedMessage id="intake.twin.open" values={{ client: fullName(one) }} />
          </a>
        </>
      )}
    </p>
  );
}

function OthersOne({ one }: { one: Other }) {
  return (
    <p>
      <strong>{one.initials || one.reference}</strong> · {one.reference}
      {one.birthYear !== null && (
        <>
          {' · '}
          <FormattedMessage id="intake.twin.born" values={{ year: String(one.birthYear) }} />
        </>
      )}
      {' · '}
      <FormattedMessage id="intake.twin.other" />
    </p>
  );
}
