/** How fast photos reach HQ: read and decrypted on the desk, sent in chunks, hashed and flushed at HQ and receipted, over the loopback interface. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { MAX_PHOTO_CHUNK_BYTES } from '../../domain/photo/messages.ts';
import { readEnrolmentCode } from '../../domain/sync/enrolmentCode.ts';
import { canonicalText, seal } from '../../domain/ledger/entry.ts';
import { photoFiles, type PhotoFiles } from '../../main/store/photos/photoFiles.ts';
import { makeDeviceKey } from '../../main/sync/deviceKey.ts';
import { makePhotoLane, type PhotoToSend } from '../../main/sync/photoLane.ts';
import type { Partner } from '../../main/sync/runner.ts';
import { makeTransport } from '../../main/sync/transport.ts';
import { startHq, type HqProcess } from '../window/hqProcess.ts';
import type { Measurement } from './measurement.ts';

const PHOTOS = 100;
const BYTES = 300_000;

export async function measurePhotos(folder: string): Promise<readonly Measurement[]> {
  const taken = Array.from({ length: PHOTOS }, () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(BYTES - 3)]));
  const hq = await startHq();
  try {
    const files = photoFiles(folder, randomBytes(32));
    const kept = await rateOf(async () => {
      for (const photo of taken) await files.write(idOf(photo), photo);
    });
    const barelyKept = await rateOf(async () => writeBarely(join(folder, 'bare-photos'), taken));
    const transport = makeTransport();
    const partner = await enrolled(hq, transport);
    const photos = await named(partner, transport, taken);
    const sent = await rateOf(() => allSent(partner, transport, files, photos));
    const limit = await bareUploads(folder, taken);
    return [
      { what: `photos of ${BYTES / 1_000} KB kept on the desk`, rate: kept, unit: '/s', limit: barelyKept, limitIs: 'the same bytes written and flushed' },
      { what: `photos of ${BYTES / 1_000} KB delivered to HQ`, rate: sent, unit: '/s', limit, limitIs: 'the same chunks to a server that only writes and flushes' },
    ];
  } finally {
    await hq.stop();
  }
}

async function rateOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (PHOTOS * 1_000) / (performance.now() - start);
}

function idOf(photo: Uint8Array): string {
  return createHash('sha256').update(photo).digest('hex');
}

function writeBarely(folder: string, photos: readonly Uint8Array[]): void {
  mkdirSync(folder);
  photos.forEach((photo, at) => {
    const handle = openSync(join(folder, String(at)), 'w');
    writeSync(handle, photo);
    fsyncSync(handle);
    closeSync(handle);
  });
}

async function enrolled(hq: HqProcess, transport: ReturnType<typeof makeTransport>): Promise<Partner> {
  const code = readEnrolmentCode((await hq.admin('enrolment-code', '--approved', '--facility', 'JFK')).trim());
  const key = makeDeviceKey();
  const answer = await transport.enrol(hq.url, code?.code ?? '', key.publicKey, 'Bench');
  if (!answer.ok) throw new Error(`enrolment failed: ${answer.failure.kind}`);
  const { deviceId, hqId, hqPublicKey } = answer.value;
  return { hqUrl: hq.url, deviceId, hqId, hqPublicKey, privateKey: key.privateKey };
}

/** Two photos to an exam, all in one upload. */
async function named(partner: Partner, transport: ReturnType<typeof makeTransport>, taken: readonly Uint8Array[]): Promise<readonly PhotoToSend[]> {
  let head = { seq: 0, hash: '0'.repeat(64) };
  const entries = Array.from({ length: PHOTOS / 2 }, (_, n) => {
    const photos = taken.slice(n * 2, n * 2 + 2).map((photo) => ({ photoId: idOf(photo), shows: 'label', bytes: photo.length, takenAt: '2026-11-23T14:06:41.000-05:00' }));
    const entry = seal({
      deviceId: partner.deviceId, seq: head.seq + 1, id: uuidv7(), kind: 'exam.recorded', version: 1, facilityId: 'JFK', officerId: null, sessionId: null,
      recordedAt: '2026-11-23T14:06:41.000-05:00', monotonicMs: 1, hqHeardAt: null, prevHash: head.hash,
      payload: {
        examId: uuidv7(), item: { kind: 's10', id: 'RB123456785GB', deskItemId: null, raw: null }, aedShown: null, aedAsOf: null, band: 'CLEAR',
        holdIds: [], photos, label: null, methods: ['xray'], finding: null, outcome: 'RELEASED_TO_USPS', outcomeFields: {},
      },
    });
    head = entry;
    return entry;
  });
  const answer = await transport.upload(partner, { protocol: 1, deviceId: partner.deviceId, entries });
  if (!answer.ok || answer.value.receipt.body.refused.length > 0) throw new Error(`the exams were not taken: ${canonicalText(answer)}`);
  return taken.map((photo, at) => ({ photoId: idOf(photo), bytes: photo.length, deviceId: partner.deviceId, seq: Math.floor(at / 2) + 1 }));
}

async function allSent(partner: Partner, transport: ReturnType<typeof makeTransport>, files: PhotoFiles, photos: readonly PhotoToSend[]): Promise<void> {
  let waiting = photos;
  await new Promise<void>((resolve, reject) => {
    const lane = makePhotoLane(partner, {
      line: transport.photos(partner),
      photos: {
        waiting: () => waiting,
        bytes: async (photoId) => {
          const read = await files.read(photoId);
          return typeof read === 'string' ? null : read;
        },
        receive: ({ body }) => {
          waiting = waiting.filter(({ photoId }) => photoId !== body.photoId);
        },
      },
      isOwnLaneFree: () => true,
      monotonicMs: () => Math.floor(performance.now()),
      random: Math.random,
      onChange: () => {
        const { failure, refused, unreadable } = lane.facts();
        if (failure !== null || refused + unreadable > 0) reject(new Error(`a photo did not go: ${failure ?? 'refused or unreadable'}`));
        if (waiting.length > 0) return;
        lane.stop();
        resolve();
      },
    });
    lane.poke();
  });
}

/** The raw limit: as many requests with the same bytes, written at their place by a server that reads nothing of them and flushes each last one. */
async function bareUploads(folder: string, taken: readonly Uint8Array[]): Promise<number> {
  mkdirSync(join(folder, 'bare-hq'));
  const server = createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const [, name = '', offset = '0', isLast = ''] = (request.url ?? '').split('/');
      const bytes = Buffer.concat(pieces);
      if (bytes.length > 0) {
        const handle = openSync(join(folder, 'bare-hq', name), offset === '0' ? 'w' : 'r+');
        writeSync(handle, bytes, 0, bytes.length, Number(offset));
        if (isLast === 'last') fsyncSync(handle);
        closeSync(handle);
      }
      reply.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rate = await rateOf(async () => {
    for (const [at, photo] of taken.entries()) {
      await (await fetch(`${url}/${at}`)).text();
      for (let offset = 0; offset < photo.length; offset += MAX_PHOTO_CHUNK_BYTES) {
        const end = Math.min(photo.length, offset + MAX_PHOTO_CHUNK_BYTES);
        const body = new Uint8Array(photo.subarray(offset, end));
        await (await fetch(`${url}/${at}/${offset}/${end === photo.length ? 'last' : 'more'}`, { method: 'POST', body })).text();
      }
    }
  });
  server.closeAllConnections();
  server.close();
  return rate;
}
