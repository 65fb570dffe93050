/** What goes up next: as many entries as fit into one upload; the batch after it is made ready while HQ works on the one before. */
import { canonicalText, type Entry } from '../../domain/ledger/entry.ts';
import { MAX_ENTRIES_PER_UPLOAD, PROTOCOL_VERSION, type Upload } from '../../domain/sync/messages.ts';
import type { After } from './transport.ts';

/** Uploads stay under this many characters, so that a slow line gets them through and HQ's limit is never met. */
const MAX_UPLOAD_CHARACTERS = 500_000;

export interface BatchPorts {
  readonly entriesAfter: (seq: number, limit: number) => readonly Entry[];
  /** Makes the body of an upload whose turn has not come; absent where that gains nothing. */
  readonly prepare: ((upload: Upload) => void) | undefined;
  readonly after: After;
}

export type Batches = ReturnType<typeof makeBatches>;

export function makeBatches(deviceId: string, ports: BatchPorts) {
  let ready: { readonly afterSeq: number; readonly upload: Upload } | null = null;
  let cancel: () => void = () => undefined;

  /** null: the ledger cannot be read just now. Nothing is lost by it; it is said and tried again. */
  function read(afterSeq: number, limit: number): Upload | null {
    try {
      return { protocol: PROTOCOL_VERSION, deviceId, entries: fitting(ports.entriesAfter(afterSeq, limit)) };
    } catch {
      return null;
    }
  }

  function makeReady(afterSeq: number): void {
    // Sealed entries never change, so what is read now is still right when its turn comes.
    const upload = read(afterSeq, MAX_ENTRIES_PER_UPLOAD);
    if (upload === null || upload.entries.length === 0) return;
    ready = { afterSeq, upload };
    ports.prepare?.(upload);
  }

  return {
    /** Entries that wait, from the one after this. */
    waiting(afterSeq: number): Upload | null {
      const upload = ready?.afterSeq === afterSeq ? ready.upload : read(afterSeq, MAX_ENTRIES_PER_UPLOAD);
      ready = null;
      return upload;
    },

    /** Refused entries that are offered again. */
    again(afterSeq: number, toSeq: number): Upload | null {
      const upload = read(afterSeq, Math.min(MAX_ENTRIES_PER_UPLOAD, toSeq - afterSeq));
      return upload === null ? null : { ...upload, again: true };
    },

    /** To be called when an upload has set out. Not at once: its own bytes go first. */
    lookAhead(afterSeq: number): void {
      cancel();
      cancel = ports.after(0, () => makeReady(afterSeq));
    },

    stop(): void {
      cancel();
    },
  };
}

/** As many from the front as fit; at least one, however large it is. */
function fitting(entries: readonly Entry[]): Entry[] {
  const batch: Entry[] = [];
  let characters = 0;
  for (const entry of entries) {
    characters += canonicalText(entry).length;
    if (batch.length > 0 && characters > MAX_UPLOAD_CHARACTERS) break;
    batch.push(entry);
  }
  return batch;
}
