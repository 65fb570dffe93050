/** What must hold whatever happens: checked after every event, at every death of a desk, and when all is quiet again. */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { FeedRow } from '../../domain/sync/messages.ts';
import { referenceWriter } from '../../main/store/reference/writer.ts';
import { databaseOf, referenceTemplate, type SimDesk } from './desk.ts';
import { HQ_KEY, textOf, type FeedLine, type Headquarters } from './headquarters.ts';

export const INVARIANTS = [
  'every sealed entry is at HQ once, or stands refused', 'delivered means HQ holds it', 'no gap unseen', 'the cursor is never ahead of the rows',
  'every receipt is signed by HQ', 'quiet within the bound', 'one flight of a direction', 'no busy loop', 'a ledger keeps what was sealed',
  'no fork without a second history', 'HQ makes no error of its own', 'the reference is what HQ told', 'the world settles',
] as const;

export type Invariant = (typeof INVARIANTS)[number];

export class Broken extends Error {
  override readonly name = 'Broken';
  readonly invariant: Invariant;

  constructor(invariant: Invariant, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

export interface WatchedWorld {
  readonly hq: Headquarters;
  readonly desks: readonly SimDesk[];
  /** HQ was restored from an older copy at some time. */
  readonly wasHqRestored: () => boolean;
  /** Texts of everything that was ever sealed anywhere. */
  readonly everSealed: ReadonlySet<string>;
}

export type Watch = ReturnType<typeof makeWatch>;

export function makeWatch({ hq, desks, wasHqRestored, everSealed }: WatchedWorld) {
  const hqKey: KeyObject = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(HQ_KEY.publicKey, 'base64')]), format: 'der', type: 'spki' });
  const checkedReceipts = new Map<SimDesk, number>();
  const checkedThrough = new Map<SimDesk, number>();

  /** Cheap: only what changed is looked at. */
  function afterEvent(): void {
    for (const desk of desks) receiptsOf(desk);
  }

  function receiptsOf(desk: SimDesk): void {
    const through = desk.ledger.delivered().throughSeq;
    const known = checkedThrough.get(desk) ?? 0;
    if (through === known) return;
    checkedThrough.set(desk, through);
    const receipts = desk.ledger.receipts();
    for (const { body, signature } of receipts.slice(Math.min(checkedReceipts.get(desk) ?? 0, receipts.length))) {
      if (!verify(null, Buffer.from(body), hqKey, Buffer.from(signature, 'base64'))) throw new Broken('every receipt is signed by HQ', `${desk.name} holds one that is not`);
    }
    checkedReceipts.set(desk, receipts.length);
    if (through > known) holdsAt(desk, known + 1, through);
  }

  /** A stale receipt may be told anew after HQ was restored: then the entries have to come again before the end. */
  function holdsAt(desk: SimDesk, fromSeq: number, toSeq: number): void {
    if (wasHqRestored()) return;
    const held = new Map(hq.entriesIn(desk.deviceId, fromSeq, toSeq).map(({ seq, text }) => [seq, text]));
    for (let seq = fromSeq; seq <= toSeq; seq += 1) {
      if (held.get(seq) !== bodyText(desk, seq)) throw new Broken('delivered means HQ holds it', `${desk.name} has a receipt for ${seq}, HQ ${held.has(seq) ? 'holds another' : 'does not hold it'}`);
    }
  }

  /** After HQ took something in. */
  function chainAtHq(deviceId: string): void {
    const { lastSeq } = hq.deviceOf(deviceId);
    const held = hq.entriesOf(deviceId);
    const open = new Set(hq.misfitsOf(deviceId));
    const seqs = new Set(held.map(({ seq }) => seq));
    if (seqs.size !== held.length) throw new Broken('every sealed entry is at HQ once, or stands refused', `HQ holds an entry of ${deviceId} twice`);
    for (let seq = 1; seq <= lastSeq; seq += 1) {
      if (!seqs.has(seq) && !open.has(seq)) throw new Broken('no gap unseen', `HQ says it holds ${lastSeq} entries of ${deviceId}, and misses ${seq}`);
    }
    if (Math.max(0, ...seqs) > lastSeq) throw new Broken('no gap unseen', `HQ holds more of ${deviceId} than it says`);
    for (const { seq, text } of held) if (!everSealed.has(text)) throw new Broken('every sealed entry is at HQ once, or stands refused', `entry ${seq} of ${deviceId} was never sealed like that`);
  }

  /** Every row that the desk's cursor covers is there. */
  async function rowsUnderCursor(desk: SimDesk): Promise<void> {
    const cursor = desk.reference.cursor();
    if (cursor === null || !hq.isUp()) return;
    const covered = await hq.coveredBy(cursor);
    if (covered === null) return;
    for (const row of standing(hq.feedOf(desk.facilityId, covered))) {
      if (!isThere(desk, row)) throw new Broken('the cursor is never ahead of the rows', `${desk.name} has cursor ${covered} and misses ${JSON.stringify(row).slice(0, 120)}`);
    }
  }

  function ledgerOf(desk: SimDesk): void {
    const entries = desk.ledger.after(0, 100_000);
    if (entries.length !== desk.sealed.length || entries.some((entry, at) => textOf(entry) !== desk.sealed[at])) {
      throw new Broken('a ledger keeps what was sealed', `${desk.name} sealed ${desk.sealed.length} and holds ${entries.length}`);
    }
    const { waiting } = desk.ledger.waiting();
    const through = desk.ledger.delivered().throughSeq;
    if (waiting !== entries.length - through) throw new Broken('a ledger keeps what was sealed', `${desk.name} counts ${waiting} waiting`);
  }

  /** Null: this desk is where it should be in the end. Else the words for what is missing. */
  async function unrest(desk: SimDesk): Promise<string | null> {
    const facts = desk.runner?.facts();
    if (facts === undefined) return 'not running';
    const { lastSeq, revokedAt } = hq.deviceOf(desk.deviceId);
    const head = desk.sealed.length;
    if (facts.upload.phase === 'halted') {
      if (!desk.mayFork) throw new Broken('no fork without a second history', `${desk.name} was told of one`);
    } else {
      if (revokedAt !== null) return facts.upload.phase === 'idle' || facts.upload.failure?.kind === 'device-refused' ? null : 'revoked and not told yet';
      // What it is told again may be another verdict, after HQ was restored.
      if (facts.upload.phase === 'busy') return 'an upload is under way';
      const through = desk.ledger.delivered().throughSeq;
      if (through < head) return `${head - through} entries wait`;
      if (lastSeq < head) return `HQ holds ${lastSeq} of ${head}`;
      if (desk.ledger.toOfferAgain().length > 0) return 'wishes are not answered';
    }
    if (revokedAt !== null) return null;
    if (facts.download.phase === 'halted') return 'download refused though not revoked';
    const cursor = desk.reference.cursor();
    const covered = cursor === null ? null : await hq.coveredBy(cursor);
    return covered === hq.lastFeedSeq() ? null : `the feed is read through ${covered ?? 'nothing'} of ${hq.lastFeedSeq()}`;
  }

  async function inTheEnd(): Promise<void> {
    for (const desk of desks) {
      chainAtHq(desk.deviceId);
      ledgerOf(desk);
      deliveredInTheEnd(desk);
      await rowsUnderCursor(desk);
      if (hq.deviceOf(desk.deviceId).revokedAt === null) sameReference(desk);
    }
    // HQ's log names no words of an error; a plain Error is the failing disk of troubles.ts.
    const own = hq.errors.find((line) => !line.includes('"alarm":"fork"') && !line.includes('"name":"Error"'));
    if (own !== undefined) throw new Broken('HQ makes no error of its own', own);
  }

  function deliveredInTheEnd(desk: SimDesk): void {
    const facts = desk.runner?.facts();
    const isHalted = facts?.upload.phase === 'halted' || hq.deviceOf(desk.deviceId).revokedAt !== null;
    const held = new Map(hq.entriesOf(desk.deviceId).map((entry) => [entry.seq, entry]));
    const through = desk.ledger.delivered().throughSeq;
    const refusals = new Map(desk.ledger.refusals().map(({ seq, reason }) => [seq, reason]));
    // A desk that was told of a fork, or revoked, keeps the rest, and says that it waits.
    const counted = isHalted ? through : desk.sealed.length;
    // And one that was shut out before it heard a second verdict says that it still waits for it.
    const unanswered = new Set(isHalted ? desk.ledger.toOfferAgain() : []);
    if (isHalted && wasHqRestored()) return;
    for (let seq = 1; seq <= counted; seq += 1) {
      const at = held.get(seq);
      if (at === undefined || at.text !== bodyText(desk, seq)) {
        // Two histories and an HQ that forgot the one: the desk hears of it with the next entry it seals.
        if (desk.mayFork && wasHqRestored()) continue;
        throw new Broken('every sealed entry is at HQ once, or stands refused', `entry ${seq} of ${desk.name} is ${at === undefined ? 'not at HQ' : 'another at HQ'}`);
      }
      // A second verdict that HQ lost when it was restored is not told anew: its entry is there, so nothing is missed. And of two desks on
      // copies of one ledger only the one that offered an entry again hears of it.
      if (desk.mayFork || (wasHqRestored() && desk.hasOfferedAgain) || unanswered.has(seq)) continue;
      if ((refusals.get(seq) ?? null) !== at.reason) throw new Broken('every sealed entry is at HQ once, or stands refused', `entry ${seq} of ${desk.name} is ${at.reason ?? 'accepted'} at HQ and ${refusals.get(seq) ?? 'accepted'} at the desk`);
    }
  }

  function sameReference(desk: SimDesk): void {
    const scratch = databaseOf(referenceTemplate());
    const writer = referenceWriter(scratch);
    writer.applyPage({ protocol: 1, rows: hq.feedOf(desk.facilityId, Number.MAX_SAFE_INTEGER).map(({ text }) => JSON.parse(text) as FeedRow), cursor: 'all', more: false, hqTime: '2026-01-01T00:00:00Z' });
    const counted = desk.referenceDb.prepare(`SELECT (SELECT count(*) FROM aed) = (SELECT rows FROM tally WHERE name = 'aed')`).pluck().get();
    if (counted !== 1) throw new Broken('the reference is what HQ told', `${desk.name} has counted its AED wrongly`);
    const told = tablesOf(scratch);
    const here = tablesOf(desk.referenceDb);
    scratch.close();
    for (const [table, rows] of told) {
      const have = here.get(table) ?? new Set();
      // What an HQ that was restored has forgotten stays at the desk: absence is never deletion (sync rule 6).
      if (wasHqRestored()) {
        if (['country_list', 'roster_officer', 'tally', 'aed_bucket'].includes(table)) continue;
        for (const row of rows) if (!have.has(row)) throw new Broken('the reference is what HQ told', `${desk.name} misses in ${table}: ${row.slice(0, 160)}`);
      } else if (have.size !== rows.size || [...rows].some((row) => !have.has(row))) {
        throw new Broken('the reference is what HQ told', `${desk.name} has ${have.size} rows in ${table}, HQ told ${rows.size}: ${[...rows].find((row) => !have.has(row))?.slice(0, 160) ?? [...have].find((row) => !rows.has(row))?.slice(0, 160) ?? ''}`);
      }
    }
  }

  return { afterEvent, chainAtHq, rowsUnderCursor, unrest, inTheEnd };
}

