/**
 * What is read of an export, by the names of HUD's HMIS CSV format. Only these columns are looked at: what is not
 * read (Social Security numbers, race, HIV status) cannot leak. A list gives the names of other years.
 */
export const exportFiles = {
  export: {
    file: 'Export.csv',
    columns: { exportId: 'ExportID', exportDate: 'ExportDate' },
    ifThere: {
      sourceId: 'SourceID',
      source: 'SourceName',
      software: 'SoftwareName',
      version: 'CSVVersion',
      hashStatus: 'HashStatus',
    },
  },
  client: {
    file: 'Client.csv',
    columns: {
      personalId: 'PersonalID',
      firstName: 'FirstName',
      lastName: 'LastName',
      nameQuality: 'NameDataQuality',
      birthDate: 'DOB',
      birthDateQuality: 'DOBDataQuality',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  enrollment: {
    file: 'Enrollment.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      entryDate: 'EntryDate',
      householdId: 'HouseholdID',
      relationship: 'RelationshipToHoH',
      livingSituation: 'LivingSituation',
      disabling: 'DisablingCondition',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  exit: {
    file: 'Exit.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      on: 'ExitDate',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  disabilities: {
    file: 'Disabilities.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      on: 'InformationDate',
      type: 'DisabilityType',
      response: 'DisabilityResponse',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  healthAndDv: {
    file: 'HealthAndDV.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      on: 'InformationDate',
      survivor: ['DomesticViolenceVictim', 'DomesticViolenceSurvivor'],
      fleeing: 'CurrentlyFleeing',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  event: {
    file: 'Event.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      on: 'EventDate',
      event: 'Event',
      result: 'ReferralResult',
      resultOn: 'ResultDate',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
  currentLivingSituation: {
    file: 'CurrentLivingSituation.csv',
    columns: {
      enrollmentId: 'EnrollmentID',
      personalId: 'PersonalID',
      on: 'InformationDate',
      situation: 'CurrentLivingSituation',
      deleted: 'DateDeleted',
      exportId: 'ExportID',
    },
    ifThere: {},
  },
} as const satisfies Record<string, FileFormat>;

/** Which column is which, whatever order they stand in. */
export type FileFormat = {
  file: string;
  columns: Record<string, string | readonly string[]>;
  /** Columns that some years' exports lack; they read as empty. */
  ifThere: Record<string, string>;
};

/** One row: its number as a spreadsheet counts, and its trimmed cells. */
export type Row<F extends FileFormat> = { row: number } & Record<
  (keyof F['columns'] | keyof F['ifThere']) & string,
  string
>;
