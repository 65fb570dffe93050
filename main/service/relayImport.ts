/** Takes a file from a stick: another desk's sealed entries into the store to carry them, or receipts for this desk's own. */
import { createHash } from 'node:crypto';
import { sound, unsound, type Checked } from '../../domain/relay/faults.ts';
import { checkFile, isRelayFile, MAX_RELAY_FILE_BYTES } from '../../domain/relay/file.ts';
import type { PartInFile } from '../../domain/relay/part.ts';
import { MAX_RECEIPT_FILE_BYTES, readReceipts } from '../../domain/relay/receipts.ts';
import type { PayloadOf } from '../../domain/ledger/kinds.ts';
import type { CarriedStore } from '../store/ledger/carried.ts';
import type { Identity, Ledger } from '../store/ledger/ledger.ts';
import { isSignedBy } from '../sync/deviceKey.ts';
import { readUpTo } from './relayFiles.ts';

export interface ImportPorts {
  readonly ledger: Ledger;
  readonly carried: CarriedStore;
  /** RFC 3339 UTC. */
  readonly now: () => string;
  /** Both seal an entry in the transaction of what they tell of. */
  readonly sealTakenIn: (payload: PayloadOf<'relay.takenIn'>) => void;
  readonly sealReceipts: (payload: PayloadOf<'relay.receiptsTakenIn'>) => void;
}

/** deviceId: whose entries; of receipts this desk's own. */
export interface TakenIn {
  readonly what: 'entries' | 'receipts';
  readonly deviceId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Throws when the store cannot take it in; nothing of the file is here then. */
export async function takeIn(file: string, ports: ImportPorts): Promise<Checked<TakenIn>> {
  const identity = ports.ledger.identity();
  const { bytes, isTooLarge } = await readUpTo(file, MAX_RELAY_FILE_BYTES);
  if (bytes === null || identity === null) return unsound(isTooLarge ? 'too-large' : 'unreadable');
  if (isRelayFile(bytes)) return takeInEntries(bytes, identity, ports);
  return bytes.length > MAX_RECEIPT_FILE_BYTES ? unsound('not-relay') : takeInReceipts(bytes.toString('utf8'), identity, ports);
}

function takeInEntries(bytes: Uint8Array, identity: Identity, { carried, now, sealTakenIn }: ImportPorts): Checked<TakenIn> {
  const checked = checkFile(bytes, identity, isSignedBy);
  if (!checked.ok) return checked;
  const facts = factsOf(checked.value);
  if (facts === null) return unsound('damaged');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const added = carried.takeIn(checked.value, now(), () => sealTakenIn({ ...facts, sha256 }));
  if (added === 0) return unsound('already-carried');
  return sound({ what: 'entries', deviceId: facts.deviceId, fromSeq: facts.fromSeq, toSeq: facts.toSeq });
}

function factsOf(parts: readonly PartInFile[]): Omit<PayloadOf<'relay.takenIn'>, 'sha256'> | null {
  const first = parts.at(0)?.part.header;
  const last = parts.at(-1)?.part.header;
  if (first === undefined || last === undefined) return null;
  const { exportId, deviceId, facilityId, fromSeq } = first;
  return { exportId, deviceId, facilityId, fromSeq, toSeq: last.toSeq, count: last.toSeq - fromSeq + 1, head: last.head, parts: parts.length };
}

function takeInReceipts(text: string, identity: Identity, { ledger, sealReceipts }: ImportPorts): Checked<TakenIn> {
  return ledger.db.transaction((): Checked<TakenIn> => {
    const owner = { ...identity, deliveredSeq: ledger.delivered().throughSeq, hashAt: (seq: number) => ledger.after(seq - 1, 1).find((entry) => entry.seq === seq)?.hash ?? null };
    const read = readReceipts(text, owner, isSignedBy);
    if (!read.ok) return read;
    for (const { receipt, verdicts } of read.value) ledger.receive(receipt, verdicts);
    const [fromSeq, toSeq] = [owner.deliveredSeq + 1, ledger.delivered().throughSeq];
    sealReceipts({ fromSeq, toSeq, receipts: read.value.length });
    return sound({ what: 'receipts', deviceId: identity.deviceId, fromSeq, toSeq });
  }).immediate();
}

