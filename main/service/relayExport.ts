/** Writes what waits on this desk into a relay file. It goes on waiting: exported is not delivered (sync rule 1). */
import { createHash, type Hash } from 'node:crypto';
import { fileStart, MAX_PARTS } from '../../domain/relay/file.ts';
import { sound, unsound, type Checked } from '../../domain/relay/faults.ts';
import { makePart, partOf, type RelayOrigin } from '../../domain/relay/make.ts';
import { encodePart, type RelayPart } from '../../domain/relay/part.ts';
import { MAX_ENTRIES_PER_UPLOAD } from '../../domain/sync/messages.ts';
import type { PayloadOf } from '../../domain/ledger/kinds.ts';
import type { HqKeyStore } from '../store/ledger/hqKeys.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { makePortsFor } from '../sync/relayCrypto.ts';
import { inFolderOrFile, writeWhole } from './relayFiles.ts';

export interface ExportPorts {
  readonly ledger: Ledger;
  readonly keys: HqKeyStore;
  readonly newId: () => string;
  /** RFC 3339 UTC. */
  readonly now: () => string;
  /** Seals that the file was made. */
  readonly seal: (payload: PayloadOf<'relay.exported'>) => void;
}

export interface Exported {
  readonly file: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Entries that did not go into this file; they go into one made after HQ has this one. */
  readonly left: number;
}

/** place: a file, or a folder in which the file gets a name of its own. Rejects when the place cannot be written. */
export async function exportWaiting(place: string, ports: ExportPorts): Promise<Checked<Exported>> {
  const { ledger } = ports;
  const identity = ledger.identity();
  const keys = ports.keys.read();
  if (identity === null || keys === null) return unsound('no-sealing-key');
  const [afterSeq, throughSeq] = [ledger.delivered().throughSeq, ledger.head().seq];
  if (throughSeq <= afterSeq) return unsound('nothing-waits');

  const origin: RelayOrigin = {
    hqId: identity.hqId, deviceId: identity.deviceId, facilityId: identity.facilityId, exportId: ports.newId(), madeAt: ports.now(),
    certificate: keys.certificate, sealingKeyId: keys.sealingKey.body.keyId, sealingKey: Buffer.from(keys.sealingKey.body.publicKey, 'base64'),
  };
  const made = { fromSeq: afterSeq + 1, toSeq: afterSeq, head: '', parts: 0 };
  const hash = createHash('sha256');
  const { privateKey } = identity;

  /** One part at a time: the thread is free in between, and nothing is held that is written already. */
  function* pieces(): Generator<Uint8Array> {
    yield fileStart();
    for (const part of partsAfter(ledger, privateKey, origin, afterSeq, throughSeq)) {
      const { header } = part;
      Object.assign(made, { toSeq: header.toSeq, head: header.head, parts: header.part });
      yield encodePart(part);
    }
  }

  function sealExport(): void {
    const { parts, fromSeq, toSeq, head } = made;
    ports.seal({ exportId: origin.exportId, fromSeq, toSeq, count: toSeq - fromSeq + 1, head, parts, sha256: hash.digest('hex'), sealingKeyId: origin.sealingKeyId });
  }

  const file = inFolderOrFile(place, `${identity.deviceId}-from-${made.fromSeq}.imfrelay`);
  await writeWhole(file, hashing(hash, pieces()), sealExport);
  return sound({ file, fromSeq: made.fromSeq, toSeq: made.toSeq, left: throughSeq - made.toSeq });
}

function* hashing(hash: Hash, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function* partsAfter(ledger: Ledger, privateKey: string, origin: RelayOrigin, afterSeq: number, throughSeq: number): Generator<RelayPart> {
  const crypto = makePortsFor(privateKey);
  let through = afterSeq;
  for (let part = 1; part <= MAX_PARTS && through < throughSeq; part += 1) {
    const [first, ...others] = partOf(ledger.after(through, MAX_ENTRIES_PER_UPLOAD).filter(({ seq }) => seq <= throughSeq));
    if (first === undefined) throw new Error('an entry that was counted is not there');
    through = first.seq + others.length;
    yield makePart(origin, part, part === MAX_PARTS || through === throughSeq, [first, ...others], crypto);
  }
}
