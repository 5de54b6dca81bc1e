import { withConnection } from '../../src/kit/postgres/connection.ts';
import type { Evidence } from '../check/evidence.ts';
import { readAnswers } from '../load/answers.ts';
import type { System } from '../system/system.ts';
import { readCrises } from './crises.ts';
import { readFiles } from './files.ts';
import { readPostgres, readVersions } from './from-postgres.ts';
import { readTemporal } from './from-temporal.ts';

/** What fell due this long ago has been raised, and told. */
const settledMs = 5_000;

/** Reads everything the checker wants to know. The system goes on meanwhile: its clock still has things to say. */
export async function gather(
  system: System,
  answersFile: string,
  { filesSaid = [], ...repeatsAllowed }: Evidence['repeatsAllowed'] & { filesSaid?: Evidence['filesSaid'] },
): Promise<Evidence> {
  const at = Date.now() - settledMs;
  const stored = await readPostgres(system.database.url);
  const mails = [...system.mail.received];
  const calls = [...system.webhook.received];
  const ids = stored.enrollments.map(({ id }) => id);
  const workflows = await readTemporal(system.temporalAddress, 'default', ids);
  return {
    at,
    answers: readAnswers(answersFile),
    ...stored,
    files: await readFiles(system.database.url, system.env['THROUGHLINE_SEAL_KEY'] ?? ''),
    filesSaid,
    enrollmentsAfter: await withConnection(system.database.url, readVersions),
    workflows,
    crises: await readCrises(system.temporalAddress, 'default'),
    mails,
    calls,
    forgedCalls: system.webhook.forged(),
    repeatsAllowed,
  };
}
