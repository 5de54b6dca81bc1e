/** Why steps and documents about the team and contact information (RT, CO) are refused. */
export type RstRefusal =
  | 'roster-missing'
  | 'member-not-ready'
  | 'roster-member-repeated'
  | 'unknown-member'
  | 'contact-information-missing';
