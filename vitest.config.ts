import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tiers that talk to PostgreSQL or Temporal share the servers that the set-up starts once. */
const withServers = { globalSetup: ['test/support/global-setup.ts'] };

/** Files that leave nothing behind in their process share it: a start is most of what short ones cost (decision 43). */
const shared = { isolate: false };

/** Each file of these is a whole system whose processes are killed: two of them keep two cores busy. */
const alone = { maxWorkers: 2, sequence: { groupOrder: 1 } };

function tier(name: string, options: object = {}) {
  return { extends: true as const, test: { ...options, name, include: [`test/${name}/**/*.test.ts`] } };
}

export default defineConfig({
  test: {
    // The machine may be slow and busy; a test waits for what it needs, never for a fixed time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Its own second would be a fixed time.
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 30_000,
    // Temporal's native core wants a process to itself.
    pool: 'forks',
    // On two cores: what waits for a server leaves its core to a third.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst, groupOrder: 2 },
    projects: [
      tier('unit', shared),
      tier('gates'),
      tier('replay'),
      tier('workflows', { ...withServers, ...shared }),
      tier('failures', { ...withServers, ...alone }),
      tier('scenarios', withServers),
      tier('api', { ...withServers, ...shared }),
      tier('record', { ...withServers, ...shared }),
      tier('cost', withServers),
      // Each file is a whole system with a browser before it, and each test a day's work in it.
      tier('console', { ...withServers, ...shared, ...alone, testTimeout: 180_000 }),
      // Starts the product as a reader would.
      tier('docs', alone),
    ],
  },
});
