import { type IntlShape, useIntl } from 'react-intl';
import { localDateOf } from '../../../engine/calendar/index.ts';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import type { Me } from '../../server/replies.ts';
import { useReplies } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import type { Judging } from '../preview.ts';
import type { OpenedForm } from '../registry.ts';
import type { AnyForm, Known } from './fields.ts';

type Given = Pick<OpenedForm, 'enrollmentId' | 'client' | 'duty'> & {
  form: Pick<AnyForm, 'reads'>;
  about: string | null;
  opened: number;
};

/** The record as it stood when the form was opened, with what has been read for its fields; null while there is no record. */
export function useKnown(given: Given & { judging: Judging }): Known;
export function useKnown(given: Given & { judging: Judging | undefined }): Known | null;
export function useKnown({ form, judging, opened, ...of }: Given & { judging: Judging | undefined }) {
  const intl = useIntl();
  const me = useSignedIn();
  const known = judging ? knownBy(judging, of, opened, { intl, me }) : null;
  const replies = useReplies((known && form.reads?.(known)) ?? []);
  return known && { ...known, reply: (path: string) => replies.get(path) };
}

function knownBy(
  { state }: Judging,
  of: Pick<Known, 'enrollmentId' | 'client' | 'duty' | 'about'>,
  opened: number,
  { intl, me }: { intl: IntlShape; me: Me },
): Omit<Known, 'reply'> {
  // Not before what is recorded, though the clocks of two machines differ.
  const asOf = Math.max(opened, state.lastRecordedAt);
  const status = statusAt(state.steps, asOf);
  return {
    ...{ ...of, status, me },
    steps: effectiveSteps(state.steps, asOf),
    today: localDateOf(status.policy.calendar, asOf),
    at: opened,
    time: agencyTime(intl.locale, me.agency.timeZone),
    say: (id, values) => intl.formatMessage({ id }, values),
  };
}
