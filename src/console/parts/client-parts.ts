/** The pages of a client, by what the reader may do there. */
export const clientParts = {
  duties: { to: '/clients/$id', operation: 'chart:read' },
  timeline: { to: '/clients/$id/timeline', operation: 'chart:read' },
  notes: { to: '/clients/$id/notes', operation: 'details:read' },
  plan: { to: '/clients/$id/plan', operation: 'details:read' },
  authorizations: { to: '/clients/$id/authorizations', operation: 'enrollment:read' },
  referrals: { to: '/clients/$id/referrals', operation: 'chart:read' },
  team: { to: '/clients/$id/team', operation: 'details:read' },
  file: { to: '/clients/$id/file', operation: 'details:read' },
} as const;
export type ClientPart = keyof typeof clientParts;
