import {
  prepareImport,
  type StartDependencies,
  startPlanned,
  UnknownLevels,
} from '../../hmis/import/start.ts';
import type { Trouble } from '../../hmis/import/start.ts';
import type { Plan, PlanOptions } from '../../hmis/import/plan.ts';
import { SetupError } from '../../servers/setup-error.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

export type ImportOptions = Omit<PlanOptions, 'agencyId'> & {
  agency: { id: string; name: string };
  progress: (total: number) => Progress;
  /** Ends the import after those it is at. */
  interrupted?: AbortSignal;
};

export type ImportDependencies = StartDependencies & {
  /** Codes of needs that the agency's list has in force. */
  needs: readonly string[];
};

/** Starts what can be started of an export, and accounts for each of its rows. */
export async function importHmis(deps: ImportDependencies, options: ImportOptions): Promise<Report> {
  const { found, agency, source, interrupted } = options;
  const plan = await prepared(deps, options);
  const progress = options.progress(plan.planned.length);
  try {
    const trouble = await startPlanned(deps, {
      ...{ agencyId: agency.id, source, from: found.source, plan, interrupted },
      done: (count) => progress.done(count),
    });
    return {
      ...{ from: found.source, source, agency, rows: plan.rows, files: found.tallies, notes: found.notes },
      trouble: trouble && words(trouble),
    };
  } finally {
    progress.stop();
  }
}

async function prepared(deps: ImportDependencies, options: ImportOptions): Promise<Plan> {
  try {
    return await prepareImport(deps.store, deps, { ...options, agencyId: options.agency.id });
  } catch (error) {
    if (!(error instanceof UnknownLevels)) throw error;
    throw new SetupError(
      `The agency's policy has no level ${error.unknown.join(', ')}. Choose one with --level: ${error.known.join(', ')}. Nothing was started.`,
    );
  }
}

function words(trouble: Trouble): string {
  switch (trouble.code) {
    case 'away':
      return 'Temporal, its worker or PostgreSQL stopped answering. What was started is safe; run the same command again, and it goes on from there.';
    case 'stopped':
      return 'The import was stopped. What was started is safe; the same command goes on from there.';
    case 'no-namespace':
      return 'The Temporal server has no such namespace: correct TEMPORAL_NAMESPACE, and run the same command again.';
    case 'broke-off':
      return `The import broke off (${whatOf(trouble.error)}). What was started is safe; running it again goes on from there.`;
  }
}

const whatOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
