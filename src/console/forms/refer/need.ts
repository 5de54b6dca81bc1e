import { datesByNeed, reportedWords, saidByNeed } from '../../../features/referrals/from-need.ts';
import type { Planned } from '../../../features/referrals/from-plan.ts';
import type { TriageView } from '../../server/replies.ts';
import { triagePath } from '../steps/from-consent.ts';
import type { Known, Words } from '../steps/fields.ts';

type Written = Readonly<Record<string, unknown>>;

const triageIn = (known: Known) => known.reply(triagePath(known)) as TriageView | undefined;
/** What was written with that need as it was gone through; nothing where the reader may not know. */
export const writtenOf = (known: Known, id: unknown): Written =>
  triageIn(known)?.needs.find(({ stepId }) => stepId === id)?.details ?? {};

/** The newest report that has words on the need, where none were taken down as it was gone through. */
function reportOf(known: Known, need: Written): { id: string; details: Written } | undefined {
  if (typeof need['words'] === 'string') return undefined;
  const reports = triageIn(known)?.reported ?? [];
  const found = reports.findLast(({ details = {} }) => reportedWords(need['need'], details) !== '');
  return found && { id: found.stepId, details: found.details ?? {} };
}

/** What is told in an emergency, all of it from the record, and what is named for it; null: it is none. */
export function saidInEmergency(
  known: Known,
  words: Words,
): (Planned & { names: { need: string; reportedIn?: string } }) | null {
  const { need, service, emergency } = words;
  if (emergency !== true || typeof need !== 'string' || need === '') return null;
  const confirmed = writtenOf(known, need);
  const report = reportOf(known, confirmed);
  return {
    words: saidByNeed(String(service), confirmed, report?.details),
    dates: datesByNeed(known.status, need, known.at),
    planFunding: [],
    names: { need, ...(report ? { reportedIn: report.id } : {}) },
  };
}
