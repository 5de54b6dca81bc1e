import { Unread } from '../../parts/unread.tsx';
import type { Overview } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { Why } from '../client/why.tsx';

type Props = {
  enrollmentId: string;
  /** By its key. */
  duty: string;
  time: AgencyTime;
};

/**
 * The rest of why, as the client's page says it: read when somebody asks. With the day it would be the steps of each client of the
 * caseload, for what is asked of one duty now and then.
 */
export function ReadWhy({ enrollmentId, duty, time }: Props) {
  const { reply, problem } = useRead<Overview>(`/enrollments/${enrollmentId}/overview`);
  const found = reply?.duties.find(({ key }) => key === duty);
  if (found) return <Why duty={found} time={time} />;
  return reply ? null : <Unread problem={problem} />;
}
