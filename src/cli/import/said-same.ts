import { basename } from 'node:path';
import type { ImportPeople } from '../../features/imports/postgres/import-people.ts';
import { BrokenExport } from '../../hmis/broken-export.ts';
import type { FileProblem } from '../../hmis/broken-export.ts';
import type { HmisExport } from '../../hmis/export.ts';
import { onDisk, readRows } from '../../hmis/read-rows.ts';
import { SetupError } from '../../servers/setup-error.ts';

/** A PersonalID of the export, and the reference of the client here. */
const columns = { personalId: 'PersonalID', client: 'Client' };
const nobodyHere = 'new';
const remedy = `Give the client's reference as it stands here, or "${nobodyHere}" for nobody who is here.`;

type Asked = { agencyId: string; source: string; found: HmisExport };

/**
 * Keeps who people of an export are, as a member of staff says. Answers those who are nobody here, and who says so. Throws
 * BrokenExport with each row that cannot be, and then keeps none.
 */
export async function keepSaid(
  store: ImportPeople,
  said: { file: string; by: string } | undefined,
  { agencyId, source, found }: Asked,
): Promise<Map<string, string>> {
  if (said === undefined) return new Map();
  const saidBy = said.by.toLowerCase();
  if (!(await store.worksHere(agencyId, saidBy)))
    throw new SetupError('--by is no id of somebody who works at the agency. Nothing was started.');
  const file = basename(said.file);
  const rows: { row: number; personalId: string; client: string }[] = [];
  for await (const cells of readRows(onDisk(said.file), { file, columns, ifThere: {} })) rows.push(cells);
  const clients = await store.clients(
    agencyId,
    rows.map(({ client }) => client),
  );
  const known = await store.people(
    agencyId,
    source,
    rows.map(({ personalId }) => personalId),
  );
  const inExport = new Set(found.enrollments.map(({ personalId }) => personalId));
  const problems: FileProblem[] = [];
  const people = rows.map(({ row, personalId, client }) => {
    const clientId = clients.find(({ reference }) => reference === client)?.id ?? null;
    const before = known.get(personalId)?.clientId;
    const twice = rows.some((other) => other.personalId === personalId && other.row !== row);
    const problem = !inExport.has(personalId)
      ? 'names a PersonalID that has no enrollment in the export'
      : twice
        ? 'names a PersonalID that another row names, too'
        : clientId === null && client !== nobodyHere
          ? 'names a client who is not here'
          : before !== undefined && before !== clientId
            ? 'names another than who is on record for this PersonalID'
            : null;
    if (problem !== null) problems.push({ file, row, problem, remedy });
    return { personalId, clientId };
  });
  if (problems.length > 0) throw new BrokenExport(problems);
  await store.name(
    agencyId,
    source,
    people.flatMap(({ personalId, clientId }) =>
      clientId === null ? [] : [{ personalId, clientId, knownBy: 'said' as const, saidBy }],
    ),
  );
  return new Map(people.flatMap((one) => (one.clientId === null ? [[one.personalId, saidBy] as const] : [])));
}
