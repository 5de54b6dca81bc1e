import { checkTarget, loadBackup } from '../../kit/postgres/backup/load-backup.ts';
import { checkBackup } from '../../kit/postgres/backup/read-backup.ts';
import type { BackupSource } from '../../kit/postgres/backup/read-backup.ts';
import { knownMigrations, migrate } from '../../servers/migrate.ts';

/**
 * Restores a backup: checks the file, then the database, makes the tables as they were when it was taken, fills them,
 * and brings them up to date as any database of that age. `withTarget` is asked for the database once the file is known
 * to be whole. Throws BackupError before anything is written.
 */
export async function restoreFrom(
  source: BackupSource,
  withTarget: (work: (databaseUrl: string) => Promise<void>) => Promise<void>,
  progress?: (table: string, rows: number) => void,
): Promise<{ takenAt: string; rows: number }> {
  const checked = await checkBackup(source);
  const { takenAt, migrations } = checked.header;
  await withTarget(async (databaseUrl) => {
    await checkTarget(databaseUrl, checked.header, knownMigrations());
    await migrate(databaseUrl, migrations.at(-1));
    await loadBackup(databaseUrl, checked, source, progress);
    await migrate(databaseUrl);
  });
  return { takenAt, rows: Object.values(checked.footer.rows).reduce((sum, count) => sum + count, 0) };
}
