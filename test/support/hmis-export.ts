import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Cells = Record<string, string | number>;

/** Columns as FY2022 orders them, with some that nobody reads. */
const columns = {
  Export: [
    ...['ExportID', 'SourceType', 'SourceID', 'SourceName', 'ExportDate', 'SoftwareName', 'CSVVersion'],
    'HashStatus',
  ],
  Client: [
    'PersonalID',
    'FirstName',
    'MiddleName',
    'LastName',
    'NameDataQuality',
    'SSN',
    'DOB',
    'DOBDataQuality',
  ],
  Enrollment: [
    ...['EnrollmentID', 'PersonalID', 'ProjectID', 'EntryDate', 'HouseholdID', 'RelationshipToHoH'],
    ...['LivingSituation', 'DisablingCondition'],
  ],
  Exit: ['ExitID', 'EnrollmentID', 'PersonalID', 'ExitDate', 'Destination'],
  Disabilities: [
    ...[
      'DisabilitiesID',
      'EnrollmentID',
      'PersonalID',
      'InformationDate',
      'DisabilityType',
      'DisabilityResponse',
    ],
    'DataCollectionStage',
  ],
  HealthAndDV: [
    ...[
      'HealthAndDVID',
      'EnrollmentID',
      'PersonalID',
      'InformationDate',
      'DomesticViolenceVictim',
      'WhenOccurred',
    ],
    'CurrentlyFleeing',
  ],
  Event: ['EventID', 'EnrollmentID', 'PersonalID', 'EventDate', 'Event', 'ReferralResult', 'ResultDate'],
  CurrentLivingSituation: [
    ...['CurrentLivingSitID', 'EnrollmentID', 'PersonalID', 'InformationDate', 'CurrentLivingSituation'],
  ],
} satisfies Record<string, string[]>;

type File = keyof typeof columns;
const exportId = 'E0A1';

/** A person with one enrollment: what a test says nothing about is an adult head of household, entered in 2020. */
export type Participant = { client?: Cells; enrollment?: Cells };

/**
 * A small export in a folder of its own. Build it up, `write` it, change files by hand where a test wants them broken,
 * and `remove` it.
 */
export function hmisExport() {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-hmis-'));
  const rows: Record<File, Cells[]> = {
    Export: [
      {
        SourceType: 1,
        SourceID: 'XX-500',
        SourceName: 'A county',
        ExportDate: '2026-01-31 08:00:00',
        SoftwareName: 'Keeper',
        CSVVersion: 'FY2022',
        HashStatus: 1,
      },
    ],
    Client: [],
    Enrollment: [],
    Exit: [],
    Disabilities: [],
    HealthAndDV: [],
    Event: [],
    CurrentLivingSituation: [],
  };
  const renamed = new Map<string, string>();
  const pathOf = (file: File): string => join(folder, `${file}.csv`);
  const about = (file: File, enrollmentId: string, cells: Cells): void => {
    const on = { InformationDate: '2021-01-01', ExitDate: '2021-02-01', EventDate: '2021-01-15' };
    rows[file].push({
      EnrollmentID: enrollmentId,
      PersonalID: enrollmentId.replace('e', 'p'),
      ...on,
      ...cells,
    });
  };

  const built = {
    folder,
    rows,
    /** Enrollment `e1` of person `p1`, and so on. */
    participant(name: string, { client = {}, enrollment = {} }: Participant = {}) {
      rows.Client.push({
        ...{
          PersonalID: `p${name}`,
          FirstName: 'Marigold',
          LastName: 'Finch',
          NameDataQuality: 1,
          SSN: '123456789',
        },
        ...{ DOB: '1980-05-17', DOBDataQuality: 1, ...client },
      });
      rows.Enrollment.push({
        ...{ EnrollmentID: `e${name}`, PersonalID: `p${name}`, ProjectID: '7', EntryDate: '2020-06-01' },
        ...{
          HouseholdID: `h${name}`,
          RelationshipToHoH: 1,
          LivingSituation: 10,
          DisablingCondition: 0,
          ...enrollment,
        },
      });
      return built;
    },
    exit: (name: string, cells: Cells = {}) => (about('Exit', `e${name}`, cells), built),
    disability: (name: string, type: number, response: number | string, cells: Cells = {}) => (
      about('Disabilities', `e${name}`, { DisabilityType: type, DisabilityResponse: response, ...cells }),
      built
    ),
    violence: (name: string, victim: number | string, fleeing: number | string, cells: Cells = {}) => (
      about('HealthAndDV', `e${name}`, {
        DomesticViolenceVictim: victim,
        CurrentlyFleeing: fleeing,
        ...cells,
      }),
      built
    ),
    event: (name: string, event: number | string, cells: Cells = {}) => (
      about('Event', `e${name}`, { Event: event, ...cells }),
      built
    ),
    living: (name: string, situation: number, cells: Cells = {}) => (
      about('CurrentLivingSituation', `e${name}`, { CurrentLivingSituation: situation, ...cells }),
      built
    ),
    /** Another year's name for a column. */
    rename(from: string, to: string) {
      renamed.set(from, to);
      return built;
    },
    write(options: { bom?: boolean; newline?: string; reversed?: boolean } = {}) {
      const { bom = false, newline = '\r\n', reversed = false } = options;
      for (const file of Object.keys(columns) as File[]) {
        const names = [...columns[file], ...(file === 'Export' ? [] : ['DateDeleted', 'ExportID'])];
        if (reversed) names.reverse();
        const lines = [names.map((name) => quoted(renamed.get(name) ?? name))];
        for (const cells of rows[file]) lines.push(names.map((name) => cell(cells, name)));
        writeFileSync(
          pathOf(file),
          `${bom ? '\uFEFF' : ''}${lines.map((line) => line.join(',')).join(newline)}${newline}`,
        );
      }
      return built;
    },
    read: (file: File): Buffer => readFileSync(pathOf(file)),
    /** As it is sent to the API. */
    sent: () =>
      (Object.keys(columns) as File[])
        .filter((file) => existsSync(pathOf(file)))
        .map((file) => ({ file: `${file}.csv`, content: readFileSync(pathOf(file)).toString('base64') })),
    overwrite: (file: File, content: string | Buffer) => (writeFileSync(pathOf(file), content), built),
    drop: (file: File) => (unlinkSync(pathOf(file)), built),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return built;
}

export type BuiltExport = ReturnType<typeof hmisExport>;

function cell(cells: Cells, name: string): string {
  const value = cells[name] ?? (name === 'ExportID' ? exportId : '');
  return typeof value === 'number' ? String(value) : quoted(value);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
