/** Why nobody takes that client (ST-2, ST-4). The database says so, in the moment in which it is written. */
export type CaseloadRefusal = 'caseload-full' | 'staff-file-incomplete' | 'coordinator-absent';
