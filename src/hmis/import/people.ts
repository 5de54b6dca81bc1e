import type {
  EarlierEnrollment,
  ImportPeople,
  NamedPerson,
} from '../../features/imports/postgres/import-people.ts';
import { exportDate } from '../dates.ts';
import type { EnrollmentCells } from '../export.ts';
import type { Verdict } from '../judge.ts';
import type { Person } from '../person.ts';
import { sameAsEarlier } from '../same-person.ts';
import { earlierReferenceOf } from '../source.ts';
import { earlierEnrollmentId } from './ids.ts';

/** Who the person of a row is here. */
export type Who =
  | { as: 'known'; clientId: string; openEnrollmentId: string | null; knownBy: NamedPerson['knownBy'] }
  | { as: 'new' | 'unclear' };

export type PeopleHere = {
  who(row: EnrollmentCells, person: Person): Who;
  /** The enrollment that an import which knew no sources started for this row. */
  earlier(row: EnrollmentCells): (EarlierEnrollment & { id: string }) | null;
};

type Asked = {
  agencyId: string;
  source: string;
  verdicts: readonly Verdict[];
  /** People who are nobody here, and who says so. */
  saidNew: ReadonlyMap<string, string>;
};

/**
 * Finds who of an export is here: by source and PersonalID. Imports that knew no sources kept the PersonalID alone. What they
 * started is this export's where most of what has its ids agrees with it in PersonalID and entry date; then a person is
 * the one they kept who agrees in name or birth date, too.
 */
export async function findPeople(
  store: ImportPeople,
  { agencyId, source, verdicts, saidNew }: Asked,
): Promise<PeopleHere> {
  const rows = verdicts.map(({ row }) => row);
  const idOf = ({ enrollmentId }: EnrollmentCells) => earlierEnrollmentId(agencyId, enrollmentId);
  const found = await store.earlierEnrollments(rows.map(idOf));
  const agrees = (row: EnrollmentCells, { client, entryDate }: EarlierEnrollment): boolean =>
    client.reference === earlierReferenceOf(row.personalId) && entryDate === exportDate(row.entryDate);
  const agreeing = rows.flatMap((row) => {
    const one = found.get(idOf(row));
    return one ? [agrees(row, one)] : [];
  });
  const isTheirs = agreeing.filter(Boolean).length * 2 > agreeing.length;
  const earlier: PeopleHere['earlier'] = (row) => {
    const one = isTheirs ? found.get(idOf(row)) : undefined;
    return one && agrees(row, one) ? { ...one, id: idOf(row) } : null;
  };

  const starting = new Set(verdicts.flatMap((one) => (one.as === 'start' ? [one.row.personalId] : [])));
  const people = await store.people(agencyId, source, [...starting]);
  const references = [...starting].filter((id) => !people.has(id)).map(earlierReferenceOf);
  const kept = isTheirs ? await store.clients(agencyId, references) : [];
  const unnamed = new Map(kept.filter(({ named }) => !named).map((client) => [client.reference, client]));

  return {
    earlier,
    who(row, person) {
      const known = people.get(row.personalId);
      if (known) return { as: 'known', ...known, knownBy: 'import' };
      const client = unnamed.get(earlierReferenceOf(row.personalId));
      if (!client || saidNew.has(row.personalId)) return { as: 'new' };
      const { id: clientId, openEnrollmentId } = client;
      switch (sameAsEarlier(person, client, earlier(row) !== null)) {
        case 'same':
          return { as: 'known', clientId, openEnrollmentId, knownBy: 'earlier-import' };
        case 'another':
          return { as: 'new' };
        case 'unclear':
          return { as: 'unclear' };
      }
    },
  };
}
