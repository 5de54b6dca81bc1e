import { relationships } from './codes.ts';
import { deletion, exportDate, hasReachedAge } from './dates.ts';
import { departureOf } from './departure.ts';
import type { EnrollmentCells, HmisExport } from './export.ts';
import { adultAge } from './person.ts';
import type { Person } from './person.ts';

/** What is to become of one row of Enrollment.csv; every row gets exactly one verdict. */
export type Verdict =
  | { row: EnrollmentCells; as: 'start'; person: Person; entryDate: string; family: boolean }
  | { row: EnrollmentCells; as: 'left' | 'deleted' }
  | { row: EnrollmentCells; as: 'refused'; reason: string };

type Judged = { row: EnrollmentCells; person: Person; entryDate: string };

/** Judges all rows, in the file's order. `today` is 'YYYY-MM-DD', where the agency is. */
export function judge(found: HmisExport, today: string): Verdict[] {
  const live = found.enrollments.filter(({ deleted }) => deletion(deleted, today) !== 'deleted');
  const twins = groupBy(live, ({ enrollmentId }) => enrollmentId);
  const first = found.enrollments.map((row): Verdict | Judged => {
    const state = deletion(row.deleted, today);
    if (state === 'deleted') return { row, as: 'deleted' };
    if (state === 'unclear')
      return refused(row, 'a DateDeleted that is neither empty nor the date of a day that was');
    const unclear = identityTrouble(row, twins.get(row.enrollmentId) ?? []);
    if (unclear !== null) return refused(row, unclear);
    const departure = departureOf(row, found);
    if (departure.as === 'unclear') return refused(row, departure.reason);
    if (departure.as === 'left') return { row, as: 'left' };
    return participant(row, found.people.get(row.personalId) ?? [], today);
  });

  const open = first.filter((one): one is Judged => !('as' in one));
  const chosen = chosenRows(open);
  const minors = minorsByHousehold(found, first, today);
  return first.map((one): Verdict => {
    if ('as' in one) return one;
    const { row } = one;
    const taken = chosen.get(row.personalId);
    if (taken !== undefined && taken !== row.row)
      return refused(row, `the client is open in row ${taken} already: one enrollment a client`);
    const family = row.relationship === relationships.head && (minors.get(row.householdId) ?? false);
    return { ...one, as: 'start', family };
  });
}

function identityTrouble(
  { row, enrollmentId, personalId }: EnrollmentCells,
  twins: EnrollmentCells[],
): string | null {
  if (!isUsableId(enrollmentId)) return 'no EnrollmentID that can be used';
  if (!isUsableId(personalId)) return 'no PersonalID that can be used';
  const [earliest] = twins;
  if (twins.some((twin) => twin.personalId !== personalId))
    return 'its EnrollmentID stands in several rows, for different clients';
  return earliest !== undefined && earliest.row !== row
    ? `the same EnrollmentID as in row ${earliest.row}`
    : null;
}

/** Who would be enrolled by this row, or why nobody can. */
function participant(row: EnrollmentCells, people: Person[], today: string): Verdict | Judged {
  const [person] = people;
  if (!person) return refused(row, 'its PersonalID is not in Client.csv, or deleted there');
  if (people.length > 1) {
    return refused(
      row,
      `its PersonalID stands several times in Client.csv (rows ${people.map((one) => one.row).join(', ')})`,
    );
  }
  if (person.unclear !== null) return refused(row, person.unclear);
  const entryDate = exportDate(row.entryDate);
  if (entryDate === null)
    return refused(
      row,
      row.entryDate === '' ? 'no entry date' : 'an entry date that is no date (YYYY-MM-DD)',
    );
  if (entryDate > today) return refused(row, 'an entry date in the future');
  if (person.birthDate !== null && entryDate < person.birthDate)
    return refused(row, 'an entry date before the birth date');
  if (isMinor(person, today))
    return refused(
      row,
      `a minor (under ${adultAge} today): the participant is an adult; a family enrolls under its adult head`,
    );
  const ageTrouble = person.birthDate === null ? unknownAge(row, person) : null;
  return ageTrouble === null ? { row, person, entryDate } : refused(row, ageTrouble);
}

/** Who heads a household counts as an adult. Of nobody else is that known without a birth date. */
function unknownAge({ relationship }: EnrollmentCells, { perhapsMinor }: Person): string | null {
  if (relationship !== relationships.head)
    return 'of unknown birth date, and not the head of household: whether an adult is unclear';
  return perhapsMinor ? 'a minor by a birth date of unknown quality: whether an adult is unclear' : null;
}

/** Of several open rows of a client the one entered first (ties: the first in the file), whatever a later export adds. */
function chosenRows(open: Judged[]): Map<string, number> {
  const chosen = new Map<string, Judged>();
  for (const one of open) {
    const known = chosen.get(one.row.personalId);
    if (!known || one.entryDate < known.entryDate) chosen.set(one.row.personalId, one);
  }
  return new Map([...chosen].map(([personalId, { row }]) => [personalId, row.row]));
}

/** Households with a minor who has not left. */
function minorsByHousehold(found: HmisExport, first: (Verdict | Judged)[], today: string): Map<string, true> {
  const gone = new Set(first.flatMap((one) => ('as' in one && one.as !== 'refused' ? [one.row.row] : [])));
  const there = found.enrollments.filter(({ row, householdId }) => householdId !== '' && !gone.has(row));
  const minor = ({ personalId }: EnrollmentCells) =>
    (found.people.get(personalId) ?? []).some((one) => isMinor(one, today));
  return new Map(there.filter(minor).map(({ householdId }) => [householdId, true]));
}

function isMinor({ birthDate }: Person, today: string): boolean {
  return birthDate !== null && !hasReachedAge(birthDate, adultAge, today);
}

/** What a report can print and a database store: the format allows 32 characters. */
export function isUsableId(id: string): boolean {
  return /^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u.test(id);
}

function refused(row: EnrollmentCells, reason: string): Verdict {
  return { row, as: 'refused', reason };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
