import { RecordUnavailableError } from '../../kit/reads.ts';
import { describedAs, systemOf } from '../../hmis/source.ts';
import { SetupError } from '../../servers/setup-error.ts';
import { enrollOne } from './enroll-one.ts';
import type { EnrollDependencies, Enrolled } from './enroll-one.ts';
import { planImport } from './plan.ts';
import type { Planned, PlanOptions } from './plan.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

export type ImportOptions = Omit<PlanOptions, 'agencyId'> & {
  agency: { id: string; name: string };
  progress: (total: number) => Progress;
  /** Ends the import after those it is at. */
  interrupted?: AbortSignal;
};

export type ImportDependencies = Omit<EnrollDependencies, 'gateway' | 'agencyId' | 'source'> & {
  /** Codes of needs that the agency's list has in force. */
  needs: readonly string[];
  /** Asked for only when there is something to start. */
  gateway: () => Promise<EnrollDependencies['gateway']>;
};

// Each waits for the worker and the record in turn; more would only queue there.
const atATime = 4;
const away =
  'Temporal, its worker or PostgreSQL stopped answering. What was started is safe; run the same command again, and it goes on from there.';

const stopped = 'The import was stopped. What was started is safe; the same command goes on from there.';

/** Starts what can be started of an export, and accounts for each of its rows. */
export async function importHmis(deps: ImportDependencies, options: ImportOptions): Promise<Report> {
  const { found, agency, source } = options;
  const { store } = deps;
  const { rows, planned, recognised } = await planImport(store, { ...options, agencyId: agency.id });
  refuseUnknownLevels(planned, deps, options.level);
  keepListedNeeds(planned, deps);
  await store.keepSource(agency.id, source, describedAs(found.source));
  await store.name(agency.id, source, recognised);
  const started = planned.length === 0 ? null : await startAll(deps, options, planned);
  const trouble = started ?? (await identifyAll(deps, options));
  return { from: found.source, source, agency, rows, files: found.tallies, notes: found.notes, trouble };
}

/** Also those whom imports of before have named: a run that broke off is made whole by the next one. */
async function identifyAll(
  { store }: ImportDependencies,
  { agency, source }: ImportOptions,
): Promise<string | null> {
  try {
    await store.identify(agency.id, source, systemOf(source));
    return null;
  } catch (error) {
    return troubleOf(error);
  }
}

function refuseUnknownLevels(
  planned: Planned[],
  { policy }: ImportDependencies,
  asked: string | undefined,
): void {
  const levels = policy.profile.levels.map(({ id }) => id);
  const wanted = new Set([
    ...(asked === undefined ? [] : [asked]),
    ...planned.map(({ referral }) => referral.level),
  ]);
  const unknown = [...wanted].filter((level) => !levels.includes(level));
  if (unknown.length === 0) return;
  throw new SetupError(
    `The agency's policy has no level ${unknown.join(', ')}. Choose one with --level: ${levels.join(', ')}. Nothing was started.`,
  );
}

const unlisted =
  "the export tells of what the agency's list has no code for: it stands with the referral, in the words of the export";

/** A need is told by the agency's own codes. What has none is not lost: the referral brings what the export says of the client. */
function keepListedNeeds(planned: readonly Planned[], { needs }: ImportDependencies): void {
  for (const { report, referral } of planned) {
    const known = referral.needs.filter((need) => needs.includes(need));
    if (known.length === referral.needs.length) continue;
    referral.needs = known;
    report.remark = report.remark === undefined ? unlisted : `${report.remark}; ${unlisted}`;
  }
}

/** Starts them, and notes in each report what came of it. Answers what went wrong with the servers, if anything. */
async function startAll(
  deps: ImportDependencies,
  options: ImportOptions,
  planned: Planned[],
): Promise<string | null> {
  const gateway = await deps.gateway();
  const progress = options.progress(planned.length);
  let done = 0;
  let trouble: string | null = null;
  try {
    await inParallel(planned, atATime, async (one) => {
      const { report, referral } = one;
      if (options.interrupted?.aborted) {
        trouble = stopped;
        return false;
      }
      const { agency, source } = options;
      const enrolled = await enrollPatiently({ ...deps, gateway, agencyId: agency.id, source }, one);
      if (enrolled.as === 'unavailable') {
        trouble = away;
        return false;
      }
      report.outcome = enrolled.as;
      if (enrolled.as === 'refused') {
        report.reason = enrolled.reason;
        delete report.enrollment;
        delete report.remark;
      } else report.level = referral.level;
      done += 1;
      progress.done(done);
      return true;
    });
  } catch (error) {
    // The rows are accounted for whatever it was: some may be started by now.
    trouble = troubleOf(error);
  } finally {
    progress.stop();
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

function troubleOf(error: unknown): string {
  if (error instanceof RecordUnavailableError) return away;
  if (error instanceof Error && error.name === 'NamespaceNotFoundError') {
    return 'The Temporal server has no such namespace: correct TEMPORAL_NAMESPACE, and run the same command again.';
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `The import broke off (${what}). What was started is safe; running it again goes on from there.`;
}
