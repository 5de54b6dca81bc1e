/** The features there are, each a folder of src/features; a gate compares. */
export const features = [
  ...(['enrollments', 'triage', 'plans', 'team', 'household', 'acuity', 'authorizations', 'fund'] as const),
  ...([
    'releases',
    'referrals',
    'crisis',
    'notes',
    'outcomes',
    'transfer',
    'assignment',
    'caseload',
  ] as const),
  ...([
    'reassignment',
    'absence',
    'on-call',
    'staff',
    'access',
    'relation',
    'supervision',
    'numbers',
  ] as const),
  ...(['notifications', 'pending-steps'] as const),
] as const;
export type Feature = (typeof features)[number];
