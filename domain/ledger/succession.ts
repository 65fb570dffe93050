/** How a new ledger goes on after a former one of the same desk: it names it, and carries its entries that no receipt covers. */
import { z } from 'zod';
import { parsedJson } from '../json.ts';
import { entryBodySchema, sha256Hex, type Entry } from './entry.ts';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** The former ledger as it ended: its device, its last sequence and that entry's hash. */
export const formerLedgerSchema = z.object({ deviceId: z.string().min(1).max(64), seq: z.int().min(1), hash: hex64 });

export type FormerLedger = Readonly<z.infer<typeof formerLedgerSchema>>;

/**
 * An entry of a former ledger under the new chain. deviceId, seq, hash: the original's own, by which HQ knows it when it holds it already.
 * text: the canonical text that `hash` is the hash of, as it was sealed. why: `copied`, the former ledger turned out to be an older copy.
 */
export const entryCarriedSchema = z.object({
  deviceId: z.string().min(1).max(64),
  seq: z.int().min(1),
  hash: hex64,
  text: z.string().min(1),
  why: z.enum(['copied']),
});

export type EntryCarried = Readonly<z.infer<typeof entryCarriedSchema>>;

/** The original as it was sealed; null when the text is not what the hash was made of, or is another entry than it says. */
export function originalOf({ deviceId, seq, hash, text }: EntryCarried): Entry | null {
  if (sha256Hex(text) !== hash) return null;
  const body = entryBodySchema.safeParse(parsedJson(text));
  if (!body.success || body.data.deviceId !== deviceId || body.data.seq !== seq) return null;
  return { ...body.data, hash };
}

/** What was done to items counts wherever it is recorded. Signatures, sessions and bags speak of their own chain and stay with it. */
const ABOUT_ITEMS: ReadonlySet<string> = new Set(['exam.recorded', 'exam.amended', 'aed.linked', 'item.presented', 'hold.notPresented']);

/**
 * The fact an entry states: of a carried entry about items the original's id, kind, officer, clocks and payload, in the place it has in the
 * new chain; every other entry itself. It is for folding and never for sending: its hash is that of the entry that carries it.
 */
export function factOf(entry: Entry): Entry {
  if (entry.kind !== 'entry.carried') return entry;
  const carried = entryCarriedSchema.safeParse(entry.payload);
  const original = carried.success ? originalOf(carried.data) : null;
  if (original === null || !ABOUT_ITEMS.has(original.kind)) return entry;
  const { deviceId, seq, prevHash, hash } = entry;
  return { ...original, deviceId, seq, prevHash, hash };
}
