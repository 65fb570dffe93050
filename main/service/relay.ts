/** The relay behind the contract: files out, files in, receipts back; the paths come from system dialogs by token. */
import { basename } from 'node:path';
import { encodeReceipts } from '../../domain/relay/receipts.ts';
import { unsound, type Checked, type RelayFault } from '../../domain/relay/faults.ts';
import { RELAY_REFUSALS, type HqKeys, type RelayRefusal } from '../../domain/sync/messages.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { RelayExportView, RelayTakenInView, RelayView } from '../../preload/contract/relayViews.ts';
import { isFull } from '../store/driver.ts';
import { carriedStore } from '../store/ledger/carried.ts';
import { hqKeyStore } from '../store/ledger/hqKeys.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { takeHqKeys } from './hqKeys.ts';
import type { Append } from './ports.ts';
import { exportWaiting } from './relayExport.ts';
import { inFolderOrFile, writeWhole } from './relayFiles.ts';
import { takeIn } from './relayImport.ts';

/** Parts that the list is made from; older ones stay in the store. */
const PARTS_SHOWN = 1_000;

/** Null: nobody is signed in, as in the headless program. */
export type Actor = { readonly officer: { readonly officerId: string }; readonly sessionId: string } | null;

export interface RelayPorts {
  readonly ledger: Ledger;
  readonly append: Append;
  readonly newId: () => string;
  /** The path that was chosen in a system dialog; each token is good once. */
  readonly takeFile: (token: string) => string | null;
  /** RFC 3339 UTC. */
  readonly now: () => string;
  readonly failure: () => RelayView['failure'];
  /** A file was taken in, or receipts moved what is delivered. */
  readonly onTakenIn: (what: RelayTakenInView['what']) => void;
}

export type Relay = ReturnType<typeof makeRelay>;

export function makeRelay({ ledger, append, newId, takeFile, now, failure, onTakenIn }: RelayPorts) {
  const carried = carriedStore(ledger.db);
  const keys = hqKeyStore(ledger.db);

  function by(actor: Actor): { readonly officerId: string | null; readonly sessionId: string | null } {
    return { officerId: actor?.officer.officerId ?? null, sessionId: actor?.sessionId ?? null };
  }

  async function exportTo(actor: Actor, place: string): Promise<Result<RelayExportView>> {
    if (ledger.identity() === null) return fault('not-enrolled');
    const seal = (payload: object): void => void append({ kind: 'relay.exported', payload: { ...payload }, ...by(actor) });
    const exported = await orNotSaved(exportWaiting(place, { ledger, keys, newId, now, seal }));
    return exported.ok ? ok({ ...exported.value, file: basename(exported.value.file) }) : exported;
  }

  async function takeInFrom(actor: Actor, path: string): Promise<Result<RelayTakenInView>> {
    if (ledger.identity() === null) return fault('not-enrolled');
    const taken = await orDiskFull(takeIn(path, {
      ledger, carried, now,
      sealTakenIn: (payload) => void append({ kind: 'relay.takenIn', payload, ...by(actor) }),
      sealReceipts: (payload) => void append({ kind: 'relay.receiptsTakenIn', payload, ...by(actor) }),
    }));
    if (!taken.ok) return refusedFor(taken.fault);
    onTakenIn(taken.value.what);
    return ok(taken.value);
  }

  async function receiptsTo(place: string): Promise<Result<{ readonly file: string; readonly receipts: number }>> {
    const replies = carried.replies();
    const identity = ledger.identity();
    if (identity === null || replies.length === 0) return refusedFor('no-receipts');
    const file = inFolderOrFile(place, `${identity.deviceId}.imfreceipts`);
    const written = await orNotSaved(writeWhole(file, [Buffer.from(encodeReceipts(identity.hqId, replies))], () => undefined).then(() => ({ ok: true as const, value: null })));
    return written.ok ? ok({ file: basename(file), receipts: replies.length }) : written;
  }

  function withPath<R>(token: string, work: (path: string) => Promise<Result<R>>): Promise<Result<R>> {
    const path = takeFile(token);
    return path === null ? Promise.resolve(fault('invalid', { why: 'file token' })) : work(path);
  }

  return {
    exportTo,
    takeInFrom,
    receiptsTo,
    exportByToken: (actor: Actor, token: string) => withPath(token, (path) => exportTo(actor, path)),
    takeInByToken: (actor: Actor, token: string) => withPath(token, (path) => takeInFrom(actor, path)),
    receiptsByToken: (token: string) => withPath(token, receiptsTo),

    view(): RelayView {
      return { carried: carried.files(PARTS_SHOWN).map((file) => ({ ...file, reason: reasonOf(file.reason) })), receipts: carried.replyCount(), canExport: keys.read() !== null, failure: failure() };
    },

    /** What is not HQ's word changes nothing; a store that does not take it in now is told again with the next page. */
    hqKeys(said: HqKeys): void {
      const identity = ledger.identity();
      try {
        if (identity !== null) takeHqKeys(said, identity, keys);
      } catch {
        return;
      }
    },
  };
}

/** A full or missing stick is no fault of the store: nothing of this desk is in danger. */
async function orNotSaved<T>(work: Promise<Checked<T>>): Promise<Result<T>> {
  try {
    const done = await work;
    return done.ok ? done : refusedFor(done.fault);
  } catch (error) {
    if (isFileError(error)) return fault('file-not-saved');
    throw error;
  }
}

async function orDiskFull<T>(work: Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await work;
  } catch (error) {
    if (isFull(error)) return unsound('disk-full');
    throw error;
  }
}

/** Node's own errors of files; SQLite's begin with its name. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function refusedFor(why: RelayFault): ReturnType<typeof fault> {
  return fault('relay-refused', { why });
}

function reasonOf(reason: string | null): RelayRefusal | null {
  return RELAY_REFUSALS.find((known) => known === reason) ?? null;
}
