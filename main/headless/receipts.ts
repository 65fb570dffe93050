/** `receipts verify`: do HQ's receipts prove what they say, with nothing at hand but the ledger and the key of HQ that it was enrolled with? */
import { existsSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { canonicalText } from '../../domain/ledger/entry.ts';
import { receiptBodySchema, type ReceiptBody } from '../../domain/sync/messages.ts';
import type { Identity, Ledger } from '../store/ledger/ledger.ts';
import { openLedger } from '../store/ledger/ledger.ts';
import { isSignedBy } from '../sync/deviceKey.ts';
import { cannotRead, openWithItsKey, walkChain } from './ledger.ts';

/** Why a receipt proves nothing. `chain`: it rests on entries whose own chain is broken. */
export type ReceiptFaultKind = 'not-a-receipt' | 'signature' | 'other-hq' | 'other-device' | 'range' | 'head' | 'chain';

interface Span {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Receipts are numbered in the order they came, from 1. */
export interface ReceiptFault extends Partial<Span> {
  readonly receipt: number;
  readonly kind: ReceiptFaultKind;
}

export interface ReceiptsReport {
  readonly deviceId: string | null;
  readonly hqId: string | null;
  readonly entries: number;
  readonly receipts: number;
  /** Up to here the ledger counts its entries as delivered. */
  readonly deliveredThrough: number;
  /** Delivered entries over which no receipt that holds stands: there must be none. */
  readonly gaps: readonly Span[];
  /** Entries that have no receipt yet; null: every entry has one. */
  readonly waiting: Span | null;
  readonly faults: readonly ReceiptFault[];
}

export function verifyReceiptsOf(file: string, output: Writable, errors: Writable): number {
  if (!existsSync(file)) return cannotRead(errors, `There is no file ${file}. Nothing was read.`);
  try {
    // Evidence is not changed by looking at it: no migration, no journal mode, no write.
    const ledger = openLedger(openWithItsKey(file, true));
    try {
      const report = reportOf(ledger);
      output.write(`${JSON.stringify(report)}\n`);
      return report.faults.length === 0 && report.gaps.length === 0 ? 0 : 1;
    } finally {
      ledger.close();
    }
  } catch (error) {
    return cannotRead(errors, error instanceof Error ? error.message : 'The file cannot be read.');
  }
}

function reportOf(ledger: Ledger): ReceiptsReport {
  const identity = ledger.identity();
  const chain = walkChain(ledger, identity?.deviceId ?? null);
  const deliveredThrough = ledger.delivered().throughSeq;
  const lastSeq = ledger.head().seq;
  const judged = ledger.receipts().map((row, place) => judge(row, place + 1, identity, chain.head.seq, ledger));
  const holding = judged.flatMap(({ fault, span }) => (fault === null && span !== null ? [span] : []));
  return {
    deviceId: identity?.deviceId ?? null,
    hqId: identity?.hqId ?? null,
    entries: lastSeq,
    receipts: judged.length,
    deliveredThrough,
    gaps: gapsIn(holding, deliveredThrough),
    waiting: deliveredThrough < lastSeq ? { fromSeq: deliveredThrough + 1, toSeq: lastSeq } : null,
    faults: judged.flatMap(({ fault }) => (fault === null ? [] : [fault])),
  };
}

interface Judged {
  readonly span: Span | null;
  readonly fault: ReceiptFault | null;
}

function judge({ body, signature }: { body: string; signature: string }, receipt: number, identity: Identity | null, wholeTo: number, ledger: Ledger): Judged {
  const parsed = receiptOf(body);
  if (parsed === null || identity === null) return { span: null, fault: { receipt, kind: 'not-a-receipt' } };
  const span = { fromSeq: parsed.fromSeq, toSeq: parsed.toSeq };
  // The stored text itself is what HQ must have signed: a member that this version does not know is signed too.
  const kind = isSignedBy(identity.hqPublicKey, body, signature) ? faultIn(parsed, identity, wholeTo, ledger) : 'signature';
  return { span, fault: kind === null ? null : { receipt, kind, ...span } };
}

function receiptOf(body: string): ReceiptBody | null {
  try {
    const value: unknown = JSON.parse(body);
    const parsed = receiptBodySchema.safeParse(value);
    return parsed.success && canonicalText(value) === body ? parsed.data : null;
  } catch {
    return null;
  }
}

function faultIn({ hqId, deviceId, fromSeq, toSeq, head, refused }: ReceiptBody, identity: Identity, wholeTo: number, ledger: Ledger): ReceiptFaultKind | null {
  if (hqId !== identity.hqId) return 'other-hq';
  if (deviceId !== identity.deviceId) return 'other-device';
  if (fromSeq > toSeq || refused.some((seq) => seq < fromSeq || seq > toSeq)) return 'range';
  const [last] = ledger.after(toSeq - 1, 1);
  if (last?.hash !== head) return 'head';
  // The head stands for every entry before it only as long as their chain is whole.
  return toSeq > wholeTo ? 'chain' : null;
}

/** What of 1..through no span covers. */
function gapsIn(spans: readonly Span[], through: number): readonly Span[] {
  const gaps: Span[] = [];
  let next = 1;
  for (const { fromSeq, toSeq } of [...spans].sort((a, b) => a.fromSeq - b.fromSeq)) {
    if (fromSeq > next) gaps.push({ fromSeq: next, toSeq: fromSeq - 1 });
    next = Math.max(next, toSeq + 1);
  }
  return next <= through ? [...gaps, { fromSeq: next, toSeq: through }] : gaps;
}
