import { lists, quality, unknownBirthDates } from './codes.ts';
import { exportDate, hasReachedAge } from './dates.ts';

export type Quality = 'full' | 'partial' | 'unknown';

export type BirthDateAnswer =
  'full' | 'approximate' | (typeof unknownBirthDates)[keyof typeof unknownBirthDates];

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
  /** The same in the words of an identity; a date that cannot be one was not collected. */
  birthDateAnswer: BirthDateAnswer;
  /** A birth date that the export does not vouch for would make a minor. */
  perhapsMinor: boolean;
  /** Why nothing should be started with this person, whatever else it says. */
  unclear: string | null;
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

/** The policy's participant is an adult. */
export const adultAge = 18;
const nameUnknown = 'Unknown';
const oldest = 120;

/** Reads a person by the data quality codes; `remarks` say what of it was not taken. */
export function personOf(
  cells: Cells,
  options: { hashed: boolean; today: string },
): { person: Person; remarks: string[] } {
  const { today, hashed } = options;
  const looksHashed = !hashed && [cells.firstName, cells.lastName].some(isHash);
  const [givenName, familyName] =
    hashed || looksHashed ? ['', ''] : [nameOf(cells.firstName), nameOf(cells.lastName)];
  const named = givenName !== '' || familyName !== '';
  const claimed = qualityOf(cells.birthDateQuality);
  const said = bornOn(cells.birthDate, today);
  const birthDate = claimed === 'unknown' ? null : said;
  const remarks = [
    ...(looksHashed ? ['the name looks like a hash: not taken for a name'] : []),
    ...(['NameDataQuality', 'DOBDataQuality'] as const).flatMap((column) => {
      const code = column === 'NameDataQuality' ? cells.nameQuality : cells.birthDateQuality;
      return code === '' || lists.quality.has(code) ? [] : [`${column} is no code of the format`];
    }),
    ...(claimed !== 'unknown' && birthDate === null
      ? ['the birth date cannot be one: taken as unknown']
      : []),
  ];
  return {
    person: {
      personalId: cells.personalId,
      row: cells.row,
      givenName: givenName || nameUnknown,
      familyName: familyName || nameUnknown,
      nameQuality: named ? qualityOf(cells.nameQuality) : 'unknown',
      birthDate,
      birthDateQuality: birthDate === null ? 'unknown' : claimed,
      birthDateAnswer: birthDate === null ? unansweredBy(cells.birthDateQuality) : answers[claimed],
      perhapsMinor: birthDate === null && said !== null && !hasReachedAge(said, adultAge, today),
      unclear: null,
    },
    remarks,
  };
}

/** Whether the export says to know the birth date. */
export function claimsBirthDate({ birthDateQuality }: Pick<Cells, 'birthDateQuality'>): boolean {
  return qualityOf(birthDateQuality) !== 'unknown';
}

function qualityOf(code: string): Quality {
  if (code === quality.full) return 'full';
  return code === quality.partial ? 'partial' : 'unknown';
}

const answers = { full: 'full', partial: 'approximate', unknown: 'not-collected' } as const;

function unansweredBy(code: string): BirthDateAnswer {
  return code in unknownBirthDates
    ? unknownBirthDates[code as keyof typeof unknownBirthDates]
    : answers.unknown;
}

function bornOn(text: string, today: string): string | null {
  const date = exportDate(text);
  return date === null || date > today || hasReachedAge(date, oldest, today) ? null : date;
}

/** Hex or base64 as long as a digest, with a digit in it: no name is. */
function isHash(text: string): boolean {
  return (
    /\d/.test(text) && (/^(?:0x)?[0-9a-f]{16,}$/i.test(text) || /^[A-Za-z0-9+/_-]{22,}={0,2}$/.test(text))
  );
}

/** One line, as long as a name may be. */
function nameOf(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
