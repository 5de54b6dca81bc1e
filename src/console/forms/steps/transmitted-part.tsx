import { FormattedMessage } from 'react-intl';
import { referralRegister } from '../../../features/referrals/state.ts';
import { transmitted } from '../../../features/referrals/transmittal.ts';
import type { Providers, Referrals } from '../../server/replies.ts';
import type { PartProps } from './fields.ts';
import styles from '../form.module.css';

const shown = ['presentingIssue', 'desiredServices', 'goals', 'payers', 'payersAsked'] as const;

/** What leaves the agency, and to whom: it is shown before it is sent. */
export function TransmittedPart({ known, words }: Pick<PartProps, 'known' | 'words'>) {
  const made = referralRegister(known.steps).referrals.find(({ made }) => made.id === words['about'])?.made;
  if (!made) return null;
  const directory = (known.reply('/providers') as Providers | undefined)?.items ?? [];
  const provider = directory.find(({ documentId }) => documentId === made.facts.provider)?.content.name;
  const written = known.reply(`/enrollments/${known.enrollmentId}/referrals`) as Referrals | undefined;
  const details = written?.items.find(({ stepId }) => stepId === made.id)?.details;
  return (
    <div className={styles['leaves']}>
      <p>
        <FormattedMessage
          id="refer.leaves"
          values={{
            provider: <strong>{provider}</strong>,
            what: transmitted(made.facts)
              .map((part) => known.say(`option.content.${part}`))
              .join(', '),
          }}
        />
      </p>
      <ul>
        {shown
          .filter((name) => details?.[name] !== undefined)
          .map((name) => (
            <li key={name}>{textOf(details?.[name])}</li>
          ))}
      </ul>
    </div>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
