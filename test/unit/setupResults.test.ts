// Checks that the summary of a test run never takes a crash or an empty run for success.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playwrightTally, sum, summaryLine, vitestTally } from '../../scripts/testing/results.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-test-'));
  file = join(folder, 'report.json');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const vitest = (passed: number, failed: number, files: { status: string; assertionResults: { status: string }[] }[] = []): void => {
  writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files }));
};
const playwright = (expected: number, unexpected: number, flaky: number, errors: unknown[] = []): void => {
  writeFileSync(file, JSON.stringify({ stats: { expected, unexpected, flaky, skipped: 0 }, errors }));
};

describe('tests without a window', () => {
  it('are counted one by one', () => {
    vitest(7, 2, [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]);
    expect(vitestTally(file, 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('count a file that cannot be loaded as a failure', () => {
    vitest(7, 0, [{ status: 'failed', assertionResults: [] }]);
    expect(vitestTally(file, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('fail when the runner complains about something that is no test', () => {
    vitest(7, 0);
    expect(vitestTally(file, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('fail when none ran, and when the runner left no report or half of one', () => {
    vitest(0, 0);
    expect(vitestTally(file, 0)).toEqual({ passed: 0, failed: 1 });
    expect(vitestTally(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
    writeFileSync(file, '{"numPassedTests": 3');
    expect(vitestTally(file, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('tests in the window', () => {
  it('are counted one by one, and a second try is no success', () => {
    playwright(5, 1, 1);
    expect(playwrightTally(file, 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('count an error outside of any test', () => {
    playwright(0, 0, 0, [{ message: 'No tests found' }]);
    expect(playwrightTally(file, 1)).toEqual({ passed: 0, failed: 1 });
  });
});

it('sums up in the one line that programs read', () => {
  expect(summaryLine(sum([{ passed: 3, failed: 0 }, { passed: 4, failed: 2 }]))).toBe('7 passed, 2 failed');
});
