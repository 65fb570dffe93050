/** Wrong versions of single pieces of the program, each put in at a port: the simulation must notice every one of them. */
import type { Upload, UploadReply } from '../../domain/sync/messages.ts';
import type { RunnerPorts } from '../../main/sync/runner.ts';
import type { Answer } from '../../main/sync/transport.ts';
import type { SimDesk } from './desk.ts';
import type { HqStore } from '../../hq/store/store.ts';
import type { Invariant } from './invariants.ts';
import type { Mutant } from './world.ts';

const desk = (name: string, breaks: readonly Invariant[], ports: (real: RunnerPorts, of: SimDesk) => RunnerPorts): Mutant => ({ name, breaks, desk: { ports } });

export const MUTANTS: readonly Mutant[] = [
  desk('the signature under a receipt is not checked', ['every receipt is signed by HQ', 'delivered means HQ holds it'], (real) => ({ ...real, isReceiptFor: () => true })),

  desk('a 200 counts as delivered', ['every receipt is signed by HQ', 'delivered means HQ holds it'], (real) => ({
    ...real,
    isReceiptFor: () => true,
    transport: { ...real.transport, upload: async (sender, upload) => asDelivered(upload, await real.transport.upload(sender, upload)) },
  })),

  desk('the cursor is stored before its rows, in a transaction of its own', ['the cursor is never ahead of the rows', 'the reference is what HQ told'], (real, of) => {
    const { life } = of;
    return {
      ...real,
      reference: {
        ...real.reference,
        applyPage: async (text) => of.applyText(text, (writer, page) => {
          writer.applyPage({ ...page, rows: [] });
          of.point(life, 'between the cursor and its rows');
          writer.applyPage(page);
        }),
      },
    };
  }),

  desk('a retry goes on after what was sent, not after what is delivered', ['quiet within the bound', 'every sealed entry is at HQ once, or stands refused'], (real) => {
    let sent = 0;
    return {
      ...real,
      ledger: {
        ...real.ledger,
        after: (seq, limit) => {
          const batch = real.ledger.after(Math.max(seq, sent), limit);
          sent = batch.at(-1)?.seq ?? 0;
          return batch;
        },
      },
    };
  }),

  desk('what HQ says of missing entries is not heard', ['quiet within the bound', 'every sealed entry is at HQ once, or stands refused'], (real) => ({
    ...real,
    reference: {
      ...real.reference,
      applyPage: async (text) => {
        const facts = await real.reference.applyPage(text);
        return facts === null ? null : { more: facts.more, hqTime: facts.hqTime };
      },
    },
  })),

  desk('a receipt is not stored', ['quiet within the bound', 'no busy loop'], (real) => ({ ...real, ledger: { ...real.ledger, receive: () => undefined } })),

  desk('a failed request is made again at once', ['no busy loop'], (real) => ({ ...real, random: () => 0 })),

  {
    name: 'HQ does not know an entry that comes again, and its database lets it',
    breaks: ['every sealed entry is at HQ once, or stands refused'],
    hq: {
      entryTable: 'taken',
      schema: `
        CREATE TABLE taken AS SELECT * FROM entry WHERE 0;
        DROP TABLE entry;
        CREATE VIEW entry AS SELECT * FROM taken WHERE 0;
        CREATE TRIGGER take INSTEAD OF INSERT ON entry BEGIN
          INSERT INTO taken (device_id, seq, id, kind, hash, prev_hash, exam_id, text, received_at, sent_by, verdict, reason, detail)
          VALUES (NEW.device_id, NEW.seq, NEW.id, NEW.kind, NEW.hash, NEW.prev_hash, NEW.exam_id, NEW.text, NEW.received_at, NEW.sent_by, NEW.verdict, NEW.reason, NEW.detail);
        END;`,
    },
  },

  { name: 'HQ signs what it has not committed', breaks: ['delivered means HQ holds it', 'no gap unseen'], hq: { store: forgetful } },
];

/** Not wrong: rows have keys, so that a page may come twice. */
export const HARMLESS: readonly Mutant[] = [
  desk('a page is applied twice', [], (real) => ({
    ...real,
    reference: { ...real.reference, applyPage: async (text) => (await real.reference.applyPage(text), real.reference.applyPage(text)) },
  })),
];

function asDelivered({ deviceId, entries }: Upload, answer: Answer<UploadReply>): Answer<UploadReply> {
  if (answer.ok || answer.failure.kind !== 'not-hq') return answer;
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return answer;
  const body = { protocol: 1 as const, hqId: '', deviceId, fromSeq: first.seq, toSeq: last.seq, head: last.hash, refused: [], receivedAt: '2026-03-02T14:00:00.000Z' };
  return { ok: true, value: { receipt: { body, signature: 'AAAA' }, verdicts: entries.map(({ seq }) => ({ seq, verdict: 'accepted' as const })) } };
}

/** The power fails at HQ after every eighth write, and its disk had not flushed. */
function forgetful(store: HqStore): HqStore {
  let writes = 0;
  return {
    ...store,
    inTransaction: async <T>(work: Parameters<HqStore['inTransaction']>[0]): Promise<T> => {
      writes += 1;
      if (writes % 8 !== 0) return (await store.inTransaction(work)) as T;
      let value: unknown;
      await store.inTransaction(async (tx) => {
        value = await work(tx);
        throw new Lost();
      }).catch((error: unknown) => { if (!(error instanceof Lost)) throw error; });
      return value as T;
    },
  };
}

class Lost extends Error {
  override readonly name = 'Lost';
}
