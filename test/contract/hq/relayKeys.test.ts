/** What HQ says of keys: signed by the key that desks have pinned, the same from every process and after a restart. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { feedPageSchema, type HqKeys } from '../../../domain/sync/messages.ts';
import { approveDevice } from '../../../hq/admin/approveDevice.ts';
import { makeEnrolmentCode } from '../../../hq/admin/makeEnrolmentCode.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { takeHqKeys } from '../../../main/service/hqKeys.ts';
import type { Identity } from '../../../main/store/ledger/ledger.ts';
import { isSignedBy } from '../../../main/sync/deviceKey.ts';
import { enrolledDesk, newDesk, pageIn } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { openRelayOrigin, type RelayOriginDesk } from '../../support/relayOrigin.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  beforeEach(async () => { hq = await openHqInside({ home: await newHome() }); });
  afterEach(() => hq.stop());

  const keysOnPage = async (desk: RelayOriginDesk): Promise<HqKeys | undefined> => {
    const page = await desk.page();
    return page.ok ? feedPageSchema.parse(JSON.parse(page.value)).hqKeys : undefined;
  };

  it('comes with the enrolment, signed by HQ, for this desk and with its key', async () => {
    const { reply, keys, deviceId, key } = await openRelayOrigin(hq.url, await hq.code('ORD'));
    for (const { body, signature } of [keys.sealingKey, keys.certificate]) expect(isSignedBy(reply.hqPublicKey, canonicalText(body), signature)).toBe(true);
    expect(keys.certificate.body).toEqual({ statement: 'device', hqId: reply.hqId, deviceId, facilityId: 'ORD', publicKey: key.publicKey });
    expect(keys.sealingKey.body).toMatchObject({ statement: 'sealing-key', hqId: reply.hqId, version: 1 });
    expect(Buffer.from(keys.sealingKey.body.publicKey, 'base64')).toHaveLength(32);
    expect(keys.sealingKey.body.publicKey).not.toBe(reply.hqPublicKey);
  });

  it('is what a desk takes as HQ\'s word, and what no other desk takes', async () => {
    const [desk, other] = [await openRelayOrigin(hq.url, await hq.code()), await openRelayOrigin(hq.url, await hq.code())];
    expect([isTakenBy(desk, desk.keys), isTakenBy(other, desk.keys)]).toEqual([true, false]);
  });

  it('comes on every feed page, and is the same from another process', async () => {
    const desk = await openRelayOrigin(hq.url, await hq.code());
    expect(await keysOnPage(desk)).toEqual(desk.keys);
    const another = await hq.another();
    expect(another.store.sealingKey).toEqual(hq.store.sealingKey);
    await another.stop();
    const old = await enrolledDesk(hq.url, await hq.code());
    const { cursor } = pageIn(await old.feed());
    const body = pageIn(await old.feed(cursor)).hqKeys?.certificate.body;
    expect(body).toMatchObject({ deviceId: old.enrolled?.deviceId, publicKey: old.publicKey });
  });

  it('is not said of a desk that nobody has approved, and comes with its first page when somebody has', async () => {
    const desk = newDesk(hq.url);
    const made = await makeEnrolmentCode(hq.store, { facilityId: 'JFK', isApproved: false }, hq.clock);
    if (!made.ok) throw new Error(made.fault.message);
    await desk.enrol(made.value.code);
    expect(desk.enrolled?.hqKeys).toBeUndefined();
    await approveDevice(hq.store, desk.enrolled?.deviceId ?? '');
    expect(pageIn(await desk.feed()).hqKeys?.certificate.body.publicKey).toBe(desk.publicKey);
  });

  it('is made for an HQ of before, which stays the HQ it was', async () => {
    await hq.store.inTransaction(async (tx) => {
      await sql`DELETE FROM key WHERE name = 'sealing'`.execute(tx);
      for (const statement of TABLE_OF_BEFORE[hq.store.dialect]) await sql.raw(statement).execute(tx);
    });
    const store = await openHqStore(hq.home.place);
    expect([store.hqId, store.signingKey.publicKey, store.tokenSecret.export()]).toEqual([hq.store.hqId, hq.store.signingKey.publicKey, hq.store.tokenSecret.export()]);
    expect(store.sealingKey.body.keyId).not.toBe(hq.store.sealingKey.body.keyId);
    await store.close();
    const again = await openHqStore(hq.home.place);
    expect(again.sealingKey).toEqual(store.sealingKey);
    await again.close();
  });
});

/** Schema 70 had a table of keys with no place for this one, and no marks in the feed. */
const TABLE_OF_BEFORE = {
  sqlite: [
    'CREATE TABLE old_key (name TEXT NOT NULL PRIMARY KEY CHECK (name IN (\'signing\', \'token\')), secret BLOB NOT NULL, created_at TEXT NOT NULL) STRICT',
    'INSERT INTO old_key SELECT name, secret, created_at FROM key', 'DROP TABLE key', 'ALTER TABLE old_key RENAME TO key', 'ALTER TABLE feed DROP COLUMN mark', 'DROP TABLE photo', 'PRAGMA user_version = 70',
  ],
  postgres: [
    'ALTER TABLE feed DROP COLUMN mark', 'DROP TABLE photo', 'ALTER TABLE key DROP CONSTRAINT key_name_check', 'ALTER TABLE key ADD CONSTRAINT key_name_check CHECK (name IN (\'signing\', \'token\'))',
    'UPDATE schema_version SET version = 70',
  ],
} as const;

function isTakenBy({ reply, key }: RelayOriginDesk, keys: HqKeys): boolean {
  const { deviceId, facilityId, facilityName, hqId, hqPublicKey } = reply;
  const identity: Identity = { deviceId, facilityId, facilityName, hqId, hqPublicKey, deskName: 'Bench 03', hqUrl: 'https://hq.test', privateKey: key.privateKey };
  const kept: HqKeys[] = [];
  return takeHqKeys(keys, identity, { read: () => kept.at(-1) ?? null, put: (put) => { kept.push(put); } }) && kept.length === 1;
}
