import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { likeName, LookAlike } from '../../parts/look-alike.tsx';
import type { Candidates, PossibleDuplicates } from '../../server/replies.ts';
import { request } from '../../server/request.ts';
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
                <LookAlike one={one} />
                <Answers
                  name={likeName(one)}
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
