import { useIntl } from 'react-intl';
import { localDateOf } from '../../../engine/calendar/index.ts';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import { useReplies } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import type { Judging } from '../preview.ts';
import type { OpenedForm } from '../registry.ts';
import type { AnyForm, Known } from './fields.ts';

type Given = Pick<OpenedForm, 'enrollmentId' | 'client' | 'duty'> & {
  form: Pick<AnyForm, 'reads'>;
  about: string | null;
  judging: Judging;
  opened: number;
};

/** The record as it stood when the form was opened, with what has been read for its fields. */
export function useKnown({ form, enrollmentId, client, duty, about, judging, opened }: Given): Known {
  const intl = useIntl();
  const me = useSignedIn();
  const { state } = judging;
  // Not before what is recorded, though the clocks of two machines differ.
  const asOf = Math.max(opened, state.lastRecordedAt);
  const status = statusAt(state.steps, asOf);
  const known = {
    ...{ enrollmentId, client, duty, about, status, me },
    steps: effectiveSteps(state.steps, asOf),
    today: localDateOf(status.policy.calendar, asOf),
    time: agencyTime(intl.locale, me.agency.timeZone),
    say: (id: string, values?: Record<string, string | number>) => intl.formatMessage({ id }, values),
  };
  const replies = useReplies(form.reads?.(known) ?? []);
  return { ...known, reply: (path) => replies.get(path) };
}
