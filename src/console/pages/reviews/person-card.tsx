import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCalendar } from '@tabler/icons-react';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { CheckInForm } from './check-in-form.tsx';
import type { DueReviews } from '../../server/replies.ts';
import { PlanForm } from './plan-form.tsx';
import styles from './page.module.css';

type Person = DueReviews['items'][number];
type Props = { one: Person; formats: DueReviews['formats']; time: AgencyTime };

/** One member of staff: what is owed, what is under way, and the next step of it. */
export function PersonCard({ one, formats, time }: Props) {
  const me = useSignedIn();
  const [form, setForm] = usePlace<'plan' | 'check-in'>(`review/${one.staff.staffId}`);
  const { staff, supervisor, duties, reviews } = one;
  const leads = supervisor?.staffId === me.staffId;
  return (
    <article className={styles['card']} aria-label={staff.name}>
      <header>
        <h2>{staff.name}</h2>
        <p className={styles['by']}>
          {supervisor ? (
            <FormattedMessage id="reviews.by" values={{ name: supervisor.name }} />
          ) : (
            <FormattedMessage id="reviews.byNobody" />
          )}
        </p>
      </header>
      <ul className={styles['duties']}>
        {duties.map(({ kind, due, state }) => (
          <li key={`${kind} ${due}`} data-late={state === 'overdue'}>
            {state === 'overdue' ? (
              <IconAlertTriangle size={18} aria-hidden="true" />
            ) : (
              <IconCalendar size={18} aria-hidden="true" />
            )}{' '}
            <FormattedMessage id={`reviews.kind.${kind}`} />:{' '}
            <FormattedMessage id={`reviews.${state}`} values={{ day: time.day(due) }} />
          </li>
        ))}
        {reviews.map((review) => (
          <ReviewLine key={review.documentId} {...{ review, staff, supervisor, time }} />
        ))}
      </ul>
      {leads && form === null && formats.length > 0 && (
        <div className={styles['acts']}>
          <Opens form="plan" name={staff.name} onOpen={() => setForm('plan')} />
          <Opens form="check-in" name={staff.name} onOpen={() => setForm('check-in')} />
        </div>
      )}
      {form === 'plan' && <PlanForm {...{ staff, formats }} onClose={() => setForm(null)} />}
      {form === 'check-in' && <CheckInForm {...{ staff, formats }} onClose={() => setForm(null)} />}
    </article>
  );
}

function Opens({ form, name, onOpen }: { form: 'plan' | 'check-in'; name: string; onOpen: () => void }) {
  const intl = useIntl();
  return (
    <button
      type="button"
      aria-label={intl.formatMessage({ id: `reviews.${form}.of` }, { name })}
      onClick={onOpen}
    >
      <FormattedMessage id={`reviews.${form}`} />
    </button>
  );
}

type LineProps = Pick<Person, 'staff' | 'supervisor'> & {
  review: Person['reviews'][number];
  time: AgencyTime;
};

/** A review that was begun: where it stands, and the signature of whose turn it is. */
function ReviewLine({ review, staff, supervisor, time }: LineProps) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const me = useSignedIn();
  const { documentId, state, plannedOn, format, waitsFor } = review;
  const turn = waitsFor === 'supervisor' ? supervisor?.staffId : staff.staffId;
  const signs = (state === 'held' || state === 'signed-by-supervisor') && turn === me.staffId;
  return (
    <li>
      <IconCalendar size={18} aria-hidden="true" />{' '}
      <FormattedMessage id={`reviews.state.${state}`} values={{ day: time.date(plannedOn) }} /> (
      <FormattedMessage id={`reviews.format.${format}`} />)
      {state !== 'planned' && state !== 'prepared' && (
        <>
          {' '}
          <PaperLinks paper="case-review" at={`/staff/${staff.staffId}/case-reviews/${documentId}/paper`} />
        </>
      )}
      {signs && !settling.has(documentId) && (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'reviews.sign.of' }, { name: staff.name })}
          onClick={() =>
            outbox.add({
              ...{ enrollmentId: staff.staffId, client: staff.name, about: documentId, body: {} },
              path: `/staff/${staff.staffId}/case-reviews/${documentId}/acts/sign`,
            })
          }
        >
          <FormattedMessage id="reviews.sign" />
        </button>
      )}
    </li>
  );
}
