/** The HQ program as people start it: what it prints, what it refuses, how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../hq/store/database.ts';
import { openSqliteFile } from '../../../hq/store/dialects/sqliteFile.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { enrolledDesk, pageIn, receiptIn } from '../../support/deskClient.ts';
import { makePostgresDatabase, removePostgresDatabase } from '../../support/postgres/databases.ts';
import { runHqAdmin, startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';

let data: string;
beforeEach(() => { data = mkdtempSync(join(tmpdir(), 'hq-program-')); });
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function withHq(work: (hq: HqProcess) => Promise<void>): Promise<void> {
  const hq = await startHq({ data });
  try {
    await work(hq);
  } finally {
    await hq.stop();
  }
}

// Each command is a process of its own, and a busy machine starts them slowly.
describe('the HQ program', { timeout: 90_000 }, () => {
  it('answers health with its id and time', () => withHq(async (hq) => {
    const health = await (await fetch(`${hq.url}/v1/health`)).json() as object;
    expect(health).toEqual({ hqId: expect.stringMatching(/^HQ-[0-9A-Z]{8}$/) as string, hqTime: expect.stringMatching(/Z$/) as string });
  }));

  it('is administered while it serves', () => withHq(async (hq) => {
    const desk = await enrolledDesk(hq.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK', '--desk', 'Bench 07'));
    const deviceId = desk.enrolled?.deviceId ?? '';
    const roster = join(data, 'roster.json');
    writeFileSync(roster, JSON.stringify([{ officerId: 'o-1', badge: '1001', name: 'Ann Example', role: 'officer', pin: '123456' }]));

    const holdId = await hq.admin('place-hold', 'RR 473 124 829 CN', '--facility', 'JFK', '--reason', 'look inside');
    expect(await hq.admin('holds')).toContain(`${holdId}\tRR473124829CN\tJFK`);
    expect(await hq.admin('release-hold', holdId)).toBe(`released ${holdId}`);
    const usps = join(data, 'usps.ndjson');
    writeFileSync(usps, `${JSON.stringify({ eventId: 'u-1', itemId: 'RR473124829CN', code: 'EMD', at: '2026-03-02T06:00:00Z', office: 'USJFKA' })}\n`);
    expect(await hq.admin('usps', usps)).toBe('1 USPS events: 1 new, 0 known already');
    expect(await hq.admin('usps', usps)).toBe('1 USPS events: 0 new, 1 known already');
    expect(await hq.admin('publish-list', 'waiver', '--as-of', '2026-01-01', '--countries', 'tv, NR')).toBe('waiver list, version 1: 2 countries');
    expect(await hq.admin('publish-roster', roster, '--facility', 'JFK')).toBe('JFK roster, version 1: 1 officers');
    expect(pageIn(await desk.feed()).rows.map((row) => row.kind)).toEqual(['roster', 'list', 'hold', 'hold', 'usps', 'list', 'roster']);

    receiptIn(await desk.upload(desk.seal(1)));
    expect(await hq.admin('devices')).toMatch(new RegExp(`^${deviceId}\\tBench 07\\tentry 1\\tenrolled\\t[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$`));
    expect(await hq.admin('entries', '--device', deviceId)).toContain(`${deviceId}\t1\tsession.locked\taccepted`);
    expect(JSON.parse(await hq.admin('entries', '--json'))).toMatchObject({ deviceId, seq: 1, verdict: 'accepted', entry: { kind: 'session.locked' } });
    expect(await hq.admin('forks')).toBe('');
    expect(await hq.admin('revoke-device', deviceId)).toBe(`revoked ${deviceId}`);
    expect((await desk.feed()).status).toBe(403);
  }));

  it('keeps its key, and so its receipts\' worth, over a restart', async () => {
    const ids: string[] = [];
    for (const _ of ['first', 'second']) {
      await withHq(async (hq) => { ids.push(((await (await fetch(`${hq.url}/v1/health`)).json()) as { hqId: string }).hqId); });
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it.skipIf(process.platform === 'win32')('keeps its data folder to its own user', async () => {
    const folder = join(data, 'new');
    await (await openHqStore({ folder })).close();
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('does not speak plain HTTP beyond this machine', async () => {
    await expect(runHqAdmin(data, ['serve', '--host', '0.0.0.0', '--port', '0'])).rejects.toThrow('--tls-cert');
  });

  it('never falls back to plain HTTP when half of the TLS options are given', async () => {
    await expect(runHqAdmin(data, ['serve', '--port', '0', '--tls-cert', 'cert.pem'])).rejects.toThrow('go together');
  });

  it('says so when its port is taken', () => withHq(async (hq) => {
    await expect(runHqAdmin(data, ['serve', '--port', new URL(hq.url).port])).rejects.toThrow('HQ cannot listen');
  }));

  it('does not touch a database that a newer program wrote', async () => {
    const db = openSqliteFile(join(data, 'hq.db'), 1_000);
    db.pragma('user_version = 9990');
    db.close();
    await expect(runHqAdmin(data, ['devices'])).rejects.toThrow('update this program');
  });

  it('says in words what an admin command did not do', async () => {
    await expect(runHqAdmin(data, ['enrolment-code', '--facility', 'XXX'])).rejects.toThrow('HQ serves EWR, HNL, JFK');
    await expect(runHqAdmin(data, ['release-hold', 'none'])).rejects.toThrow('no such hold');
    await expect(runHqAdmin(data, ['usps', join(data, 'none.ndjson')])).rejects.toThrow('cannot be read');
    await expect(runHqAdmin(data, ['publish-roster', join(data, 'none.json'), '--facility', 'JFK'])).rejects.toThrow('cannot be read');
  });

  it('shows whose successor a device says it is, and no name that HQ did not give', () => withHq(async (hq) => {
    const desks = [];
    for (let n = 1; n <= 3; n += 1) desks.push(await enrolledDesk(hq.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')));
    const [first = '', ...rest] = desks.map((desk) => desk.enrolled?.deviceId ?? '');
    const named = [null, first, 'JFK-01\tenrolled\nJFK-02'];
    for (const [at, desk] of desks.entries()) {
      const former = named[at] === null ? {} : { former: { deviceId: named[at] ?? '', seq: 1, hash: '0'.repeat(64) } };
      receiptIn(await desk.upload(desk.seal(1, (body) => ({ ...body, kind: 'device.enrolled', payload: { hqId: 'hq', deskName: 'Bench 07', ...former } }))));
    }
    const lines = (await hq.admin('devices')).split('\n').map((line) => line.split('\t')).map(([id, , , , , ...more]) => [id, ...more]);
    expect(lines).toEqual([[first], [rest[0], `says it is the successor of ${first}`], [rest[1], 'says it is the successor of a device that is not enrolled here']]);
  }));

  it('keeps everything in PostgreSQL when DATABASE_URL names one, and nothing in the folder', async () => {
    const databaseUrl = await makePostgresDatabase();
    try {
      const hq = await startHq({ data: join(data, 'unused'), databaseUrl });
      const desk = await enrolledDesk(hq.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK'));
      receiptIn(await desk.upload(desk.seal(2)));
      expect(await hq.admin('place-hold', 'RR473124829CN', '--facility', 'JFK')).toMatch(/^[0-9a-f-]{36}$/);
      expect(pageIn(await desk.feed()).rows.map((row) => row.kind)).toEqual(['hold']);
      await hq.stop();
      expect(await runHqAdmin(data, ['devices'], databaseUrl)).toContain('entry 2\tenrolled');
      expect(existsSync(join(data, 'unused'))).toBe(false);
    } finally {
      await removePostgresDatabase(databaseUrl);
    }
  });

  it('does not touch a PostgreSQL database that a newer program wrote', async () => {
    const databaseUrl = await makePostgresDatabase();
    const database = await openDatabase({ url: databaseUrl });
    await database.inTransaction((tx) => sql`UPDATE schema_version SET version = 9990`.execute(tx));
    await database.close();
    await expect(runHqAdmin(data, ['devices'], databaseUrl)).rejects.toThrow('update this program');
    await removePostgresDatabase(databaseUrl);
  });

  it.each<[string, (url: URL) => void, string]>([
    ['is not there', (url) => { url.port = '1'; }, 'busy or cannot be reached'],
    ['has no such name', (url) => { url.pathname = '/no_such_database'; }, 'does not exist'],
    ['wants another password', (url) => { url.password = 'wrong-one'; }, 'authentication failed'],
  ])('says so in words when the database %s, and never what the password is', async (_what, change, words) => {
    const url = new URL(await makePostgresDatabase());
    const other = new URL(url);
    change(other);
    const said = await runHqAdmin(data, ['devices'], other.href).catch((error: unknown) => String(error));
    expect(said).toContain(words);
    for (const secret of [url.password, other.password]) expect(said).not.toContain(secret);
    await removePostgresDatabase(url.href);
  });

  it.skipIf(process.platform === 'win32')('ends cleanly, with code 0, when it is told to', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../../hq/cli.ts', import.meta.url)), '--data', data, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
