/** What HQ said of the ledger's entries: receipts, which of them it refused, and what became of each refusal. */
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import type { Receipt, Verdict } from '../../../domain/sync/messages.ts';
import type { Database } from '../driver.ts';
import { entryOf, type StoredEntry } from './stored.ts';

export interface Delivered {
  /** Highest sequence that a receipt covers; 0 before the first. */
  readonly throughSeq: number;
  readonly lastAt: string | null;
}

/** An entry that stands refused. times: how often HQ refused it. againAt: somebody wants it judged anew and HQ has not answered yet. */
export interface RefusedEntry {
  readonly entry: Entry;
  readonly reason: string;
  readonly detail: string;
  /** HQ's time of the receipt that refused it last; null when that was before the desk kept it. */
  readonly refusedAt: string | null;
  readonly times: number;
  readonly againAt: string | null;
}

interface RefusedRow extends StoredEntry {
  readonly reason: string;
  readonly detail: string;
  readonly refused_at: string | null;
  readonly times: number;
  readonly again_at: string | null;
}

export type ReceiptStore = ReturnType<typeof receiptStore>;

export function receiptStore(db: Database) {
  // The first three also read a ledger of an older version, which a check opens without bringing it up to date.
  const selectDelivered = db.prepare<[], { to_seq: number; received_at: string }>(
    'SELECT to_seq, received_at FROM receipt ORDER BY to_seq DESC, rowid DESC LIMIT 1',
  );
  const selectReceipts = db.prepare<[], { body: string; signature: string }>('SELECT body, signature FROM receipt ORDER BY rowid');
  const selectRefusals = db.prepare<[], { seq: number; reason: string; detail: string }>('SELECT seq, reason, detail FROM refusal ORDER BY seq');
  const countRefusals = db.prepare<[], { refused: number }>('SELECT count(*) AS refused FROM refusal');

  const insertReceipt = db.prepare<[ReceiptRow]>(
    `INSERT INTO receipt (to_seq, from_seq, received_at, body, signature) SELECT @toSeq, @fromSeq, @receivedAt, @body, @signature
     WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE to_seq = @toSeq AND from_seq = @fromSeq AND body = @body AND signature = @signature)`,
  );
  const selectReceiptFor = db.prepare<[number, number], { received_at: string }>(
    'SELECT received_at FROM receipt WHERE to_seq >= ? AND from_seq <= ? ORDER BY to_seq, rowid LIMIT 1',
  );

  function onceMigrated() {
    return {
      selectStanding: db.prepare<[number], { reason: string; detail: string; refused_at: string | null }>(
        'SELECT reason, detail, refused_at FROM refusal WHERE seq = ?',
      ),
      selectStandingIn: db.prepare<[number, number], { seq: number }>('SELECT seq FROM refusal WHERE seq BETWEEN ? AND ?'),
      putRefusal: db.prepare<[number, string, string, string]>(
        `INSERT INTO refusal (seq, reason, detail, refused_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (seq) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, refused_at = excluded.refused_at`,
      ),
      liftRefusal: db.prepare<[number]>('DELETE FROM refusal WHERE seq = ?'),
      keepVerdict: db.prepare<[number, string | null, string, string]>('INSERT INTO verdict (seq, reason, detail, judged_at) VALUES (?, ?, ?, ?)'),
      selectLifted: db.prepare<[number], { judged_at: string }>('SELECT judged_at FROM verdict WHERE seq = ? AND reason IS NULL ORDER BY place DESC LIMIT 1'),
      askAgain: db.prepare<[string, string]>('UPDATE refusal SET again_at = ? WHERE seq IN (SELECT value FROM json_each(?))'),
      answerAgain: db.prepare<[number, number]>('UPDATE refusal SET again_at = NULL WHERE seq BETWEEN ? AND ?'),
      selectToOfferAgain: db.prepare<[], { seq: number }>('SELECT seq FROM refusal WHERE again_at IS NOT NULL ORDER BY seq'),
      selectRefusedEntries: db.prepare<[number, number, number], RefusedRow>(
        `SELECT hash, canonical, reason, detail, refused_at, again_at,
           (SELECT count(*) FROM verdict WHERE verdict.seq = refusal.seq AND verdict.reason IS NOT NULL) AS times
         FROM refusal JOIN entry USING (seq) WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`,
      ),
    };
  }
  let statements: ReturnType<typeof onceMigrated> | null = null;
  const prepared = (): ReturnType<typeof onceMigrated> => (statements ??= onceMigrated());

  const receiveInOneTransaction = db.transaction((receipt: Receipt, verdicts: readonly Verdict[], again: boolean): void => {
    const { body, signature } = receipt;
    insertReceipt.run({ toSeq: body.toSeq, fromSeq: body.fromSeq, receivedAt: body.receivedAt, body: canonicalText(body), signature });
    for (const verdict of verdicts) {
      if (verdict.verdict === 'refused') refuse(verdict, body.receivedAt, again);
    }
    liftAllBut(body);
    // Whatever HQ found, it has answered: a second wish is a person's.
    if (again) prepared().answerAgain.run(body.fromSeq, body.toSeq);
  });

  /** The same reply may come twice: what is known already is no second refusal. */
  function refuse({ seq, reason, detail }: Extract<Verdict, { verdict: 'refused' }>, at: string, again: boolean): void {
    const standing = prepared().selectStanding.get(seq);
    const isKnown = standing?.reason === reason && standing.detail === detail && standing.refused_at === at;
    if (isKnown && !again) return;
    prepared().keepVerdict.run(seq, reason, detail, at);
    prepared().putRefusal.run(seq, reason, detail, at);
  }

  /** A refusal ends when a receipt over its entry is signed that does not name it any more (sync rule 1): the refused sequences are signed, verdicts are not. */
  function liftAllBut({ fromSeq, toSeq, refused, receivedAt }: Receipt['body']): void {
    for (const { seq } of prepared().selectStandingIn.all(fromSeq, toSeq)) {
      if (refused.includes(seq)) continue;
      prepared().keepVerdict.run(seq, null, '', receivedAt);
      prepared().liftRefusal.run(seq);
    }
  }

  function refusedIn(fromSeq: number, toSeq: number, limit: number): readonly RefusedEntry[] {
    return prepared().selectRefusedEntries.all(fromSeq, toSeq, limit).map((row) => ({
      entry: entryOf(row), reason: row.reason, detail: row.detail, refusedAt: row.refused_at, times: row.times, againAt: row.again_at,
    }));
  }

  return {
    /** Stores HQ's receipt and what it says of refusals. The caller has checked the signature. again: the entries were offered again. */
    receive(receipt: Receipt, verdicts: readonly Verdict[], again = false): void {
      receiveInOneTransaction.immediate(receipt, verdicts, again);
    },

    delivered(): Delivered {
      const row = selectDelivered.get();
      return { throughSeq: row?.to_seq ?? 0, lastAt: row?.received_at ?? null };
    },

    /** Every receipt in the order they came: canonical body text and HQ's signature over it. */
    receipts(): readonly { body: string; signature: string }[] {
      return selectReceipts.all();
    },

    /** Where one entry stands with HQ; at: HQ's time of the receipt that says so. */
    deliveryOf(seq: number): { readonly state: 'saved' | 'delivered' | 'refused'; readonly at: string | null } {
      const receipt = selectReceiptFor.get(seq, seq);
      if (!receipt) return { state: 'saved', at: null };
      const standing = prepared().selectStanding.get(seq);
      if (standing) return { state: 'refused', at: standing.refused_at ?? receipt.received_at };
      return { state: 'delivered', at: prepared().selectLifted.get(seq)?.judged_at ?? receipt.received_at };
    },

    /** The refusals that stand. */
    refusals(): readonly { seq: number; reason: string; detail: string }[] {
      return selectRefusals.all();
    },

    refusedCount(): number {
      return countRefusals.get()?.refused ?? 0;
    },

    /** Entries that stand refused, the first ones of the ledger first. */
    refusedEntries(limit: number): readonly RefusedEntry[] {
      return refusedIn(1, Number.MAX_SAFE_INTEGER, limit);
    },

    /** null: the entry does not stand refused. */
    refusedEntry(seq: number): RefusedEntry | null {
      return refusedIn(seq, seq, 1)[0] ?? null;
    },

    /** Remembers that these are to be judged anew, over a restart too, until HQ has answered. Only what stands refused is remembered. */
    askAgain(seqs: readonly number[], at: string): void {
      prepared().askAgain.run(at, JSON.stringify(seqs));
    },

    toOfferAgain(): readonly number[] {
      return prepared().selectToOfferAgain.all().map(({ seq }) => seq);
    },
  };
}

interface ReceiptRow {
  readonly toSeq: number;
  readonly fromSeq: number;
  readonly receivedAt: string;
  readonly body: string;
  readonly signature: string;
}
