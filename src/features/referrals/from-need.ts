import { dueAfter, formatLocalDate, type Instant, localDateOf } from '../../engine/calendar/index.ts';
import type { PathwayStatus } from '../../engine/obligations/fold.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { Referral } from './state.ts';
import type { Planned } from './from-plan.ts';

/** What people wrote, by the step's id. */
type Written = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * What the referral of an emergency says, which waits for no plan (RF-1): what the need is called and the client's words for it,
 * those of a report of it where one is named, the service by its code. Of the report nothing else is told: not its summary, and
 * no other need.
 */
export function saidByNeed(
  service: string,
  confirmed: Readonly<Record<string, unknown>>,
  report: Readonly<Record<string, unknown>> = {},
): Pick<Planned['words'], 'presentingIssue' | 'desiredServices' | 'goals'> {
  const title = text(confirmed['title']);
  const told = [text(confirmed['words']), reportedWords(confirmed['need'], report)].filter(Boolean);
  return {
    presentingIssue: [title, ...told].filter(Boolean).join(': '),
    desiredServices: service.replaceAll('-', ' '),
    goals: title && `This need is met: ${title}`,
  };
}

const text = (said: unknown): string => (typeof said === 'string' ? said : '');

/** What was told of that need in a report of several. */
export function reportedWords(need: unknown, { needs }: Readonly<Record<string, unknown>>): string {
  const all = (Array.isArray(needs) ? needs : []) as { need?: unknown; words?: unknown }[];
  return text(all.find((one) => one.need === need)?.words);
}

/**
 * What a referral says: as it was put together when it was made, or by the steps it names. The words of one that was voided are
 * of nobody any more.
 */
export function wordsOf(
  { id, facts }: Pick<Referral['made'], 'id' | 'facts'>,
  written: Written,
  effective: readonly RecordedStep[],
): Readonly<Record<string, unknown>> | undefined {
  const own = written.get(id);
  if (facts.saidByNeed !== true || !own) return own;
  const of = (named = '') => (effective.some((step) => step.id === named) ? (written.get(named) ?? {}) : {});
  return { ...own, ...saidByNeed(facts.service, of(facts.need), of(facts.reportedIn)) };
}

/**
 * By when: the need is to be met by the deadline of its referral, and the service is looked at when the policy has services
 * reviewed (RF-5), as if it began now. A need that is on its way to the record counts as gone through now.
 */
export function datesByNeed(
  { policy, obligations }: Pick<PathwayStatus, 'policy' | 'obligations'>,
  need: string | undefined,
  at: Instant,
): Planned['dates'] {
  const { calendar, profile } = policy;
  const after = (step: 'makeReferral' | 'reviewService') => {
    const rule = profile.rules.find(({ met }) =>
      met.some((one) => one.step === step && (step === 'reviewService' || one.thing === 'need')),
    );
    const owed =
      need === undefined
        ? undefined
        : obligations.find((one) => one.focus === need && one.kind === rule?.kind);
    if (owed) return owed.due;
    return rule && 'interval' in rule.cadence
      ? dueAfter(calendar, at, rule.cadence.interval, profile.businessDayEnds.value)
      : at;
  };
  const day = (due: Instant) => Math.max(localDateOf(calendar, due), localDateOf(calendar, at));
  const target = day(after('makeReferral'));
  return {
    targetOn: formatLocalDate(target),
    reviewOn: formatLocalDate(Math.max(target, day(after('reviewService')))),
  };
}
