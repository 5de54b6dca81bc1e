import type { ImportPeople } from '../../features/imports/postgres/import-people.ts';
import type { Source } from '../../hmis/export.ts';
import { describedAs, sourceOf } from '../../hmis/source.ts';
import { SetupError } from '../../servers/setup-error.ts';

/** Of which source the export is. Throws SetupError where a person has to say. */
export async function decideSource(
  store: Pick<ImportPeople, 'sources'>,
  agencyId: string,
  from: Source,
  said: string | undefined,
): Promise<string> {
  const found = sourceOf(from, await store.sources(agencyId), said);
  if (!('code' in found)) return found.source;
  switch (found.code) {
    case 'unnamed':
      throw new SetupError(
        'Export.csv gives neither a SourceID nor a SourceName: say with --source which HMIS it is of, each time by the same name. Nothing was started.',
      );
    case 'described-otherwise':
      throw new SetupError(
        `Exports of ${found.source} described themselves as "${found.before.join('", "')}" until now, this one as "${describedAs(from)}". If it is the same HMIS, say so with --source ${JSON.stringify(found.source)}; if not, give it a name of its own with --source. Nothing was started.`,
      );
    case 'of-several':
      throw new SetupError(
        `Exports like this one were imported as ${found.sources.join(' and as ')}: say with --source which it is. Nothing was started.`,
      );
  }
}
