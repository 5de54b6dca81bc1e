import { lazy, Suspense } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconPencil } from '@tabler/icons-react';
import { OverPage } from '../../parts/over-page.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Team } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import styles from '../client/part.module.css';

const HouseholdForm = lazy(async () => ({ default: (await import('./household-form.tsx')).HouseholdForm }));

type Props = { enrollmentId: string; client: string; today: string; household: Team['household'] };

/** The family that is enrolled together: who is in it, and who is whose guardian. */
export function HouseholdCard(props: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { enrollmentId, client, household } = props;
  const [opened, setOpened] = usePlace(`household/${enrollmentId}`);
  const members = household?.content.members ?? [];
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? '–';
  const title = intl.formatMessage(
    { id: 'form.title' },
    { what: intl.formatMessage({ id: 'household.part.members' }), client },
  );
  const close = () => setOpened(null);
  return (
    <div className={styles['card']}>
      <h3>
        <FormattedMessage id="household.part.members" />
      </h3>
      {members.length === 0 && (
        <p>
          <FormattedMessage id="household.none" />
        </p>
      )}
      <ul>
        {members.map(({ id, name, relation, minor, guardians }) => (
          <li key={id}>
            <strong>{name}</strong> {relation}
            {minor && (
              <>
                {' · '}
                <FormattedMessage
                  id="household.guardedBy"
                  values={{ names: guardians.map(nameOf).join(', ') }}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {operations.includes('household:write') && (
        <button
          type="button"
          className={styles['aside']}
          aria-label={title}
          onClick={() => setOpened('household')}
        >
          <IconPencil size={16} aria-hidden="true" /> <FormattedMessage id="household.part.members" />
        </button>
      )}
      {opened !== null && (
        <OverPage label={title} onClose={close}>
          <Suspense fallback={<Unread problem={null} />}>
            <HouseholdForm {...props} onDone={close} />
          </Suspense>
        </OverPage>
      )}
    </div>
  );
}
