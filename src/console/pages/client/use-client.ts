import { useParams } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { type Reading, useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';

/** A part of the client whose pages one is on, by its address below them. */
export function usePart<Reply>(path: string | null): Reading<Reply> & { id: string; time: AgencyTime } {
  const { id } = useParams({ from: '/clients/$id' });
  const intl = useIntl();
  const { agency } = useSignedIn();
  const reading = useRead<Reply>(path === null ? null : `/enrollments/${id}/${path}`);
  return { ...reading, id, time: agencyTime(intl.locale, agency.timeZone) };
}
