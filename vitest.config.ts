import { defineConfig } from 'vitest/config';
import { TierByTier } from './test/support/sequencer.ts';

/** Tiers that talk to PostgreSQL or Temporal share the servers that the set-up starts once. */
const withServers = ['test/support/global-setup.ts'];

function tier(name: string, globalSetup: string[] = [], isolate = true) {
  return {
    extends: true as const,
    test: { name, include: [`test/${name}/**/*.test.ts`], globalSetup, isolate },
  };
}
/** Files that leave nothing behind in their process share it: most of their time was the start of one for each. */
const shared = false;

export default defineConfig({
  test: {
    // The machine may be slow and busy; a test waits for what it needs, never for a fixed time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    // Temporal's native core wants a process to itself.
    pool: 'forks',
    // On two cores: what waits for a server, or for a killed process to be missed, leaves its core to a third.
    maxWorkers: 3,
    sequence: { sequencer: TierByTier },
    projects: [
      tier('unit', [], shared),
      tier('gates'),
      tier('replay'),
      tier('workflows', withServers),
      tier('failures', withServers),
      tier('scenarios', withServers),
      tier('api', withServers, shared),
      tier('record', withServers),
      tier('cost', withServers),
      // Starts the product as a reader would.
      tier('docs'),
    ],
  },
});
