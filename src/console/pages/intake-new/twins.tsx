import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { fullName } from '../../parts/full-name.ts';
import type { Candidates, PossibleDuplicates } from '../../server/replies.ts';
import { request } from '../../server/request.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { type Same, soughtBy, type Told } from './told.ts';
import styles from './page.module.css';

const settleMs = 600;

/** Whom the person looks like, while somebody types; nothing is asked before a pause. */
function useTwins(told: Told): Candidates | undefined {
  const sought = JSON.stringify(soughtBy(told));
  const [settled, setSettled] = useState('null');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(sought), settleMs);
    return () => clearTimeout(timer);
  }, [sought]);
  const { data } = useQuery({
    queryKey: ['twins', settled],
    queryFn: () =>
      request<PossibleDuplicates>('/enrollments/possible-duplicates', {
        ...{ method: 'POST', body: { client: JSON.parse(settled) as object } },
      }),
    enabled: settled !== 'null',
    // What is shown of strangers is put on record: the same is not asked twice, and not kept when nobody looks.
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  return data?.candidates;
}

type Props = {
  told: Told;
  /** With whom the referral was asked back. */
  refused: Candidates | undefined;
  onChange: (changed: Partial<Told>) => void;
};

/** Who on record may be this person: told by one tap that they are, or that they are somebody else. */
export function Twins({ told, refused, onChange }: Props) {
  const typed = useTwins(told);
  const { own, others } = merged(typed, refused);
  const left = [...own, ...others].filter(
    ({ clientId }) => !told.differentFrom.includes(clientId) && told.same?.clientId !== clientId,
  );
  const isOwn = (one: (typeof left)[number]): one is Own => 'enrollments' in one;
  return (
    <div role="status" className={styles['twins']}>
      {told.same && (
        <p className={styles['settled']}>
          <FormattedMessage id="intake.same.chosen" values={{ reference: told.same.reference }} />{' '}
          <button type="button" onClick={() => onChange({ same: null })}>
            <FormattedMessage id="intake.same.undo" />
          </button>
        </p>
      )}
      {!told.same && left.length > 0 && (
        <>
          <p>
            <strong>
              <FormattedMessage id="intake.twins" values={{ count: left.length }} />
            </strong>
          </p>
          <ul>
            {left.map((one) => (
              <li key={one.clientId}>
                {isOwn(one) ? <OwnTwin {...{ one }} /> : <OtherTwin {...{ one }} />}
                <Answers
                  name={nameOf(one)}
                  onSame={() => onChange({ same: sameOf(one) })}
                  onDifferent={() => onChange({ differentFrom: [...told.differentFrom, ...filesOf(one)] })}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {told.differentFrom.length > 0 && (
        <p className={styles['settled']}>
          <FormattedMessage id="intake.different.noted" values={{ count: told.differentFrom.length }} />{' '}
          <button type="button" onClick={() => onChange({ differentFrom: [] })}>
            <FormattedMessage id="intake.different.undo" />
          </button>
        </p>
      )}
    </div>
  );
}

type Own = Candidates['own'][number];
type Other = Candidates['others'][number];

function OwnTwin({ one }: { one: Own }) {
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

function OtherTwin({ one }: { one: Other }) {
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

function Answers({
  name,
  onSame,
  onDifferent,
}: {
  name: string;
  onSame: () => void;
  onDifferent: () => void;
}) {
  const intl = useIntl();
  return (
    <div className={styles['row']}>
      <button
        type="button"
        aria-label={intl.formatMessage({ id: 'intake.same.of' }, { name })}
        onClick={onSame}
      >
        <FormattedMessage id="intake.same" />
      </button>
      <button
        type="button"
        aria-label={intl.formatMessage({ id: 'intake.different.of' }, { name })}
        onClick={onDifferent}
      >
        <FormattedMessage id="intake.different" />
      </button>
    </div>
  );
}

const nameOf = (one: Own | Other): string =>
  'enrollments' in one ? fullName(one) : `${one.initials} ${one.reference}`.trim();

function sameOf(one: Own | Other): Same {
  const open = 'enrollments' in one ? one.enrollments.find((enrollment) => enrollment.open) : undefined;
  return {
    ...{ clientId: one.clientId, reference: one.reference },
    enrollmentId: open?.why ? open.enrollmentId : null,
  };
}

/** All files of that person. */
const filesOf = (one: Own | Other): string[] =>
  'enrollments' in one ? [one.clientId, ...one.linked.map(({ clientId }) => clientId)] : [one.clientId];

function merged(...lists: (Candidates | undefined)[]): Candidates {
  const once = <One extends { clientId: string }>(all: One[]) => [
    ...new Map(all.map((one) => [one.clientId, one])).values(),
  ];
  return {
    own: once(lists.flatMap((one) => one?.own ?? [])),
    others: once(lists.flatMap((one) => one?.others ?? [])),
  };
}
