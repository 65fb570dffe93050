/** Which tests run under Node, and how: everything without a window. Reporters are chosen by whoever starts the run. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,contract,sync,migrations}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/threadPrograms.ts', 'test/support/postgres/globalSetup.ts'],
    // Processes, not threads: SQLite's native module must not be loaded twice into one process.
    pool: 'forks',
    // As many as there are cores; one fewer, the default, is half of a small machine.
    maxWorkers: '100%',
    globals: false,
    restoreMocks: true,
    // A test that hangs should say so well before the whole run is cut off.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
