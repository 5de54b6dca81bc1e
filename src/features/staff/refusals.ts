/** Why an act on a staff file, or a hire, is refused. */
export type StaffFileRefusal =
  | 'file-begun'
  | 'staff-known'
  | 'unknown-file-item'
  | 'evidence-missing'
  | 'verified-by-oneself'
  | 'item-not-accepted'
  | 'unknown-entry'
  | 'entry-closed';
