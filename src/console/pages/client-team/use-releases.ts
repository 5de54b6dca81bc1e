import { useIntl } from 'react-intl';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import type { Judging } from '../../forms/preview.ts';
import type { Option } from '../../forms/steps/fields.ts';
import { releases } from '../../forms/steps/things.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { now } from '../../time/now.ts';

/** Releases of information that hold now, as a form names them; undefined until the record is there. */
export function useReleases(judging: Judging | undefined): readonly Option[] | undefined {
  const intl = useIntl();
  const { agency } = useSignedIn();
  if (!judging) return undefined;
  const { state } = judging;
  const asOf = Math.max(now(), state.lastRecordedAt);
  return releases({
    steps: effectiveSteps(state.steps, asOf),
    status: statusAt(state.steps, asOf),
    time: agencyTime(intl.locale, agency.timeZone),
    say: (id, values) => intl.formatMessage({ id }, values),
  });
}
