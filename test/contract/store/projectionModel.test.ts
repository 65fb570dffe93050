/** The ledger's projections against a simple model: any history of entries, restarts and rebuilds, on a real encrypted file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSameWhenMadeAgain, KIND_NAMES, projectionCommands } from './projectionModelCommands.ts';
import { openDesk } from './projectionModelDesk.ts';
import { enrolledModel } from './projectionModelState.ts';

const MAX_COMMANDS = 40;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'projections-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs random histories, each on a ledger of its own; answers the failing one, or null when none failed. */
function failureOf(flaw: string, numRuns: number, onRun?: (name: string) => void): string | null {
  let ledgers = 0;
  const result = fc.check(fc.property(projectionCommands(MAX_COMMANDS, onRun), (commands) => {
    ledgers += 1;
    const [model, real] = [enrolledModel(), openDesk(join(folder, `ledger-${ledgers}.db`), flaw)];
    try {
      fc.modelRun(() => ({ model, real }), commands);
      expectSameWhenMadeAgain(model, real);
    } finally {
      real.remove();
    }
    // A flaw made on purpose needs no shortest history.
  }), { numRuns, endOnFailure: flaw !== '' });
  if (result.counterexample === null) return null;
  return `seed ${result.seed}: ${fc.stringify(result.counterexample[0])}\n${String(result.errorInstance)}`;
}

/** SQL of a store that leaves out one kind of change. */
function ignoring(change: string, when = 'TRUE'): string {
  return `CREATE TEMP TRIGGER flaw BEFORE ${change} WHEN ${when} BEGIN SELECT RAISE(IGNORE); END`;
}

/** SQL of a store that does one thing too many after a change. */
function adding(change: string, statement: string, when = 'TRUE'): string {
  return `CREATE TEMP TRIGGER flaw AFTER ${change} WHEN ${when} BEGIN ${statement}; END`;
}

/** True while a rebuild has more than one entry before it, and never while one is sealed. */
const IS_REBUILD = '((SELECT through_seq FROM projection) + 1 < (SELECT max(seq) FROM entry))';

/** Of a store that does not look whether the newest amendment was sealed before. */
const COUNT_NEWEST_ENTRY = `
  UPDATE exam SET outcome = coalesce((SELECT json_extract(canonical, '$.payload.values.outcome') FROM entry ORDER BY seq DESC LIMIT 1), outcome)
  WHERE seq = NEW.seq`;

describe('the projections of a ledger', () => {
  it('are those of the model after every command, and the same when made again; every kind of command is met', () => {
    const met = new Set<string>();
    expect(failureOf('', 100, (name) => met.add(name))).toBeNull();
    expect([...met].sort()).toEqual([...KIND_NAMES].sort());
    expect(KIND_NAMES.length).toBeGreaterThanOrEqual(20);
  }, 60_000);

  it.each([
    ['forgets corrections', ignoring('UPDATE OF outcome ON exam', 'NEW.is_withdrawn = 0')],
    ['forgets withdrawals', ignoring('UPDATE OF is_withdrawn ON exam', 'NEW.is_withdrawn = 1')],
    ['forgets amendments when it rebuilds', ignoring('UPDATE OF outcome ON exam', IS_REBUILD)],
    ['forgets links', ignoring('UPDATE OF lacks_aed ON exam')],
    ['forgets links when it rebuilds', ignoring('UPDATE OF lacks_aed ON exam', IS_REBUILD)],
    ['links every exam of an item at once', adding('UPDATE OF lacks_aed ON exam', 'UPDATE exam SET lacks_aed = 0 WHERE item_key = NEW.item_key')],
    ['takes up a withdrawn exam when it is corrected',
      adding('UPDATE ON exam', 'UPDATE exam SET is_withdrawn = 0', 'OLD.is_withdrawn = 1 AND NEW.is_amended = 1')],
    ['takes a correction that is sealed again for the last one', adding('UPDATE OF outcome ON exam', COUNT_NEWEST_ENTRY, `NOT ${IS_REBUILD}`)],
    ['amends no exam of an item without a number', ignoring('UPDATE OF outcome ON exam', 'NEW.item_key IS NULL')],
    ['files a mark over several items under one', ignoring('INSERT ON item_entry', 'EXISTS (SELECT 1 FROM item_entry WHERE seq = NEW.seq)')],
    ['keeps what stood there when it rebuilds', ignoring('DELETE ON item_entry')],
    ['forgets what entries are about when it rebuilds', ignoring('INSERT ON item_entry', IS_REBUILD)],
    ['files an item under its number as scanned', adding('INSERT ON exam', "UPDATE exam SET item_key = replace(item_key, '-', '')")],
    ['seals a second exam under one id', ignoring('INSERT ON exam', 'EXISTS (SELECT 1 FROM exam WHERE exam_id = NEW.exam_id)')],
    ['lets an entry of an unknown kind change an exam',
      adding('INSERT ON entry', "UPDATE exam SET outcome = 'NOT_FOUND'", "NEW.kind = 'someday.invented'")],
  ])('of a store that %s would be found out', (_, flaw) => {
    // By the model, not by an error of SQL.
    expect(failureOf(flaw, 100)).toContain('AssertionError: ');
  }, 60_000);
});
