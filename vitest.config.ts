import { defineConfig } from 'vitest/config';

/** Tiers that talk to PostgreSQL or Temporal share the servers that the set-up starts once. */
const withServers = ['test/support/global-setup.ts'];

function tier(name: string, globalSetup: string[] = []) {
  return {
    extends: true as const,
    test: { name, include: [`test/${name}/**/*.test.ts`], globalSetup },
  };
}

export default defineConfig({
  test: {
    // The machine may be slow and busy; a test waits for what it needs, never for a fixed time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // Temporal's native core wants a process to itself.
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      tier('unit'),
      tier('gates'),
      tier('replay'),
      tier('workflows', withServers),
      tier('failures', withServers),
      tier('scenarios', withServers),
      tier('api', withServers),
      tier('record', withServers),
      tier('cost', withServers),
      // Starts the product as a reader would.
      tier('docs'),
    ],
  },
});
