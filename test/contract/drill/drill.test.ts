/** The drill on a real desk: the same service code over stores of its own, and nothing of it in the desk's ledger but one entry. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRILL_CASES, DRILL_CASE_CODES } from '../../../domain/drill/cases.ts';
import { DRILL_METHODS } from '../../../preload/contract/drillViews.ts';
import { OFFICERS, scan, signIn, type Facility } from '../../support/facility.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';
import { signedInDesks } from '../../support/signedInDesks.ts';
import { beginDrill } from './officer.ts';

const SAMPLES = DRILL_CASES.flatMap(({ itemId }) => itemId ?? []);
const [FIRST = '', SECOND = ''] = SAMPLES;
const REAL = 'RB123456785GB';

let facility: Facility;
let desk: NodeDesk;

signedInDesks((nextDesk, itsFacility) => {
  desk = nextDesk;
  facility = itsFacility;
});

const ledger = () => desk.stores.ledger.after(0, 1_000);
const kinds = () => ledger().map(({ kind }) => kind);
const sinceSignIn = () => kinds().slice(kinds().indexOf('session.signedIn') + 1);

describe('a drill', () => {
  it('is passed case by case by the handlers of the bench, and the desk keeps one entry of it, which HQ receives', async () => {
    const drill = await beginDrill(desk);
    const bands: string[] = [];
    for (const code of DRILL_CASE_CODES) {
      expect(drill.view().progress.current).toBe(code);
      await drill.pass(code);
      bands.push(valueOf(await drill.call('exam/recent', { limit: 1 })).map(({ band }) => band).join());
    }
    expect(bands).toEqual(['CLEAR', 'HOLD', 'NO_AED_HERE', 'CLEAR', 'CLEAR', 'SEVERAL_POSTINGS', 'CLEAR', 'NO_AED_HERE']);
    expect(drill.view()).toMatchObject({ progress: { current: null, cases: DRILL_CASE_CODES.map((code) => ({ code, isPassed: true, tries: 1 })) } });
    expect(drill.view().savedAt).not.toBeNull();
    // Sealed at the last case; leaving seals no second one.
    expect(sinceSignIn()).toEqual(['drill.finished']);
    valueOf(await desk.desk.handlers['drill/end']({ drillId: drill.view().drillId }));
    expect(sinceSignIn()).toEqual(['drill.finished']);
    expect(ledger().at(-1)).toMatchObject({ officerId: 'o-1', payload: { drillVersion: 1, cases: DRILL_CASE_CODES.map((code) => ({ code, isPassed: true, tries: 1 })) } });
    await desk.until((status) => status.waiting === 0);
    const atHq = (await facility.hq.admin('entries', '--json')).split('\n').filter((line) => line.includes(ledger().at(-1)?.id ?? 'none'));
    expect(atHq).toHaveLength(1);
    expect(atHq[0]).toContain('"drill.finished"');
  }, 30_000);

  it('leaves nothing of its items in the desk: no exam, no hold, no draft, no word in its files', async () => {
    const drill = await beginDrill(desk);
    for (const code of DRILL_CASE_CODES.slice(0, 5)) await drill.pass(code);
    const item = await drill.scan(SAMPLES[5] ?? '');
    const form = { reasons: [], finding: 'half a word', findings: [], label: { origin: '', mailClass: null, contents: '' }, outcomeKeys: [], details: null, isConfirmed: false, postedOn: null };
    valueOf(await drill.call('draft/put', { scanId: item.scanId, form }));
    expect(valueOf(await drill.call('draft/mine', undefined))).toHaveLength(1);
    expect(valueOf(await drill.call('detained/list', undefined))).toHaveLength(1);
    valueOf(await desk.desk.handlers['drill/end']({ drillId: drill.view().drillId }));
    const { handlers } = desk.desk;
    expect(valueOf(await handlers['exam/recent']({ limit: 50 }))).toEqual([]);
    expect(valueOf(await handlers['draft/mine'](undefined))).toEqual([]);
    expect(valueOf(await handlers['detained/list'](undefined))).toEqual([]);
    expect(valueOf(await handlers['holds/lists']({ scope: 'all' })).counts.all).toBe(0);
    expect(sinceSignIn()).toEqual(['drill.finished']);
    expect(SAMPLES.filter((id) => JSON.stringify(ledger()).includes(id))).toEqual([]);
    expect(readdirSync(desk.folder).filter((name) => name.includes('drill'))).toEqual([]);
  }, 30_000);

  it('takes no real item, no sample before its turn, and again the samples of cases done', async () => {
    const drill = await beginDrill(desk);
    const ask = (raw: string) => drill.call('item/scan', { raw, source: 'wedge' });
    for (const raw of [REAL, 'GBLALAUSJFKAAUN60142017010118', 'IMF-JFK-7K3M9Q2T4A', `${FIRST.slice(0, -3)}9JP`, 'hello']) {
      expect(await ask(raw), raw).toMatchObject({ ok: false, fault: { kind: 'not-a-drill-item' } });
    }
    expect(await ask(SECOND)).toMatchObject({ ok: false, fault: { kind: 'drill-case-later', detail: { sample: 2, now: 1 } } });
    await drill.pass('clear');
    expect(await ask(FIRST)).toMatchObject({ ok: true, value: { band: 'EXAMINED' } });
    expect(await ask(SECOND.toLowerCase())).toMatchObject({ ok: true, value: { band: 'HOLD' } });
    const made = valueOf(await drill.call('item/withoutBarcode', undefined));
    expect(await ask(made.itemKey.replaceAll('-', ''))).toMatchObject({ ok: true, value: { itemKey: made.itemKey } });
  });

  it('serves nothing that belongs to the desk itself, and speaks to nobody', async () => {
    const drill = await beginDrill(desk);
    const { drillId } = drill.view();
    const answers = valueOf(await desk.desk.handlers['drill/call']({ drillId, method: 'delivery/status', args: undefined }));
    expect(answers.result).toMatchObject({ ok: true, value: { lastContactAt: null, upload: { phase: 'idle', failure: null } } });
    for (const method of ['session/signIn', 'shift/sign', 'desk/enrol', 'aed/import', 'relay/export', 'refusals/offerAgain']) expect(DRILL_METHODS).not.toContain(method);
    expect(await drill.call('exam/record', {} as never)).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  });

  it('does not stand in the way of real work: it is recorded and delivered meanwhile', async () => {
    const drill = await beginDrill(desk);
    await drill.pass('clear');
    const exam = await desk.record(REAL);
    await drill.pass('hold');
    await desk.until((status) => status.waiting === 0);
    expect(valueOf(await desk.desk.handlers['exam/recent']({ limit: 5 })).map(({ examId }) => examId)).toEqual([exam.examId]);
    expect((await scan(desk, FIRST)).band).toBe('NO_AED_HERE');
  }, 30_000);

  it.each([
    ['left', async ({ handlers }: NodeDesk['desk'], drillId: string) => void valueOf(await handlers['drill/end']({ drillId })), []],
    ['locked by its officer', async ({ handlers }: NodeDesk['desk']) => void valueOf(await handlers['session/lock']({ reason: 'officer' })), ['session.locked']],
    ['locked by the system', async (one: NodeDesk['desk']) => one.lock(), ['session.locked']],
    ['signed out of', async ({ handlers }: NodeDesk['desk']) => void valueOf(await handlers['session/signOut'](undefined)), ['session.signedOut']],
  ] as const)('that is %s ends with its one entry, before anything else, and answers no more', async (_words, end, after) => {
    const drill = await beginDrill(desk);
    await drill.pass('clear');
    const { drillId } = drill.view();
    await end(desk.desk, drillId);
    expect(sinceSignIn()).toEqual(['drill.finished', ...after]);
    expect(ledger().find(({ kind }) => kind === 'drill.finished')).toMatchObject({ officerId: 'o-1', payload: { cases: [{ code: 'clear', isPassed: true, tries: 1 }, { isPassed: false, tries: 0 }, ...Array.from({ length: 6 }, () => ({ isPassed: false }))] } });
    if (after.length > 0) await signIn(desk);
    const args = { raw: SECOND, source: 'wedge' };
    expect(await desk.desk.handlers['drill/call']({ drillId, method: 'item/scan', args })).toMatchObject({ ok: false, fault: { kind: 'drill-over' } });
    expect(await desk.desk.handlers['drill/end']({ drillId })).toMatchObject({ ok: false, fault: { kind: 'drill-over' } });
  });

  it('ends with its entry when the program is closed, and when a new one is begun', async () => {
    const first = await beginDrill(desk);
    await first.pass('clear');
    const second = await beginDrill(desk);
    expect(sinceSignIn()).toEqual(['drill.finished']);
    expect(await desk.desk.handlers['drill/call']({ drillId: first.view().drillId, method: 'draft/mine', args: undefined })).toMatchObject({ ok: false, fault: { kind: 'drill-over' } });
    await second.pass('clear');
    desk = await desk.reopen();
    expect(sinceSignIn()).toEqual(['drill.finished', 'drill.finished']);
  });

  it('needs somebody who is signed in', async () => {
    await desk.desk.handlers['session/signOut'](undefined);
    expect(await desk.desk.handlers['drill/begin'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
    expect(await desk.desk.handlers['drill/results'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-signed-in' } });
  });
});

describe('the results', () => {
  it('tell a supervisor, and nobody else, who of the roster has passed on this desk and who never did it', async () => {
    expect(await desk.desk.handlers['drill/results'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    const passed = await beginDrill(desk);
    for (const code of DRILL_CASE_CODES) await passed.pass(code);
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 1);
    await (await beginDrill(desk)).pass('clear');
    await desk.desk.handlers['session/signOut'](undefined);
    await signIn(desk, 2);
    const results = valueOf(await desk.desk.handlers['drill/results'](undefined));
    expect(results).toMatchObject([
      { name: 'Haddad, L.', drills: 1, passed: 1, cases: 8, passedAt: null },
      { name: 'Ortiz, R.', drills: 1, passed: 8, cases: 8 },
      { name: 'Supple, V.', drills: 0, passed: 0, cases: 0, passedAt: null, lastAt: null },
    ]);
    expect(results[1]?.passedAt).toBe(results[1]?.lastAt);
  }, 30_000);
});

describe('a desk that is killed in the middle of a drill', () => {
  it('has nothing of it in its ledger and nothing in its files, and the officer begins anew', async () => {
    const place = { folder: mkdtempSync(join(tmpdir(), 'drill-')), key: randomBytes(32).toString('base64') };
    const enrolled = openNodeDesk(place);
    valueOf(await enrolled.desk.handlers['desk/enrol']({ hqUrl: facility.hq.url, code: await facility.code(), deskName: 'Bench 08' }));
    await enrolled.until((status) => status.feedAsOf !== null);
    await enrolled.desk.close();

    const officer = spawn(process.execPath, [join(import.meta.dirname, 'drillUntilKilled.ts'), JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(officer.stdout, 'data')) as [Buffer];
    const [seqBefore, current] = said.toString().trim().split(' ');
    officer.kill('SIGKILL');
    await once(officer, 'exit');
    expect(current).toBe('referred');
    expect(readdirSync(place.folder).filter((name) => !/^(ledger|reference)\.db(-wal|-shm)?$/.test(name))).toEqual([]);

    const again = openNodeDesk(place);
    try {
      expect(again.stores.ledger.head().seq).toBe(Number(seqBefore));
      const count = (table: string) => again.stores.ledger.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n;
      expect(['exam', 'item_entry', 'draft', 'bag_scan'].map(count)).toEqual([0, 0, 0, 0]);
      expect(again.stores.reference.counts().holdEvents).toBe(0);
      valueOf(await again.desk.handlers['session/signIn']({ badge: OFFICERS[0].badge, pin: OFFICERS[0].pin }));
      expect((await beginDrill(again)).view().progress.current).toBe('clear');
    } finally {
      await again.desk.close();
      rmSync(place.folder, { recursive: true, force: true });
    }
  }, 40_000);
});
