/** `desk relay` as scripts use it: two real ledgers, real processes, a file and a receipt between them. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFile } from '../../../domain/relay/file.ts';
import { encodeReceipts } from '../../../domain/relay/receipts.ts';
import { openDatabase } from '../../../main/store/driver.ts';
import { hqKeyStore } from '../../../main/store/ledger/hqKeys.ts';
import { openLedger } from '../../../main/store/ledger/ledger.ts';
import { isSignedBy, makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import { uuidOf } from '../../support/entries.ts';
import { makeRelayHq, type RelayHq } from '../../support/relayHq.ts';

const PROGRAM = fileURLToPath(new URL('../../../main/desk.ts', import.meta.url));
const ORIGIN = 'JFK-03-AAAA';

let folder: string;
let hq: RelayHq;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'));
  hq = makeRelayHq();
});

afterEach(() => rmSync(folder, { recursive: true }));

/** An enrolled ledger with its first entry, and its key file where a demo profile has it. */
function ledgerOf(deviceId: string, knowsKeys = true): string {
  const key = randomBytes(32);
  mkdirSync(join(folder, deviceId, 'store'), { recursive: true });
  writeFileSync(join(folder, deviceId, 'store-key.json'), JSON.stringify({ protection: 'demo', key: key.toString('base64') }));
  const file = join(folder, deviceId, 'store', 'ledger.db');
  const ledger = openLedger(openDatabase(file, { key, binding: null, synchronous: 'FULL' }));
  const device = makeDeviceKey();
  ledger.enrol(
    { deviceId, facilityId: 'JFK', facilityName: 'New York JFK', deskName: deviceId, hqUrl: 'https://hq.test', hqId: hq.hqId, hqPublicKey: hq.publicKey, privateKey: device.privateKey },
    {
      id: uuidOf(1), kind: 'device.enrolled', payload: { hqId: hq.hqId, deskName: deviceId }, officerId: null, sessionId: null,
      stamp: { recordedAt: '2026-11-24T09:00:00.000Z', monotonicMs: 1, hqHeardAt: null },
    },
  );
  if (knowsKeys) hqKeyStore(ledger.db).put(hq.enrol(deviceId, 'JFK', device.publicKey));
  ledger.close();
  return file;
}

function desk(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'relay', ...args], { encoding: 'utf8' });
  return { status, said: stdout === '' ? null : JSON.parse(stdout) as Record<string, unknown>, stderr };
}

it('writes what waits into a folder, takes it in at another desk, and takes receipts in at the first', () => {
  const [origin, carrier] = [ledgerOf(ORIGIN), ledgerOf('JFK-07-BBBB')];
  const exported = desk('export', origin, folder);
  expect(exported).toMatchObject({ status: 0, said: { file: `${ORIGIN}-from-1.imfrelay`, fromSeq: 1, toSeq: 1, left: 0 } });
  const file = join(folder, `${ORIGIN}-from-1.imfrelay`);

  expect(desk('import', carrier, file)).toMatchObject({ status: 0, said: { what: 'entries', deviceId: ORIGIN, fromSeq: 1, toSeq: 1 } });
  expect(desk('import', carrier, file)).toMatchObject({ status: 1, said: null, stderr: expect.stringContaining('carries everything in this file already') as unknown });
  expect(desk('import', origin, file)).toMatchObject({ status: 1, stderr: expect.stringContaining('delivers its own entries') as unknown });
  expect(desk('receipts', carrier, folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('no receipts yet') as unknown });

  const parts = checkFile(readFileSync(file), { hqId: hq.hqId, hqPublicKey: hq.publicKey, deviceId: 'JFK-07-BBBB' }, isSignedBy);
  if (!parts.ok) throw new Error(parts.fault);
  const replies = parts.value.map(({ bytes }) => hq.receive(bytes)).flatMap((reply) => ('refused' in reply ? [] : [reply]));
  const receipts = join(folder, 'back.imfreceipts');
  writeFileSync(receipts, encodeReceipts(hq.hqId, replies));
  expect(desk('import', origin, receipts)).toMatchObject({ status: 0, said: { what: 'receipts', fromSeq: 1, toSeq: 1 } });
  expect(desk('import', origin, receipts)).toMatchObject({ status: 1, stderr: expect.stringContaining('every receipt of this file already') as unknown });
  // The ledger is whole, with the receipts it took in.
  expect(spawnSync(process.execPath, [PROGRAM, 'ledger', 'verify', origin], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: expect.stringContaining('"deliveredThrough":1') as unknown });
}, 60_000);

it('says so when there is no ledger, no key of HQ, or no place to write to', () => {
  const origin = ledgerOf(ORIGIN);
  expect(desk('export', ledgerOf('JFK-09-CCCC', false), folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('sealing key') as unknown });
  expect(desk('export', join(folder, 'none.db'), folder)).toMatchObject({ status: 2 });
  expect(desk('export', origin, join(folder, 'no folder', 'x.imfrelay'))).toMatchObject({ status: 1, stderr: expect.stringContaining('could not be written') as unknown });
}, 60_000);