function bodyText(desk: SimDesk, seq: number): string | undefined {
  return desk.sealed[seq - 1];
}

const TABLES = {
  aed: 'item_id, posted_on, version, fields', hold_event: 'event_id, hold_id, item_id, kind', usps_event: 'event_id, item_id, code', exam_digest: 'exam_id, outcome, is_withdrawn, posted_on',
  country_list: 'list_id, version, countries', roster_officer: 'officer_id, roster_version', parked_row: 'kind, body', tally: 'name, rows', aed_bucket: 'bucket, rows, sum',
} as const;

function tablesOf(db: ReturnType<typeof databaseOf>): Map<string, Set<string>> {
  return new Map(Object.entries(TABLES).map(([table, columns]) => [table, new Set(db.prepare(`SELECT ${columns} FROM ${table}`).raw().all().map((row) => JSON.stringify(row)))]));
}

type Row = FeedRow | { readonly kind: 'dogReport' };

/** Rows that no later one has taken away. */
function standing(lines: readonly FeedLine[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { seq, text } of lines) {
    const row = JSON.parse(text) as Row;
    if (row.kind === 'aedRemoved') for (const [key, one] of rows) if (one.kind === 'aed' && one.aed.itemId === row.itemId && one.aed.postedOn === row.postedOn) rows.delete(key);
    rows.set(String(seq), row);
  }
  return [...rows.values()];
}

function isThere({ referenceDb: db }: SimDesk, row: Row): boolean {
  const has = (sql: string, ...values: (string | number)[]) => db.prepare(sql).get(...values) !== undefined;
  switch (row.kind) {
    case 'aed':
      return has('SELECT 1 FROM aed WHERE item_id = ? AND posted_on = ? AND version = ?', row.aed.itemId, row.aed.postedOn, row.aed.version);
    case 'hold':
      return has('SELECT 1 FROM hold_event WHERE event_id = ?', row.event.eventId);
    case 'usps':
      return has('SELECT 1 FROM usps_event WHERE event_id = ?', row.event.eventId);
    case 'examDigest':
      return has('SELECT 1 FROM exam_digest WHERE exam_id = ?', row.digest.examId);
    case 'list':
      return has('SELECT 1 FROM country_list WHERE list_id = ? AND version >= ?', row.list.listId, row.list.version);
    case 'roster':
      return has('SELECT 1 FROM roster_officer WHERE roster_version >= ?', row.version);
    case 'dogReport':
      return has(`SELECT 1 FROM parked_row WHERE body = ?`, JSON.stringify(row));
    case 'aedRemoved':
    case 'detentionPolicy':
      return true;
  }
}
