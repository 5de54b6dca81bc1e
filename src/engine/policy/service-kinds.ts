/** What a coordinator does for a client, by kind (SV-1). */
export const coordinationServices = [
  'medical',
  'social-services',
  'housing',
  'legal',
  'benefits',
  'accompaniment',
  'troubleshooting',
  'transportation',
  'education',
  'restoration',
] as const;
export type CoordinationService = (typeof coordinationServices)[number];

/** What treats. A coordinator links to these, and provides none of them (SV-2). */
export const psychotherapeuticServices = [
  'psychotherapy',
  'individual-therapy',
  'group-therapy',
  'family-therapy',
  'counseling',
  'crisis-therapy',
] as const;
export type PsychotherapeuticService = (typeof psychotherapeuticServices)[number];
