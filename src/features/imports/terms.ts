/** How an import stands. `broken-off`: what it had started is safe, and the same export goes on from there. */
export const standings = ['running', 'whole', 'broken-off'] as const;

/** What somebody may have to say before anything can be started. */
export const askedAbout = ['source', 'level'] as const;
