/** Search attributes of an enrollment; nothing protected in any, since the Temporal server stores them in the clear. */
export const searchAttributeTypes = {
  TlAgency: 'Keyword',
  TlStage: 'Keyword',
  TlCoordinator: 'Keyword',
  TlNextDue: 'Datetime',
  TlOverdue: 'Int',
  TlEmergency: 'Bool',
  TlProfile: 'Keyword',
} as const;

/** What 0.1.0 had besides, the level of care: taken away where an enrollment still has it. */
export const levelAttribute = 'TlLevel';
