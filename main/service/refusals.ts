/** Entries that HQ refused: everyone may look, a supervisor offers them again or takes them away as a file. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { formatItemId } from '../../domain/identifier/facts.ts';
import { itemKeyOf } from '../../domain/item/key.ts';
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import { MAX_REFUSALS_SHOWN, type RefusalsView, type RefusalView, type RefusedEntryView } from '../../preload/contract/refusalViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { examById } from '../store/ledger/projections.ts';
import type { RefusedEntry } from '../store/ledger/receipts.ts';
import type { Clock } from './clock.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

export interface RefusalPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly append: Append;
  readonly officerName: (officerId: string | null) => string;
  /** The path behind a token of a system dialog; null when there is none. Each is used once. */
  readonly takeFile: (token: string) => string | null;
  /** The wish is on disk. */
  readonly onOfferedAgain: (seqs: readonly number[]) => void;
}

/** The members by which payloads name their item; a payload that HQ refused need not fit any schema. */
const aboutItem = z.object({
  item: z.object({ id: z.string().nullable().catch(null), deskItemId: z.string().nullable().catch(null) }).optional().catch(undefined),
  itemKey: z.string().optional().catch(undefined),
  examId: z.string().optional().catch(undefined),
});

export function makeRefusals(ports: RefusalPorts) {
  const { ledger } = ports;

  function list(): RefusalsView {
    return { count: ledger.refusedCount(), rows: ledger.refusedEntries(MAX_REFUSALS_SHOWN).map(viewOf) };
  }

  function viewOf({ entry, reason, detail, refusedAt, times, againAt }: RefusedEntry): RefusalView {
    return {
      seq: entry.seq,
      kind: entry.kind,
      item: itemOf(entry),
      officerName: ports.officerName(entry.officerId),
      recordedAt: entry.recordedAt,
      reason,
      detail,
      refusedAt,
      times,
      isOfferedAgain: againAt !== null,
    };
  }

  function itemOf({ payload }: Entry): string {
    const { item, itemKey, examId } = aboutItem.parse(payload);
    if (item !== undefined) return formatItemId(itemKeyOf(item));
    if (itemKey !== undefined) return formatItemId(itemKey);
    return examId === undefined ? '' : formatItemId(examById(ledger.db, examId)?.item_key ?? '');
  }

  function chosen(seq: number | null): readonly RefusedEntry[] {
    if (seq === null) return ledger.refusedEntries(Number.MAX_SAFE_INTEGER);
    const one = ledger.refusedEntry(seq);
    return one === null ? [] : [one];
  }

  return {
    list,

    read(seq: number): RefusedEntryView | null {
      const refused = ledger.refusedEntry(seq);
      return refused === null ? null : { refusal: viewOf(refused), entry: refused.entry };
    },

    /** The wish and who had it are kept: the wish until HQ has answered, the entry for ever. */
    offerAgain(session: OpenSession, seq: number | null): Result<RefusalsView> {
      if (session.officer.role !== 'supervisor') return fault('not-allowed');
      const seqs = chosen(seq).filter(({ againAt }) => againAt === null).map(({ entry }) => entry.seq);
      if (seqs.length === 0) return ok(list());
      seal(session, 'entries.offeredAgain', { seqs });
      ledger.askAgain(seqs, ports.clock.utc());
      ports.onOfferedAgain(seqs);
      return ok(list());
    },

    /** What leaves the desk has its entry first: a file that nobody knows of must not be possible. */
    async exportTo(session: OpenSession, seq: number | null, fileToken: string): Promise<Result<{ readonly entries: number }>> {
      if (session.officer.role !== 'supervisor') return fault('not-allowed');
      const path = ports.takeFile(fileToken);
      if (path === null) return fault('invalid', { why: 'file token' });
      const refused = chosen(seq);
      if (refused.length === 0) return ok({ entries: 0 });
      const text = refused.map(lineOf).join('');
      seal(session, 'entries.exported', {
        what: 'refused',
        seqs: refused.map(({ entry }) => entry.seq),
        fileName: basename(path).slice(0, 255),
        sha256: createHash('sha256').update(text).digest('hex'),
      });
      return (await isWritten(path, text)) ? ok({ entries: refused.length }) : fault('file-not-saved');
    },
  };

  function seal(session: OpenSession, kind: string, payload: Record<string, unknown>): void {
    ports.append({ kind, payload, officerId: session.officer.officerId, sessionId: session.sessionId });
  }
}

/** One entry as it was sealed, so that its hash can be checked by whoever reads it, and HQ's verdict on it. */
function lineOf({ entry, reason, detail, refusedAt, times }: RefusedEntry): string {
  return `${canonicalText({ entry, verdict: { seq: entry.seq, verdict: 'refused', reason, detail, refusedAt, times } })}\n`;
}

/** On a stick that is pulled out right afterwards, only what was flushed is there. */
async function isWritten(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'w');
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch {
    return false;
  }
}
