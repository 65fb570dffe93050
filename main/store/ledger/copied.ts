/** The mark on a ledger that turned out to be an older copy of one that went further: set once, never taken away. */
import { COPY_SIGNS, type CopyNotice, type CopySign } from '../../../domain/sync/copied.ts';
import type { Database } from '../driver.ts';

/** Nothing is sealed into such a ledger any more: under the same numbers HQ holds, or will hold, what the other one sealed. */
export class LedgerCopied extends Error {
  override readonly name = 'LedgerCopied';

  constructor() {
    super('the ledger is an older copy and takes no entry any more');
  }
}

/** noticedAt: the desk's wall clock, RFC 3339 UTC. */
export interface CopiedMark extends CopyNotice {
  readonly noticedAt: string;
}

export function copiedStore(db: Database) {
  const prepare = () => ({
    select: db.prepare<[], CopiedRow>('SELECT noticed_at, noticed_by, hq_seq, hq_lost_some FROM copied'),
    insert: db.prepare<[string, string, number | null, number]>(
      'INSERT INTO copied (one, noticed_at, noticed_by, hq_seq, hq_lost_some) VALUES (1, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
  });
  // A ledger of an older version is opened for reading without being brought up to date.
  let statements: ReturnType<typeof prepare> | null = null;
  const prepared = (): ReturnType<typeof prepare> => (statements ??= prepare());

  return {
    /** null: as far as is known the ledger is whole. */
    copied(): CopiedMark | null {
      const row = prepared().select.get();
      return row === undefined ? null : markOf(row);
    },

    /** The first notice stays. */
    markCopied({ by, hqSeq, hqLostSome }: CopyNotice, noticedAt: string): void {
      prepared().insert.run(noticedAt, by, hqSeq, Number(hqLostSome));
    },
  };
}

interface CopiedRow {
  readonly noticed_at: string;
  readonly noticed_by: string;
  readonly hq_seq: number | null;
  readonly hq_lost_some: number;
}

function markOf({ noticed_at, noticed_by, hq_seq, hq_lost_some }: CopiedRow): CopiedMark {
  return { by: signOf(noticed_by), hqSeq: hq_seq, hqLostSome: hq_lost_some !== 0, noticedAt: noticed_at };
}

/** The schema lets no other in. */
function signOf(text: string): CopySign {
  return COPY_SIGNS.find((sign) => sign === text) ?? 'fork';
}
