/** A next ledger takes the place of a copied one: whole, with what no receipt covers, and whatever fails or is killed on the way. */
import * as fs from 'node:fs';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryCarriedSchema, originalOf } from '../../../domain/ledger/succession.ts';
import { draftStore } from '../../../main/store/ledger/drafts.ts';
import { LedgerCopied } from '../../../main/store/ledger/copied.ts';
import { photoStore } from '../../../main/store/ledger/photos.ts';
import { examById, recentExams } from '../../../main/store/ledger/projections.ts';
import { leaveNextLedger, takeNextLedger } from '../../../main/store/ledger/turnover.ts';
import { asAfterAKill, databasesIn, deskWith, examPayload, heirOf, look, marked, newPlace, openAt, receiptTo, sealInto, uuidOf, type Place } from './copiedLedgers.ts';

/** Every call that changes a folder or flushes: one of them fails, or none. */
const disk = vi.hoisted(() => ({ calls: 0, failAt: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const failing = <A extends unknown[], R>(call: (...args: A) => R) => (...args: A): R => {
    disk.calls += 1;
    if (disk.calls === disk.failAt) throw Object.assign(new Error('killed here'), { code: 'EIO', syscall: 'test' });
    return call(...args);
  };
  return { ...real, renameSync: failing(real.renameSync), rmSync: failing(real.rmSync), fsyncSync: failing(real.fsyncSync), openSync: failing(real.openSync) };
});

let places: Place[] = [];

beforeEach(() => {
  Object.assign(disk, { calls: 0, failAt: 0 });
  places = [];
});

afterEach(() => {
  disk.failAt = 0;
  for (const { folder } of places) rmSync(folder, { recursive: true });
});

function place(): Place {
  const made = newPlace();
  places.push(made);
  return made;
}

function leave(at: Place, ledger: ReturnType<typeof openAt>): void {
  leaveNextLedger(at.folder, at.open, ledger, heirOf());
}

const originals = (ledger: ReturnType<typeof openAt>) =>
  ledger.after(0, 1_000).filter(({ kind }) => kind === 'entry.carried').map(({ payload }) => originalOf(entryCarriedSchema.parse(payload)));

describe('a ledger that is an older copy', () => {
  it('takes no entry any more, over a restart too, and the first notice stays', () => {
    const at = place();
    const ledger = marked(deskWith(at, 3, 1));
    const head = ledger.head();
    expect(() => sealInto(ledger, 'session.locked', { reason: 'idle' })).toThrow(LedgerCopied);
    ledger.markCopied({ by: 'fork', hqSeq: null, hqLostSome: true }, '2026-11-25T00:00:00.000Z');
    ledger.close();
    const again = openAt(at);
    expect(again.copied()).toEqual({ by: 'feed', hqSeq: 99, hqLostSome: false, noticedAt: '2026-11-24T14:00:01.000Z' });
    expect(() => sealInto(again, 'session.locked', { reason: 'idle' })).toThrow(LedgerCopied);
    expect(() => again.db.exec('DELETE FROM copied')).toThrow('a copy stays a copy');
    expect(() => again.db.exec("UPDATE copied SET noticed_by = 'gap'")).toThrow('a copy stays a copy');
    expect(again.head()).toEqual(head);
    again.close();
  });
});

describe('the next ledger', () => {
  it('begins with the former one\'s end and carries what no receipt covers, each once and as it was sealed', () => {
    const at = place();
    const ledger = marked(deskWith(at, 5, 2));
    const former = ledger.after(0, 100);
    leave(at, ledger);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    const next = openAt(at);
    expect(next.identity()?.deviceId).toBe('JFK-08-NEXT');
    expect(next.after(0, 1)[0]).toMatchObject({ seq: 1, kind: 'device.enrolled', payload: { former: { deviceId: 'JFK/07:OLD', seq: 6, hash: former[5]?.hash } } });
    expect(originals(next)).toEqual(former.slice(4));
    expect(next.delivered().throughSeq).toBe(0);
    expect(next.copied()).toBeNull();
    expect(sealInto(next, 'session.locked', { reason: 'idle' })).toBe(4);
    next.close();
  });

  it('carries all when HQ had lost entries that have a receipt, for HQ knows those it has by their hash', () => {
    const at = place();
    const ledger = marked(deskWith(at, 5, 2), true);
    leave(at, ledger);
    const former = ledger.after(0, 100);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    const next = openAt(at);
    expect(originals(next)).toEqual(former);
    next.close();
  });

  it('shows the exams it carries with their corrections, the same after a rebuild, and lets them be corrected', () => {
    const at = place();
    const ledger = deskWith(at, 4, 2);
    const noNumber = { ...examPayload(9), item: { kind: 'none' as const, id: null, deskItemId: null, raw: '' } };
    sealInto(ledger, 'exam.recorded', noNumber);
    for (const examId of [uuidOf(1), uuidOf(3), uuidOf(9)]) sealInto(ledger, 'exam.amended', { amendmentId: examId.replace('0190', '0191'), examId, kind: 'withdrawn', why: 'wrong item' });
    marked(ledger);
    leave(at, ledger);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    const next = openAt(at);
    const rows = () => recentExams(next.db, 10).map(({ exam_id, is_withdrawn }) => [exam_id, is_withdrawn]);
    const shown = rows();
    expect(shown).toEqual([[uuidOf(9), 1], [uuidOf(4), 0], [uuidOf(3), 1]]);
    expect(next.ofExam(uuidOf(3)).map(({ kind }) => kind)).toContain('exam.amended');
    expect(next.ofExam(uuidOf(9)).map(({ kind }) => kind)).toEqual(['exam.recorded', 'exam.amended']);
    const live = next.db.prepare('SELECT * FROM exam ORDER BY seq').all();
    next.rebuild();
    expect(next.db.prepare('SELECT * FROM exam ORDER BY seq').all()).toEqual(live);
    sealInto(next, 'exam.amended', { amendmentId: uuidOf(77), examId: uuidOf(4), kind: 'withdrawn', why: 'wrong item' });
    expect(examById(next.db, uuidOf(4))?.is_withdrawn).toBe(1);
    next.close();
  });

  it('carries what the former one had carried itself as the original it is of', () => {
    const at = place();
    const first = marked(deskWith(at, 3, 2));
    const waiting = first.after(2, 100);
    leave(at, first);
    first.close();
    takeNextLedger(at.folder, at.open);
    const second = openAt(at);
    receiptTo(second, 2);
    marked(second);
    leaveNextLedger(at.folder, at.open, second, heirOf('JFK-09-NEXT'));
    second.close();
    takeNextLedger(at.folder, at.open);
    const third = openAt(at);
    expect(originals(third)).toEqual(waiting.slice(1));
    third.close();
    expect(databasesIn(at)).toHaveLength(3);
  });

  it('takes half-filled exams, the roster and what is carried for other desks along', () => {
    const at = place();
    const ledger = deskWith(at, 1, 0);
    ledger.keepRoster('[{"officerId":"o-1"}]');
    const draft = { scanId: uuidOf(5), officerId: 'o-1', raw: 'RB123456785GB', deskItemId: null, bagId: null, form: '{}', savedAt: '2026-11-24T14:00:00.000Z' };
    draftStore(ledger.db).put(draft);
    ledger.db.prepare(
      `INSERT INTO carried (sealed_hash, header, export_id, device_id, facility_id, from_seq, to_seq, taken_in_at, bytes, state)
       VALUES ('h', '{}', 'e', 'JFK-01', 'JFK', 1, 2, '2026-11-24T14:00:00.000Z', x'00ff10', 'waiting')`,
    ).run();
    const parts = ledger.db.prepare('SELECT * FROM carried').all();
    marked(ledger);
    leave(at, ledger);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    const next = openAt(at);
    expect(next.roster()).toBe('[{"officerId":"o-1"}]');
    expect(draftStore(next.db).ofOfficer('o-1')).toMatchObject([{ scanId: uuidOf(5), raw: 'RB123456785GB' }]);
    expect(next.db.prepare('SELECT * FROM carried').all()).toEqual(parts);
    next.close();
  });
});

describe('photos at the turnover', () => {
  it('go along when an entry or a half-filled exam names them; the others stay on the disk without anything that would take them away', async () => {
    const at = place();
    const ledger = deskWith(at, 1, 1);
    const [delivered, waiting, drafted, unnamed] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64)) as [string, string, string, string];
    const store = photoStore(ledger.db);
    for (const photoId of [delivered, waiting, drafted, unnamed]) store.keep({ photoId, bytes: 9, takenAt: '2026-11-24T09:00:00-05:00', keptAt: '2026-11-24T14:00:00.000Z' });
    const naming = (photoId: string) => ({ photos: [{ photoId, shows: 'label', bytes: 9, takenAt: '2026-11-24T09:00:00-05:00' }] });
    sealInto(ledger, 'exam.recorded', { ...examPayload(7), ...naming(delivered) });
    receiptTo(ledger, ledger.head().seq);
    sealInto(ledger, 'exam.recorded', { ...examPayload(8), ...naming(waiting) });
    const form = JSON.stringify({ photos: [{ photoId: drafted, shows: 'label' }] });
    draftStore(ledger.db).put({ scanId: uuidOf(5), officerId: 'o-1', raw: 'x', deskItemId: null, bagId: null, form, savedAt: 'x' });
    marked(ledger);
    leave(at, ledger);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    const next = openAt(at);
    const kept = photoStore(next.db);
    expect([delivered, waiting, drafted, unnamed].map((photoId) => kept.kept(photoId) !== null)).toEqual([true, true, true, false]);
    expect(kept.unnamedBefore('9999')).toEqual([]);
    expect(kept.waiting(next.head().seq).map(({ photoId }) => photoId).toSorted()).toEqual([delivered, waiting]);
    next.close();
  });
});

