/** How fast a full outbox reaches HQ: exams read, sent, checked, durable at HQ and receipted, one of them refused, over the loopback interface. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { readEnrolmentCode } from '../../domain/sync/enrolmentCode.ts';
import { openDatabase } from '../../main/store/driver.ts';
import { openLedger, type Ledger } from '../../main/store/ledger/ledger.ts';
import { makeDeviceKey } from '../../main/sync/deviceKey.ts';
import { makeSyncRunner } from '../../main/sync/runner.ts';
import { makeTransport } from '../../main/sync/transport.ts';
import { startHq, type HqProcess } from '../window/hqProcess.ts';
import type { Measurement } from './measurement.ts';

const EXAMS = 10_000;
const STAMP = { recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null };
const OFFICER = { officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' };

export async function measureDrain(folder: string): Promise<readonly Measurement[]> {
  const hq = await startHq();
  try {
    const ledger = await enrolledLedger(folder, hq);
    const start = performance.now();
    await drained(ledger);
    const rate = (EXAMS * 1_000) / (performance.now() - start);
    // One of them HQ refuses, and it is in the middle: it must have held up nobody.
    const refused = ledger.refusals().length;
    if (refused !== 1) throw new Error(`one entry was to be refused, not ${refused}`);
    const limit = await bareUploads(folder, ledger);
    ledger.close();
    return [{ what: 'exams delivered to HQ, one of them poison', rate, unit: '/s', limit, limitIs: 'the same bytes to a server that only flushes them' }];
  } finally {
    await hq.stop();
  }
}

async function enrolledLedger(folder: string, hq: HqProcess): Promise<Ledger> {
  const roster = join(folder, 'roster.json');
  writeFileSync(roster, JSON.stringify([OFFICER]));
  await hq.admin('publish-roster', roster, '--facility', 'JFK');
  const code = readEnrolmentCode((await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim());
  const key = makeDeviceKey();
  const answer = await makeTransport().enrol(hq.url, code?.code ?? '', key.publicKey, 'Bench');
  if (!answer.ok) throw new Error(`enrolment failed: ${answer.failure.kind}`);
  const { deviceId, facilityId, facilityName, hqId, hqPublicKey } = answer.value;
  const ledger = openLedger(openDatabase(join(folder, 'drain.db'), { key: randomBytes(32), binding: null, synchronous: 'FULL' }));
  ledger.enrol(
    { deviceId, facilityId, facilityName, deskName: 'Bench', hqUrl: hq.url, hqId, hqPublicKey, privateKey: key.privateKey },
    { id: uuidv7(), kind: 'device.enrolled', payload: { hqId, deskName: 'Bench' }, officerId: null, sessionId: null, stamp: STAMP },
  );
  for (let n = 0; n < EXAMS; n += 1) seal(ledger, n);
  return ledger;
}

function seal(ledger: Ledger, n: number): void {
  ledger.append({
    id: uuidv7(), kind: 'exam.recorded',
    payload: {
      examId: uuidv7(), item: { kind: 's10', id: `RB${String(n).padStart(9, '0')}GB`, deskItemId: null, raw: null }, aedShown: null, aedAsOf: null,
      band: 'CLEAR', holdIds: [], label: null, methods: ['xray'], finding: null, outcome: 'RELEASED_TO_USPS', outcomeFields: {},
    },
    officerId: n === EXAMS / 2 ? 'nobody-knows-me' : OFFICER.officerId, sessionId: 's', stamp: STAMP,
  });
}

async function drained(ledger: Ledger): Promise<void> {
  const identity = ledger.identity();
  if (identity === null) throw new Error('not enrolled');
  await new Promise<void>((resolve) => {
    const runner = makeSyncRunner(identity, {
      transport: makeTransport(),
      ledger: { headSeq: () => ledger.head().seq, deliveredSeq: () => ledger.delivered().throughSeq, after: ledger.after, receive: ledger.receive },
      reference: { cursor: () => 'none', applyPage: () => Promise.resolve(null) },
      monotonicMs: () => performance.now(),
      wallClock: () => new Date().toISOString(),
      random: Math.random,
      onChange: (what) => {
        if (what !== 'delivered' || ledger.waiting().waiting > 0) return;
        runner.stop();
        resolve();
      },
    });
    runner.start();
  });
}

/** The raw limit: the same texts in as many requests, appended to a flushed table by a server that reads nothing of them. */
async function bareUploads(folder: string, ledger: Ledger): Promise<number> {
  const bodies: string[] = [];
  for (let seq = 0; seq < ledger.head().seq; seq += 500) bodies.push(JSON.stringify(ledger.after(seq, 500)));
  const db = openDatabase(join(folder, 'bare-uploads.db'), { key: null, binding: null, synchronous: 'FULL' });
  db.exec('CREATE TABLE upload (body BLOB NOT NULL)');
  const insert = db.prepare('INSERT INTO upload (body) VALUES (?)');
  const server = createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      insert.run(Buffer.concat(pieces));
      reply.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const start = performance.now();
  for (const body of bodies) await (await fetch(url, { method: 'POST', body })).text();
  const rate = (EXAMS * 1_000) / (performance.now() - start);
  server.closeAllConnections();
  server.close();
  db.close();
  return rate;
}
