import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Each has a process of its own. The first two are about what Microsoft's SDK keeps for as long as its process lives; in
 * the third nock has to be there before anything else has loaded `node:https`.
 */
const ALONE = [
  'test/adapters/teams-keys.test.ts',
  'test/adapters/teams-quiet.test.ts',
  'test/adapters/slack-client.test.ts',
];

export default defineConfig({
  test: {
    // The others take turns in the same few processes: loading the SDKs anew for each file is a third of a run.
    projects: [
      {
        extends: true,
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is waited for is there as soon as it is; how soon that is on a busy machine is no matter of a test.
    expect: { poll: { timeout: 30_000 } },
    // Two at least: half of a run is loading SDKs and waiting for browsers and servers, and by itself one core waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
