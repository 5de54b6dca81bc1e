import { quality } from './codes.ts';
import { exportDate, hasReachedAge } from './dates.ts';

export type Quality = 'full' | 'partial' | 'unknown';

/** A person of Client.csv, as far as the export vouches for it. */
export type Person = {
  personalId: string;
  row: number;
  givenName: string;
  familyName: string;
  nameQuality: Quality;
  /** 'YYYY-MM-DD'; null when unknown. Of quality `partial` it is an estimate: good enough to tell an adult. */
  birthDate: string | null;
  birthDateQuality: Quality;
};

type Cells = {
  row: number;
  personalId: string;
  firstName: string;
  lastName: string;
  nameQuality: string;
  birthDate: string;
  birthDateQuality: string;
};

const nameUnknown = 'Unknown';
const oldest = 120;

/** Reads a person by the data quality codes. `unreadable`: it says to have a birth date, but none that can be. */
export function personOf(
  cells: Cells,
  options: { hashed: boolean; today: string },
): { person: Person; unreadableBirthDate: boolean } {
  const givenName = options.hashed ? '' : nameOf(cells.firstName);
  const familyName = options.hashed ? '' : nameOf(cells.lastName);
  const named = givenName !== '' || familyName !== '';
  const claimed = qualityOf(cells.birthDateQuality);
  const birthDate = claimed === 'unknown' ? null : bornOn(cells.birthDate, options.today);
  return {
    person: {
      personalId: cells.personalId,
      row: cells.row,
      givenName: givenName || nameUnknown,
      familyName: familyName || nameUnknown,
      nameQuality: named ? qualityOf(cells.nameQuality) : 'unknown',
      birthDate,
      birthDateQuality: birthDate === null ? 'unknown' : claimed,
    },
    unreadableBirthDate: claimed !== 'unknown' && birthDate === null,
  };
}

function qualityOf(code: string): Quality {
  if (code === quality.full) return 'full';
  return code === quality.partial ? 'partial' : 'unknown';
}

function bornOn(text: string, today: string): string | null {
  const date = exportDate(text);
  return date === null || date > today || hasReachedAge(date, oldest, today) ? null : date;
}

/** One line, as long as a name may be. */
function nameOf(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
