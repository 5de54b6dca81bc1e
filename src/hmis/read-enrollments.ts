import { isLivingSituation, lists } from './codes.ts';
import { deletion, exportDate } from './dates.ts';
import { departureOf } from './departure.ts';
import type { HmisExport } from './export.ts';
import { exportFiles } from '../features/imports/files.ts';
import type { FileFormat } from '../features/imports/files.ts';
import { isUsableId } from './judge.ts';
import { claimsBirthDate, personOf } from './person.ts';
import { type Open, readRows } from './read-rows.ts';
import type { Tallies } from './tallies.ts';

/** What the readers of single files share. */
export type Reading = {
  found: HmisExport;
  tallies: Tallies;
  /** Reads a file if it is there; a broken one does not keep the others from being looked at. */
  each: (format: FileFormat, take: (open: Open) => Promise<void>) => Promise<void>;
  /** 'YYYY-MM-DD', where the agency is. */
  today: string;
};

export const unclearDeletion = 'has a DateDeleted that is neither empty nor the date of a day that was';

const codes = {
  relationship: (text: string) => lists.relationship.has(text),
  livingSituation: isLivingSituation,
  disabling: (text: string) => lists.yesOrNo.has(text),
};

/** Reads Enrollment.csv, the deleted rows too: `judge` gives each its verdict. */
export async function readEnrollments({ found, tallies, each, today }: Reading): Promise<void> {
  const format = exportFiles.enrollment;
  await each(format, async (open) => {
    for await (const { exportId: _, ...cells } of tallies.checked(format, readRows(open, format))) {
      found.enrollments.push(cells);
      const state = tallies.deletion(format, cells, today);
      tallies.count(format, state === 'deleted' ? 'deleted' : 'read');
      if (state === 'deleted') continue;
      const { row } = cells;
      const says = (name: string, text: string, readable: boolean): void => {
        if (text !== '') tallies.columns.count(format.file, name, 'unreadable', row, readable);
      };
      says('EnrollmentID', cells.enrollmentId, isUsableId(cells.enrollmentId));
      says('PersonalID', cells.personalId, isUsableId(cells.personalId));
      says('EntryDate', cells.entryDate, exportDate(cells.entryDate) !== null);
      for (const [key, isCode] of Object.entries(codes) as [
        keyof typeof codes,
        (text: string) => boolean,
      ][]) {
        const text = cells[key];
        const readable = text === '' || isCode(text);
        says(format.columns[key], text, readable);
        if (readable) continue;
        cells[key] = '';
        tallies.note(format, row, `${format.columns[key]} is no code of the format: taken as no answer`);
      }
    }
  });
}

/** Reads Client.csv, after the exits: only people who may still be there are kept. */
export async function readPeople({ found, tallies, each, today }: Reading, hashed: boolean): Promise<void> {
  const format = exportFiles.client;
  /** By PersonalID, whether somebody who has not left goes by it. */
  const wanted = new Map<string, boolean>();
  for (const row of found.enrollments) {
    const there = deletion(row.deleted, today) !== 'deleted' && departureOf(row, found).as !== 'left';
    wanted.set(row.personalId, there || (wanted.get(row.personalId) ?? false));
  }
  await each(format, async (open) => {
    for await (const cells of tallies.checked(format, readRows(open, format))) {
      const state = tallies.deletion(format, cells, today);
      const there = wanted.get(cells.personalId);
      if (state === 'deleted') tallies.count(format, 'deleted');
      else if (there === undefined) tallies.count(format, 'unmatched');
      else {
        const { person, remarks } = personOf(cells, { hashed, today });
        const { row } = cells;
        if (claimsBirthDate(cells))
          tallies.columns.count(format.file, 'DOB', 'unreadable', row, person.birthDate !== null);
        for (const [name, code] of [
          ['NameDataQuality', cells.nameQuality],
          ['DOBDataQuality', cells.birthDateQuality],
        ] as const)
          if (code !== '')
            tallies.columns.count(format.file, name, 'unreadable', row, lists.quality.has(code));
        if (state === 'unclear') person.unclear = `its row ${row} of Client.csv ${unclearDeletion}`;
        for (const remark of remarks) tallies.note(format, row, remark);
        if (state === 'unclear') tallies.note(format, row, unclearDeletion);
        tallies.count(format, state === 'unclear' ? 'unusable' : 'read');
        if (there)
          found.people.set(person.personalId, [...(found.people.get(person.personalId) ?? []), person]);
      }
    }
  });
  for (const { row, personalId, deleted } of found.enrollments)
    if (deletion(deleted, today) !== 'deleted' && wanted.get(personalId) === true)
      tallies.columns.count(
        exportFiles.enrollment.file,
        'PersonalID',
        'unmatched',
        row,
        found.people.has(personalId),
      );
}
