import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is waited for is there as soon as it is; how soon that is on a busy machine is no matter of a test.
    expect: { poll: { timeout: 30_000 } },
    // Two at least: half of a run is loading SDKs and waiting for browsers and servers, and by itself one core waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