describe('the turnover', () => {
  it('leaves the old state or the new one, whichever step fails and whichever step fails after it', () => {
    const outcomes = new Set<string>();
    for (let n = 1; ; n += 1) {
      const [desk, at] = [place(), place()];
      Object.assign(at.open, desk.open);
      const ledger = marked(deskWith(desk, 4, 2));
      const former = ledger.after(0, 100).map(({ hash }) => hash);
      asAfterAKill(desk, at);
      ledger.close();
      const killed = openAt(at);
      Object.assign(disk, { calls: 0, failAt: n });
      const left = attempt(() => leave(at, killed));
      // A process that is killed folds nothing in: its files stay as they are at that moment.
      const files = place();
      Object.assign(files.open, at.open);
      asAfterAKill(at, files);
      disk.failAt = 0;
      killed.close();
      asAfterAKill(files, at);
      disk.failAt = n;
      const taken = left && attempt(() => takeNextLedger(at.folder, at.open));
      const isPassed = disk.calls < n;
      disk.failAt = 0;

      takeNextLedger(at.folder, at.open);
      const inPlace = look(at, 'ledger.db');
      const [formerName] = databasesIn(at).filter((name) => name.startsWith('ledger-former'));
      expect(inPlace.isWhole, `step ${n}`).toBe(true);
      if (inPlace.deviceId === 'JFK/07:OLD') {
        expect(databasesIn(at), `step ${n}`).toEqual(['ledger.db']);
        expect(inPlace.texts).toHaveLength(former.length);
      } else {
        expect(inPlace).toMatchObject({ deviceId: 'JFK-08-NEXT' });
        expect(inPlace.texts, `step ${n}`).toHaveLength(3);
        expect(databasesIn(at), `step ${n}`).toEqual([formerName, 'ledger.db']);
        expect(look(at, formerName ?? ''), `step ${n}`).toMatchObject({ isWhole: true, deviceId: 'JFK/07:OLD' });
        expect(look(at, formerName ?? '').texts).toHaveLength(former.length);
      }
      outcomes.add(`${left ? 'left' : 'not left'}, ${taken ? 'taken' : 'not taken'}: ${inPlace.deviceId ?? ''}`);
      if (isPassed) break;
    }
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['left, not taken: JFK-08-NEXT', 'left, taken: JFK-08-NEXT', 'not left, not taken: JFK/07:OLD']));
  }, 60_000);

  it('does nothing without a whole next ledger, and puts an unfinished one away', () => {
    const at = place();
    deskWith(at, 2, 1).close();
    const before = look(at, 'ledger.db');
    writeFileSync(join(at.folder, 'ledger-next.unfinished.db'), 'half');
    takeNextLedger(at.folder, at.open);
    expect(look(at, 'ledger.db')).toEqual(before);
    expect(existsSync(join(at.folder, 'ledger-next.unfinished.db'))).toBe(false);
  });

  it('renames nothing while another program has the former ledger open, and goes on when it has not', () => {
    const at = place();
    const ledger = marked(deskWith(at, 2, 1));
    leave(at, ledger);
    const before = databasesIn(at);
    expect(() => takeNextLedger(at.folder, at.open)).toThrow('database is locked');
    expect(databasesIn(at)).toEqual(before);
    ledger.close();
    takeNextLedger(at.folder, at.open);
    expect(look(at, 'ledger.db').deviceId).toBe('JFK-08-NEXT');
    expect(look(at, databasesIn(at)[0] ?? '')).toMatchObject({ deviceId: 'JFK/07:OLD', isWhole: true });
  });

  it('never writes over a former ledger that was put back by hand, and never out of its folder', () => {
    const at = place();
    const ledger = marked(deskWith(at, 2, 1));
    leave(at, ledger);
    ledger.close();
    const name = 'ledger-former-JFK_07_OLD-20261124T140000000Z.db';
    writeFileSync(join(at.folder, name), 'put there by somebody');
    takeNextLedger(at.folder, at.open);
    expect(fs.readFileSync(join(at.folder, name), 'utf8')).toBe('put there by somebody');
    expect(databasesIn(at)).toEqual([name.replace('.db', '-2.db'), name, 'ledger.db'].sort());
    expect(look(at, 'ledger.db').deviceId).toBe('JFK-08-NEXT');
  });
});

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message === 'killed here') return false;
    throw error;
  }
}
