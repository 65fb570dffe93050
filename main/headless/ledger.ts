/** `ledger verify` and `ledger rebuild`: for people who must be sure, on a machine without a window. */
import { closeSync, createReadStream, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { EMPTY_CHAIN, link, type ChainFault, type ChainHead } from '../../domain/ledger/chain.ts';
import { canonicalText, entrySchema, type Entry } from '../../domain/ledger/entry.ts';
import { receiptBodySchema } from '../../domain/sync/messages.ts';
import { openDatabase, type Database } from '../store/driver.ts';
import { openLedger, type Ledger } from '../store/ledger/ledger.ts';
import { isSignedBy } from '../sync/deviceKey.ts';

export interface LedgerReport {
  readonly entries: number;
  readonly deviceId: string | null;
  readonly head: string;
  readonly receipts: number;
  readonly deliveredThrough: number;
  readonly fault: ChainFault | { readonly kind: 'not-an-entry'; readonly line: number } | { readonly kind: 'receipt-invalid'; readonly toSeq: number } | null;
}

export async function verifyLedger(file: string, output: Writable, errors: Writable): Promise<number> {
  if (!existsSync(file)) return cannotRead(errors, `There is no file ${file}. Nothing was read.`);
  try {
    const report = isDatabase(file) ? verifyDatabase(file) : await verifyNdjson(file);
    output.write(`${JSON.stringify(report)}\n`);
    return report.fault === null ? 0 : 1;
  } catch (error) {
    return cannotRead(errors, error instanceof Error ? error.message : 'The file cannot be read.');
  }
}

export function rebuildLedger(file: string, output: Writable, errors: Writable): number {
  if (!existsSync(file)) return cannotRead(errors, `There is no file ${file}. Nothing was changed.`);
  try {
    const ledger = openLedger(openWithItsKey(file, false));
    const entries = ledger.rebuild();
    ledger.close();
    output.write(`${JSON.stringify({ entries, rebuilt: true })}\n`);
    return 0;
  } catch (error) {
    return cannotRead(errors, error instanceof Error ? error.message : 'The file cannot be opened.');
  }
}

function verifyDatabase(file: string): LedgerReport {
  // Evidence is not changed by looking at it: no migration, no journal mode, no write.
  const ledger = openLedger(openWithItsKey(file, true));
  try {
    const deviceId = ledger.identity()?.deviceId ?? null;
    const state = walkChain(ledger, deviceId);
    const receipts = verifyReceipts(ledger);
    return {
      entries: state.head.seq,
      deviceId,
      head: state.head.hash,
      receipts: receipts.count,
      deliveredThrough: ledger.delivered().throughSeq,
      fault: state.fault ?? receipts.fault,
    };
  } finally {
    ledger.close();
  }
}

/** deviceId: whose chain it must be; null: the first entry says. */
export function walkChain(ledger: Ledger, deviceId: string | null): Progress {
  let state: Progress = START;
  for (let entries = ledger.after(0, 1_000); entries.length > 0 && state.fault === null; entries = ledger.after(state.head.seq, 1_000)) {
    for (const entry of entries) if (state.fault === null) state = add(state, entry, deviceId ?? entry.deviceId);
  }
  return state;
}

function verifyReceipts(ledger: Ledger): { readonly count: number; readonly fault: LedgerReport['fault'] } {
  const hqPublicKey = ledger.identity()?.hqPublicKey ?? '';
  const rows = ledger.receipts();
  for (const { body, signature } of rows) {
    const parsed = receiptBodySchema.parse(JSON.parse(body));
    const [last] = ledger.after(parsed.toSeq - 1, 1);
    const isGood = isSignedBy(hqPublicKey, canonicalText(parsed), signature) && last?.hash === parsed.head;
    if (!isGood) return { count: rows.length, fault: { kind: 'receipt-invalid', toSeq: parsed.toSeq } };
  }
  return { count: rows.length, fault: null };
}

async function verifyNdjson(file: string): Promise<LedgerReport> {
  let state: Progress = START;
  let deviceId: string | null = null;
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    const entry = parseEntry(text);
    if (entry === null) {
      state = { ...state, fault: { kind: 'not-an-entry', line } };
      break;
    }
    deviceId ??= entry.deviceId;
    state = add(state, entry, deviceId);
    if (state.fault !== null) break;
  }
  return { entries: state.head.seq, deviceId, head: state.head.hash, receipts: 0, deliveredThrough: 0, fault: state.fault };
}

export interface Progress {
  readonly head: ChainHead;
  readonly fault: LedgerReport['fault'];
}

const START: Progress = { head: EMPTY_CHAIN, fault: null };

function add(state: Progress, entry: Entry, deviceId: string): Progress {
  const result = link(state.head, entry, deviceId);
  return result.ok ? { head: result.head, fault: null } : { ...state, fault: result.fault };
}

function parseEntry(text: string): Entry | null {
  try {
    const entry = entrySchema.safeParse(JSON.parse(text));
    return entry.success ? entry.data : null;
  } catch {
    return null;
  }
}

const demoKeySchema = z.object({ protection: z.literal('demo'), key: z.string() });

/**
 * The key is looked for in DESK_STORE_KEY (base64) and in the profile's key file. A key that the system's key store has wrapped can be
 * unwrapped only by the desk program itself, signed in as the desk's user.
 */
export function openWithItsKey(file: string, readonly: boolean): Database {
  return openDatabase(file, { key: keyFor(file), binding: process.env['DESK_SQLITE_BINDING'] ?? null, synchronous: 'FULL', readonly });
}

export function keyFor(file: string): Buffer {
  const given = process.env['DESK_STORE_KEY'];
  if (given !== undefined) return Buffer.from(given, 'base64');
  const keyFile = join(dirname(file), '..', 'store-key.json');
  if (!existsSync(keyFile)) throw new Error(`No key for ${file}: there is no store-key.json beside its folder. Nothing was changed.`);
  const parsed = demoKeySchema.safeParse(JSON.parse(readFileSync(keyFile, 'utf8')));
  if (!parsed.success) {
    throw new Error('The key of this ledger is wrapped by the key store of its computer and cannot be used here. Nothing was changed. Export the entries at the desk and verify that file, or give the key in DESK_STORE_KEY.');
  }
  return Buffer.from(parsed.data.key, 'base64');
}

/** An encrypted database starts with random bytes; entries as NDJSON start with a brace. */
function isDatabase(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(64);
    readSync(handle, head, 0, head.length, 0);
    return head.toString('latin1').trimStart().charAt(0) !== '{';
  } finally {
    closeSync(handle);
  }
}

export function cannotRead(errors: Writable, sentence: string): number {
  errors.write(`${sentence}\n`);
  return 2;
}
