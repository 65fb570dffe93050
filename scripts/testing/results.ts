// Reads how many tests passed and failed out of what the test runners write, and never takes silence for success.
import fs from 'node:fs';
import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

/** The line that ends every test run; programs read it, so its words do not change. */
export const summaryLine = (tally: Tally): string => `${tally.passed} passed, ${tally.failed} failed`;

export function vitestTally(file: string, exitCode: number): Tally {
  const report = vitestReport.safeParse(readJson(file));
  if (!report.success) return crashed;
  // A file that cannot even be loaded fails without a single test of it failing.
  const unloadable = report.data.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return honest({ passed: report.data.numPassedTests, failed: report.data.numFailedTests + unloadable }, exitCode);
}

export function playwrightTally(file: string, exitCode: number): Tally {
  const report = playwrightReport.safeParse(readJson(file));
  if (!report.success) return crashed;
  const { expected, unexpected, flaky } = report.data.stats;
  // A test that passes only at the second try has failed once: retries are off, so this is a belt to the braces.
  return honest({ passed: expected, failed: unexpected + flaky + report.data.errors.length }, exitCode);
}

const crashed: Tally = { passed: 0, failed: 1 };

/** A runner that complains without a failed test, or that ran nothing, counts as one failure. */
function honest(tally: Tally, exitCode: number): Tally {
  const silent = tally.failed === 0 && (exitCode !== 0 || tally.passed === 0);
  return silent ? { ...tally, failed: 1 } : tally;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // No report or half of one: the runner crashed, which the caller counts.
  }
}
