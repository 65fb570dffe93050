/** Writes the ledger that follows a copied one, whole, as a file of its own: its first entry names the former, then what no receipt covers. */
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { EMPTY_CHAIN, verifyChain } from '../../../domain/ledger/chain.ts';
import { canonicalText, type Entry } from '../../../domain/ledger/entry.ts';
import { entryCarriedSchema, type EntryCarried } from '../../../domain/ledger/succession.ts';
import { openDatabase, type Database, type OpenOptions } from '../driver.ts';
import { openLedger, type Identity, type Ledger, type Stamp } from './ledger.ts';
import { copyNamedPhotos, leaveUnnamed } from './photos.ts';

export interface Heir {
  readonly identity: Identity;
  readonly stamp: Stamp;
  /** UUIDv7, one for each entry. */
  readonly newId: () => string;
}

/** Entries read at once. */
const PAGE = 500;

/** When this returns, the file is complete and flushed; when it throws, it is not to be used. The former ledger is only read. */
export function writeSuccessor(former: Ledger, file: string, open: Pick<OpenOptions, 'key' | 'binding'>, heir: Heir): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  const db = openDatabase(file, { ...open, synchronous: 'FULL' });
  try {
    const ledger = openLedger(db);
    db.transaction(() => {
      begin(ledger, former, heir);
      for (const carried of toCarry(former)) ledger.append({ ...nobody(heir), kind: 'entry.carried', payload: { ...carried } });
      copyPapers(former.db, db);
      copyNamedPhotos(former.db, db, formerId(former));
      leaveUnnamed(db);
    }).immediate();
    // Everything into the one file, so that it can be renamed without what SQLite keeps beside it.
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  flush(file);
  readBack(file, open, heir.identity.deviceId);
}

/** What the desk is to go on with must be whole before the former ledger gives up its place. */
function readBack(file: string, open: Pick<OpenOptions, 'key' | 'binding'>, deviceId: string): void {
  const ledger = openLedger(openDatabase(file, { ...open, synchronous: 'FULL' }));
  try {
    let head = EMPTY_CHAIN;
    for (let page = ledger.after(0, PAGE); page.length > 0; page = ledger.after(head.seq, PAGE)) {
      const linked = verifyChain(page, deviceId, head);
      if (!linked.ok) throw new Error(`the next ledger does not read back: ${linked.fault.kind}`);
      head = linked.head;
    }
    if (head.seq !== ledger.head().seq) throw new Error('the next ledger does not read back to its end');
  } finally {
    ledger.close();
  }
}

function begin(ledger: Ledger, former: Ledger, heir: Heir): void {
  const { hqId, deskName } = heir.identity;
  ledger.enrol(heir.identity, { ...nobody(heir), kind: 'device.enrolled', payload: { hqId, deskName, former: { deviceId: formerId(former), ...former.head() } } });
}

function nobody({ newId, stamp }: Heir): { readonly id: string; readonly stamp: Stamp; readonly officerId: null; readonly sessionId: null } {
  return { id: newId(), stamp, officerId: null, sessionId: null };
}

function formerId(former: Ledger): string {
  const identity = former.identity();
  if (identity === null) throw new Error('a desk that was never enrolled has no successor');
  return identity.deviceId;
}

/** How many entries of a copied ledger a successor would carry. */
export function countToCarry(former: Ledger): number {
  return former.head().seq - coveredSeq(former);
}

/** A receipt proves that HQ holds an entry only as long as HQ has not lost some. HQ knows an entry that it holds already by its hash. */
function coveredSeq(former: Ledger): number {
  return former.copied()?.hqLostSome === true ? 0 : former.delivered().throughSeq;
}

function* toCarry(former: Ledger): Generator<EntryCarried> {
  let seq = coveredSeq(former);
  for (let page = former.after(seq, PAGE); page.length > 0; page = former.after(seq, PAGE)) {
    yield* page.map(carriedOf);
    seq = page.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
  }
}

/** What the former ledger had carried itself goes on as the original it is of: an entry never lies in two wrappings. */
function carriedOf(entry: Entry): EntryCarried {
  if (entry.kind === 'entry.carried') return entryCarriedSchema.parse(entry.payload);
  const { hash, ...body } = entry;
  return { deviceId: entry.deviceId, seq: entry.seq, hash, text: canonicalText(body), why: 'copied' };
}

/**
 * What is no entry and must not be lost all the same: half-filled exams, other desks' sealed parts and HQ's receipts for them, the roster
 * by which officers sign in, and which photos lie on the desk and HQ holds; their files stay where they are. Not what HQ said of the former device, nor what was scanned from a bag that the new chain does not know.
 */
const PAPERS = ['draft', 'carried', 'known_roster', 'photo', 'photo_receipt'] as const;

function copyPapers(from: Database, to: Database): void {
  for (const table of PAPERS) {
    const columns = from.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all().map(({ name }) => name);
    const insert = to.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of from.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).raw().iterate()) insert.run(...(row as unknown[]));
  }
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
