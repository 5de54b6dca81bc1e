import { FormattedMessage, useIntl } from 'react-intl';
import { isLead } from '../../../engine/policy/terms.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { fullName } from '../../parts/full-name.ts';
import type { Overview, TimelineEvent } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from './page.module.css';

/** None is voided here: each has an end of its own, and what was voided is entered again. */
const never = ['receiveReferral', 'voidStep', 'revokeRelease', 'payFromFund', 'takeOver', 'carryDuty'];

/** Voids what was entered in error, by whoever entered it or a lead; why, they say. */
export function Voids({ event, time }: { event: TimelineEvent; time: AgencyTime }) {
  const intl = useIntl();
  const { operations, staffId, role } = useSignedIn();
  const { id, reply } = usePart<Overview>('overview');
  const { step, stepId, by, title, occurredAt, voidedBySeq } = event;
  const [opened, setOpened] = usePlace(`void/${id}/${stepId}`);
  const may =
    step !== null &&
    stepId !== null &&
    voidedBySeq === null &&
    !never.includes(step) &&
    operations.includes('command:voidStep') &&
    (by.staffId === staffId || isLead(role));
  if (!may || !reply) return null;
  return (
    <>
      <button
        type="button"
        className={styles['voids']}
        aria-label={intl.formatMessage({ id: 'timeline.void.of' }, { title, ...time.parts(occurredAt) })}
        onClick={() => setOpened('voidStep')}
      >
        <FormattedMessage id="timeline.void" />
      </button>
      {opened && (
        <FormDialog
          {...{ step: 'voidStep', enrollmentId: id, client: fullName(reply.client) }}
          {...{ duty: null, about: stepId }}
          onDone={() => setOpened(null)}
        />
      )}
    </>
  );
}
