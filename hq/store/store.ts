/** HQ's open store: the database, migrated, with HQ's keys and facilities in it. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { FACILITIES } from '../../domain/identifier/facilities.ts';
import type { SealingKey } from '../../domain/sync/messages.ts';
import { newSigningSecret, signingKeyOf, type SigningKey } from '../keys.ts';
import { newSealingSecret, sealingPairOf, signedSealingKey, type SealingPair } from '../sealingKey.ts';
import { openDatabase, type Database, type HqPlace, type OpenOptions, type Reads, type Tx } from './database.ts';
import { allFacilities, putFacilities } from './facilities.ts';
import type { Tables } from './tables.ts';

export interface HqStore extends Database {
  readonly hqId: string;
  readonly signingKey: SigningKey;
  /** Closes nonces and cursors; kept in the database so that they outlive a restart, and so that every HQ process on it has the same. */
  readonly tokenSecret: KeyObject;
  /** Opens relay files. */
  readonly sealingPair: SealingPair;
  /** Its public half, as desks are told it. */
  readonly sealingKey: SealingKey;
}

/** Opens the place, or makes it with new keys. Throws NewerDatabase when a newer program has written it. */
export async function openHqStore(place: HqPlace, options: OpenOptions = {}): Promise<HqStore> {
  const database = await openDatabase(place, options);
  try {
    await addFacilities(database);
    const signingKey = signingKeyOf(await secretOf(database, 'signing', newSigningSecret));
    const tokenSecret = createSecretKey(await secretOf(database, 'token', () => randomBytes(32)));
    const sealingPair = sealingPairOf(await secretOf(database, 'sealing', newSealingSecret));
    const hqId = `HQ-${signingKey.fingerprint}`;
    return { ...database, hqId, signingKey, tokenSecret, sealingPair, sealingKey: signedSealingKey(sealingPair, hqId, signingKey) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The same store for work that becomes a part of a transaction under way: done with it, or not at all. */
export function within(store: HqStore, tx: Tx): HqStore {
  return { ...store, reads: tx, inTransaction: (work) => work(tx) };
}

/** Writes only what is new: an admin command that only looks must not wait for one that writes. */
async function addFacilities(database: Database): Promise<void> {
  const known = new Map((await allFacilities(database.reads)).map(({ id, name }) => [id, name]));
  const fresh = FACILITIES.filter(({ code, name }) => known.get(code) !== name).map(({ code, name }) => ({ id: code, name }));
  if (fresh.length > 0) await database.inTransaction((tx) => putFacilities(tx, fresh));
}

type SecretName = Tables['key']['name'];

/** Another program may make it at the same moment: the first one counts for both. */
async function secretOf(database: Database, name: SecretName, make: () => Buffer): Promise<Buffer> {
  const found = await findSecret(database.reads, name);
  if (found !== null) return found;
  return database.inTransaction(async (tx) => {
    const row = { name, secret: make(), created_at: new Date().toISOString() };
    await tx.insertInto('key').values(row).onConflict((conflict) => conflict.doNothing()).execute();
    return await findSecret(tx, name) ?? row.secret;
  });
}

async function findSecret(db: Reads, name: SecretName): Promise<Buffer | null> {
  const row = await db.selectFrom('key').select('secret').where('name', '=', name).executeTakeFirst();
  return row?.secret ?? null;
}
