/**
 * Every write point: the disk of a real desk fails, stays full, or its process dies at the n-th write, flush or rename, for n = 1, 2, 3 …
 * until nothing is left to disturb. Each time the stores are opened again and looked at. `npm run torture` tries every point in every way.
 */
import { cpSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_MODES, type FaultMode } from '../../support/faultyDisk/faultyDisk.ts';
import { contents } from '../reference/referenceFiles.ts';
import { makeScenarioRunner, type ScenarioRunner } from './faultyProcess.ts';
import { openLedgerFile, prepareBackedUp, prepareOld, prepareToday, referenceOf } from './prepared.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';
import { everyTable, everythingHolds, learnMiddleOfFeed, type Expected } from './storeChecks.ts';

const isWhole = process.env['WRITE_POINTS'] === 'all';
/** Points at which a process is killed in a short run, spread over all of them. */
const KILLED_POINTS = 6;

const PREPARE: Readonly<Record<ScenarioName, (folder: string, key: string) => void>> = {
  record: prepareToday, photo: prepareToday, amend: prepareToday, feed: prepareToday, import: prepareToday, migrate: prepareOld, backup: prepareBackedUp,
};

/** What is answered when the disk fails; each has a sentence (renderer/text, main/shell/startupFaults.ts, main/headless/ledgerBackup.ts). */
const FAULTS: Readonly<Record<ScenarioName, RegExp>> = {
  record: /^(item\/scan|draft\/put|exam\/record) storage-full$/,
  photo: /^(photo\/keep|item\/scan|exam\/record) storage-full$/,
  amend: /^exam\/(amend|undo) storage-full$/,
  feed: /^feed storage$/,
  migrate: /^store-unusable$/,
  backup: /^backup: The copy was not made: (there is no room for it|that place cannot be written)/,
  import: /^aed\/import storage-full$/,
};

const key = randomBytes(32).toString('base64');
let runner: ScenarioRunner;

beforeAll(async () => {
  runner = await makeScenarioRunner();
}, 60_000);

afterAll(() => runner.stop());

interface Prepared {
  readonly folder: string;
  readonly points: number;
  readonly expected: Expected;
}

describe.each(SCENARIOS)('%s', (scenario) => {
  let prepared: Prepared;

  beforeAll(async () => {
    prepared = await prepare(scenario);
  }, 60_000);

  it('has write points, and passes untouched', () => {
    expect(prepared.points).toBeGreaterThan(5);
  });

  it.each(FAULT_MODES)('holds when the disk does this at any point: %s', async (mode) => {
    let tried = 0;
    const broken: string[] = [];
    for (const at of pointsFor(scenario, mode, prepared.points)) {
      const outcome = await tryAt(scenario, mode, at, prepared);
      if (outcome.isUntouched) break;
      tried += 1;
      if (outcome.broken !== null) broken.push(outcome.broken);
    }
    console.log(`${scenario}, ${mode}: ${tried} write points, ${tried - broken.length} hold`);
    expect(broken, `${broken.length} of ${tried}`).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  }, isWhole ? 1_800_000 : 180_000);
});

/** In a whole run every point, and one after the other until none is reached any more: the count itself is not believed. */
function* pointsFor(scenario: ScenarioName, mode: FaultMode, points: number): Generator<number> {
  const isEvery = isWhole || (mode === 'failOnce' && scenario !== 'import');
  if (isEvery) for (let at = 1; ; at += 1) yield at;
  const step = Math.max(1, points / KILLED_POINTS);
  for (let at = 1; at <= points; at += step) yield Math.floor(at);
}

async function prepare(scenario: ScenarioName): Promise<Prepared> {
  const folder = join(runner.folder, scenario);
  PREPARE[scenario](folder, key);
  const untouched = copyOf(folder, 'untouched');
  const outcome = await runner.run({ scenario, folder: untouched, key, mode: null, at: 0 });
  expect(outcome, outcome.why).toMatchObject({ end: 'ended', faults: [] });
  const tables = (of: string) => (scenario === 'migrate' ? everyTable(of, key) : contents(referenceOf(of, key)));
  const before = scenario === 'migrate' ? {} : tables(folder);
  const expected = { before, after: tables(untouched), entriesBefore: entriesIn(folder) };
  if (scenario === 'feed') learnMiddleOfFeed(copyOf(folder, 'middle'), key, expected);
  await everythingHolds(scenario, { folder: untouched, key, outcome, expected });
  return { folder, points: outcome.disk.count, expected };
}

interface Tried {
  /** The scenario ended before it came to that point. */
  readonly isUntouched: boolean;
  /** What does not hold, and where it broke. */
  readonly broken: string | null;
}

async function tryAt(scenario: ScenarioName, mode: FaultMode, at: number, { folder, expected }: Prepared): Promise<Tried> {
  const copy = copyOf(folder, `${mode}-${at}`);
  const outcome = await runner.run({ scenario, folder: copy, key, mode, at });
  const isUntouched = outcome.disk.hits === 0;
  const isDeadly = mode === 'kill' || mode === 'tornWrite';
  try {
    expect(outcome.end, outcome.why).toBe(isDeadly && !isUntouched ? 'died' : 'ended');
    expect(outcome.faults.filter((words) => !FAULTS[scenario].test(words)), 'a full disk is called a full disk').toEqual([]);
    await everythingHolds(scenario, { folder: copy, key, outcome, expected });
  } catch (error) {
    const facts = [`${scenario}, ${mode} at ${at}`, outcome.disk.what, ...outcome.faults, error instanceof Error ? error.message : String(error)];
    return { isUntouched, broken: facts.join(' | ') };
  } finally {
    rmSync(copy, { recursive: true });
  }
  return { isUntouched, broken: null };
}

function copyOf(folder: string, name: string): string {
  const copy = `${folder}-${name}`;
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function entriesIn(folder: string): number {
  const ledger = openLedgerFile(folder, key, true);
  try {
    return (ledger.prepare('SELECT count(*) AS entries FROM entry').get() as { entries: number }).entries;
  } finally {
    ledger.close();
  }
}
