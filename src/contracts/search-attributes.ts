/** Search attributes of an enrollment; nothing protected in any, since the Temporal server stores them in the clear. */
export const searchAttributeTypes = {
  TlAgency: 'Keyword',
  TlStage: 'Keyword',
  TlLevel: 'Keyword',
  TlCoordinator: 'Keyword',
  TlNextDue: 'Datetime',
  TlOverdue: 'Int',
  TlEmergency: 'Bool',
  TlProfile: 'Keyword',
} as const;
