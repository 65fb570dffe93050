/** HQ's side of a relay file: checks that the origin signed the part, opens it and gives its entries for the ordinary ingest. */
import { parsedJson } from '../json.ts';
import { canonicalText, entrySchema, type Entry } from '../ledger/entry.ts';
import type { RelayRefusal } from '../sync/messages.ts';
import type { Verify } from './file.ts';
import { decodePart, textOf, textToSign, type RelayHeader } from './part.ts';
import { openBytes, type OpenPorts } from './seal.ts';

/** A device as HQ's own table knows it; the certificate in the file is for carriers and is not asked here. */
export interface KnownOrigin {
  readonly facilityId: string;
  /** Raw Ed25519 key, base64. */
  readonly publicKey: string;
}

export interface OpenPartPorts extends OpenPorts {
  readonly hqId: string;
  readonly verify: Verify;
  readonly originOf: (deviceId: string) => KnownOrigin | null;
}

export type OpenedPart =
  | { readonly ok: true; readonly header: RelayHeader; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly reason: RelayRefusal };

/** Whether each entry's hash fits its content, and whether the chain fits HQ's, the ingest judges as of any upload. */
export function openPart(bytes: Uint8Array, ports: OpenPartPorts): OpenedPart {
  const part = decodePart(bytes);
  if (part?.header.hqId !== ports.hqId) return refused('not-readable');
  const { header, signature, sealed } = part;
  const origin = ports.originOf(header.deviceId);
  if (origin === null) return refused('origin-unknown');
  if (!ports.verify(origin.publicKey, textToSign(header), signature)) return refused('signature-invalid');
  const plain = openBytes(sealed, header, ports);
  if (plain === null) return refused('not-readable');
  const entries = entriesIn(plain);
  return entries !== null && fits(header, origin, entries) ? { ok: true, header, entries } : refused('invalid');
}

/** null unless every line is the canonical text of an entry: what HQ stores is then byte for byte what the desk sealed. */
function entriesIn(plain: Uint8Array): readonly Entry[] | null {
  const entries: Entry[] = [];
  for (const line of textOf(plain)?.split('\n') ?? ['']) {
    const entry = entrySchema.safeParse(parsedJson(line));
    if (!entry.success || canonicalText(entry.data) !== line) return null;
    entries.push(entry.data);
  }
  return entries;
}

function fits(header: RelayHeader, { facilityId }: KnownOrigin, entries: readonly Entry[]): boolean {
  return (
    header.facilityId === facilityId &&
    entries.length === header.count &&
    entries.every((entry, at) => entry.deviceId === header.deviceId && entry.seq === header.fromSeq + at) &&
    entries[0]?.prevHash === header.prevHash &&
    entries.at(-1)?.hash === header.head
  );
}

function refused(reason: RelayRefusal): OpenedPart {
  return { ok: false, reason };
}
