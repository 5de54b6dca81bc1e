import { RecordUnavailableError } from '../../kit/reads.ts';
import type { Source } from '../export.ts';
import { describedAs, systemOf } from '../source.ts';
import { enrollOne } from './enroll-one.ts';
import type { EnrollDependencies, Enrolled } from './enroll-one.ts';
import { planImport } from './plan.ts';
import type { Plan, Planned, PlanOptions } from './plan.ts';

/** What the agency has: its policy, and the codes of needs that its list has in force. */
type Agencys = Pick<EnrollDependencies, 'policy'> & { needs: readonly string[] };

export type StartDependencies = Omit<EnrollDependencies, 'gateway' | 'agencyId' | 'source'> & {
  /** Asked for only when there is something to start. */
  gateway: () => Promise<EnrollDependencies['gateway']>;
};

export type StartOptions = Pick<PlanOptions, 'agencyId' | 'source'> & {
  from: Source;
  plan: Plan;
  /** How many were dealt with so far. */
  done: (count: number) => void;
  /** Ends the import after those it is at. */
  interrupted?: AbortSignal | undefined;
};

/** Why an import ended before its end. What it had started is safe, and the same export goes on from there. */
export type Trouble = { code: 'away' | 'stopped' | 'no-namespace' } | { code: 'broke-off'; error: unknown };

/** The agency's policy has no such levels of care. Nothing was started. */
export class UnknownLevels extends Error {
  override readonly name = 'UnknownLevels';
  readonly unknown: readonly string[];
  readonly known: readonly string[];

  constructor(unknown: readonly string[], known: readonly string[]) {
    super('the policy has no such level of care');
    this.unknown = unknown;
    this.known = known;
  }
}

// Each waits for the worker and the record in turn; more would only queue there.
const atATime = 4;

/** Says of each row what is to become of it, and writes nothing. Throws UnknownLevels. */
export async function prepareImport(
  store: EnrollDependencies['store'],
  agency: Agencys,
  options: PlanOptions,
): Promise<Plan> {
  const plan = await planImport(store, options);
  refuseUnknownLevels(plan.planned, agency, options.level);
  keepListedNeeds(plan.planned, agency);
  return plan;
}

/** Starts what was planned, and notes in each row's report what came of it. Answers what went wrong, if anything. */
export async function startPlanned(deps: StartDependencies, options: StartOptions): Promise<Trouble | null> {
  const { store } = deps;
  const { agencyId, source, from, plan } = options;
  await store.keepSource(agencyId, source, describedAs(from));
  await store.name(agencyId, source, plan.recognised);
  const trouble = plan.planned.length === 0 ? null : await startAll(deps, options);
  if (trouble !== null) return trouble;
  try {
    // Also those whom imports of before have named: a run that broke off is made whole by the next one.
    await store.identify(agencyId, source, systemOf(source));
    return null;
  } catch (error) {
    return troubleOf(error);
  }
}

function refuseUnknownLevels(
  planned: readonly Planned[],
  { policy }: Agencys,
  asked: string | undefined,
): void {
  const levels = policy.profile.levels.map(({ id }) => id);
  const wanted = new Set([
    ...(asked === undefined ? [] : [asked]),
    ...planned.map(({ referral }) => referral.level),
  ]);
  const unknown = [...wanted].filter((level) => !levels.includes(level));
  if (unknown.length > 0) throw new UnknownLevels(unknown, levels);
}

const unlisted =
  "the export tells of what the agency's list has no code for: it stands with the referral, in the words of the export";

/** A need is told by the agency's own codes. What has none is not lost: the referral brings what the export says of the client. */
function keepListedNeeds(planned: readonly Planned[], { needs }: Agencys): void {
  for (const { report, referral } of planned) {
    const known = referral.needs.filter((need) => needs.includes(need));
    if (known.length === referral.needs.length) continue;
    referral.needs = known;
    report.remark = report.remark === undefined ? unlisted : `${report.remark}; ${unlisted}`;
  }
}

/** Starts them, and notes in each report what came of it. Answers what went wrong with the servers, if anything. */
async function startAll(deps: StartDependencies, options: StartOptions): Promise<Trouble | null> {
  const gateway = await deps.gateway();
  const { agencyId, source, plan, interrupted } = options;
  let done = 0;
  let trouble: Trouble | null = null;
  try {
    await inParallel(plan.planned, atATime, async (one) => {
      const { report, referral } = one;
      if (interrupted?.aborted) {
        trouble = { code: 'stopped' };
        return false;
      }
      const enrolled = await enrollPatiently({ ...deps, gateway, agencyId, source }, one);
      if (enrolled.as === 'unavailable') {
        trouble = { code: 'away' };
        return false;
      }
      report.outcome = enrolled.as;
      if (enrolled.as === 'refused') {
        report.reason = enrolled.reason;
        delete report.enrollment;
        delete report.remark;
      } else report.level = referral.level;
      done += 1;
      options.done(done);
      return true;
    });
  } catch (error) {
    // The rows are accounted for whatever it was: some may be started by now.
    trouble = troubleOf(error);
  }
  return trouble;
}

/**
 * Works through the items, so many at a time, in order of their start. `work` answers false to stop: those at work
 * are finished, no other is begun. Rejects with the first error, after the same.
 */
async function inParallel<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> {
  let next = 0;
  let going = true;
  const lane = async (): Promise<void> => {
    while (going && next < items.length) {
      const item = items[next] as T;
      next += 1;
      try {
        if (!(await work(item))) going = false;
      } catch (error) {
        going = false;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, lane));
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
}

/** A busy worker is not an absent one: asks once more, under the same ids, before it gives up. */
async function enrollPatiently(deps: EnrollDependencies, planned: Planned): Promise<Enrolled> {
  const first = await enrollOne(deps, planned);
  if (first.as !== 'unavailable') return first;
  const second = await enrollOne(deps, planned);
  // Only its answer had been lost.
  return second.as === 'already-there' ? { as: 'started' } : second;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof RecordUnavailableError) return { code: 'away' };
  if (error instanceof Error && error.name === 'NamespaceNotFoundError') return { code: 'no-namespace' };
  return { code: 'broke-off', error };
}
