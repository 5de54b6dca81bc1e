import { FormattedMessage } from 'react-intl';
import { UnderConsent } from '../../parts/under-consent.tsx';
import { useSignedIn } from '../../session/use-me.ts';
import type { CarriedOver } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/**
 * Above each page of a client who came from another agency: under what consent that came over which is read here, and that it
 * goes no further (42 CFR 2.32). On paper it stands as well.
 */
export function Carried({ enrollmentId, time }: { enrollmentId: string; time: AgencyTime }) {
  const { operations } = useSignedIn();
  const path = operations.includes('transfer:read') ? `/enrollments/${enrollmentId}/carried` : null;
  const { reply } = useRead<CarriedOver>(path);
  if (!reply?.from || !reply.letBy) return null;
  return (
    <section className={styles['carried']} aria-labelledby="carried">
      <h2 id="carried">
        <FormattedMessage id="carried.from" values={{ agency: reply.from.agency }} />
      </h2>
      <UnderConsent letBy={reply.letBy} time={time} words="carried" />
    </section>
  );
}
