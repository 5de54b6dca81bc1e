import type { ClientRow } from '../../kit/client-row.ts';
import type { ImportPeople } from '../../features/imports/postgres/import-people.ts';
import type { HmisExport } from '../export.ts';
import { likenessOf } from '../same-person.ts';
import type { RowReport } from './rows.ts';

type Starting = { report: RowReport; referral: { personalId: string }; clientId: string | null };

const named = 3;

/**
 * Adds to the rows that are to be started who looks like their person: the same name and birth date under another id of the
 * export, or of a client here. They stay two until a person says that they are one. Answers how many do.
 */
export async function findLookalikes(
  store: Pick<ImportPeople, 'bornOn'>,
  { agencyId, found, planned }: { agencyId: string; found: HmisExport; planned: readonly Starting[] },
): Promise<number> {
  const birthDates = new Set<string>();
  for (const { personalId } of planned.map(({ referral }) => referral))
    for (const { birthDate } of found.people.get(personalId) ?? [])
      if (birthDate !== null) birthDates.add(birthDate);
  const here = groupBy(await store.bornOn(agencyId, [...birthDates]), likenessOf);
  const inExport = groupBy([...found.people.values()].flat(), likenessOf);

  let count = 0;
  for (const { report, referral, clientId } of planned) {
    const [person] = found.people.get(referral.personalId) ?? [];
    const likeness = person ? likenessOf(person) : null;
    if (likeness === null) continue;
    const alike = [
      ...(here.get(likeness) ?? []).filter(({ id }) => id !== clientId).map(asClient),
      ...(inExport.get(likeness) ?? [])
        .filter(({ personalId }) => personalId !== referral.personalId)
        .map(({ row }) => `row ${row} of Client.csv`),
    ];
    if (alike.length === 0) continue;
    count += 1;
    const more = alike.length > named ? ` and ${alike.length - named} more` : '';
    const remark = `looks like ${alike.slice(0, named).join(', ')}${more}`;
    report.remark = report.remark === undefined ? remark : `${report.remark}; ${remark}`;
  }
  return count;
}

const asClient = ({ reference }: ClientRow): string => `the client ${reference}`;

function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = key(item);
    if (of === null) continue;
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}
