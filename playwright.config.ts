// Says how the tests in the real window run: one window after the other, and no second try.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/playwright',
  tsconfig: 'scripts/testing/playwright.tsconfig.json',
  // Windows share one screen and one keyboard focus, so they cannot be tested side by side.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try hides the fault that an officer meets at the first.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['DESK_E2E_REPORT'] ?? 'out/playwright-report.json' }]],
});
