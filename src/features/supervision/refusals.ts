/** Why an act of supervision is refused. */
export type SupervisionRefusal =
  | 'supervises-oneself'
  | 'not-a-supervisor'
  | 'no-supervisor-named'
  | 'not-their-supervisor'
  | 'not-your-signature'
  | 'supervisor-signs-first'
  | 'review-not-prepared'
  | 'review-not-held'
  | 'review-held'
  | 'review-signed'
  | 'review-cancelled'
  | 'not-asked-for'
  | 'not-in-caseload'
  | 'day-passed'
  | 'evaluation-signed'
  | 'evaluation-not-signed'
  | 'evaluation-incomplete';
