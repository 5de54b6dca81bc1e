import { FormattedMessage } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Problem } from '../../server/request.ts';
import type { Told } from './told.ts';
import styles from './page.module.css';

type Props = { problem: Problem; told: Told; onChange: (changed: Partial<Told>) => void };

/** Which field an error of the server's is about, in the words that stand at it. */
const fields: Record<string, string> = {
  '/client/givenName': 'intake.givenName',
  '/client/familyName': 'intake.familyName',
  '/client/birthDate': 'intake.birthDate',
  '/client/phone/value': 'intake.phone',
  '/client/reference': 'intake.reference',
  '/referral/level': 'intake.level',
  '/referral/needs': 'intake.needs',
  '/referral/note': 'intake.note',
};

/** Why it was not taken, and what takes it on from here. */
export function Refused({ problem, told, onChange }: Props) {
  const { code, errors = [], onRecord, enrollmentId } = problem;
  return (
    <div className={styles['refused']}>
      <ProblemBox problem={problem} />
      <ul>
        {errors.map(({ pointer = '', detail }) => (
          <li key={pointer}>
            <FormattedMessage id={fields[pointer] ?? 'intake.field'} />: {detail}
          </li>
        ))}
      </ul>
      {code === 'person-differs' && onRecord && (
        <div className={styles['row']}>
          <button type="button" onClick={() => onChange({ same: { ...onRecord, enrollmentId: null } })}>
            <FormattedMessage id="intake.same" />
          </button>
          <button type="button" onClick={() => onChange({ reference: '', same: null })}>
            <FormattedMessage id="intake.different" />
          </button>
        </div>
      )}
      {code === 'client-already-enrolled' && enrollmentId !== undefined && (
        <div className={styles['row']}>
          <a href={`/clients/${enrollmentId}`}>
            <FormattedMessage id="intake.enrolled.open" />
          </a>
          <button
            type="button"
            disabled={told.same?.enrollmentId === enrollmentId}
            onClick={() =>
              onChange({
                same: {
                  clientId: told.same?.clientId ?? '',
                  reference: told.same?.reference ?? told.reference,
                  enrollmentId,
                },
              })
            }
          >
            <FormattedMessage id="intake.enrolled.use" />
          </button>
        </div>
      )}
    </div>
  );
}
