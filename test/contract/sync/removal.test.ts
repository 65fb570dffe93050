/** A large removal of AED as the desk's service answers for it: an officer may not agree, a supervisor may, and the agreement is in the ledger first. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/service/clock.ts';
import { makeDesk, type Desk } from '../../../main/service/desk.ts';
import { openDeskStores, type DeskStores } from '../../../main/service/openStores.ts';
import { makeDeviceKey } from '../../../main/sync/deviceKey.ts';
import type { Transport } from '../../../main/sync/transport.ts';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { valueOf } from '../../support/nodeDesk.ts';
import { failing } from '../../support/relayDesk.ts';
import { threadProgram } from '../../support/threadPrograms.ts';
import { aed, page } from '../reference/referenceFiles.ts';

const COUNT = 400;
const GONE = 150;
const versions = Array.from({ length: COUNT }, (_, n) => aed(`RB${String(n).padStart(9, '0')}GB`));

let folder: string;
let stores: DeskStores;
let desk: Desk | null;
/** Entries in the ledger when the removal was in the store. */
let sealedBefore: readonly string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'removal-'));
  const opened = openDeskStores({ storeFolder: folder, key: randomBytes(32).toString('base64'), sqliteBinding: null, loaderFile: threadProgram('LOADER') });
  if (!opened.ok) throw new Error(opened.why);
  [stores, desk, sealedBefore] = [opened.value, null, []];
  const stamp = { recordedAt: systemClock.stamp(), monotonicMs: 1, hqHeardAt: null };
  stores.ledger.enrol(
    { deviceId: 'D', facilityId: 'JFK', facilityName: 'New York JFK', deskName: 'D', hqUrl: 'https://hq.test', hqId: 'HQ', hqPublicKey: makeDeviceKey().publicKey, privateKey: makeDeviceKey().privateKey },
    { id: uuidv7(), kind: 'device.enrolled', payload: { hqId: 'HQ', deskName: 'D' }, officerId: null, sessionId: null, stamp },
  );
});
afterEach(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All AED, then a page that takes much of it away, then nothing. */
const feed: Transport = {
  enrol: () => Promise.resolve(failing('refused')),
  upload: () => Promise.resolve(failing('unreachable')),
  relay: () => Promise.resolve(failing('unreachable')),
  feedPage(_sender, cursor) {
    const next = {
      none: page(versions.map((row) => ({ kind: 'aed', aed: row })), 'c-all', '2026-03-05T00:00:00Z', true),
      'c-all': page(versions.slice(0, GONE).map(({ itemId, postedOn }) => ({ kind: 'aedRemoved', itemId, postedOn, reason: 'x' })), 'c-end', '2026-03-05T00:00:00Z'),
    }[cursor ?? 'none'] ?? page([], 'c-end', '2026-03-05T00:00:00Z');
    return Promise.resolve({ ok: true, value: JSON.stringify(next) });
  },
};

function open(role: 'officer' | 'supervisor'): Desk {
  const { loader } = stores;
  desk = makeDesk(
    { keyProtection: 'os', appVersion: 'test', demo: null, resume: { sessionId: 'session-1', officer: { officerId: 'p-1', name: 'Supple, V.', role } } },
    stores,
    {
      clock: systemClock,
      random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => 0.001 },
      transport: feed,
      loader: {
        ...loader,
        applyPage(text, isRemovalAllowed) {
          if (isRemovalAllowed === true) sealedBefore = sealed();
          return loader.applyPage(text, isRemovalAllowed);
        },
      },
    },
    () => undefined,
    () => undefined,
  );
  return desk;
}

const sealed = (): string[] => stores.ledger.after(0, 100).map(({ kind }) => kind);

async function until(opened: Desk, what: (status: DeliveryStatus) => boolean): Promise<DeliveryStatus> {
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    const status = valueOf(await opened.handlers['delivery/status'](undefined));
    if (what(status)) return status;
    if (Date.now() > end) throw new Error(JSON.stringify(status));
  }
}

describe('a large removal', () => {
  it('is not for an officer to agree to: nothing is sealed and nothing goes on', async () => {
    const opened = open('officer');
    const asked = await until(opened, ({ removalAsked }) => removalAsked !== null);
    expect(asked).toMatchObject({ aedRows: COUNT, removalAsked: { removed: GONE, before: COUNT }, download: { phase: 'halted' } });
    expect(await opened.handlers['delivery/allowRemoval'](undefined)).toMatchObject({ ok: false, fault: { kind: 'not-allowed' } });
    expect(sealed()).not.toContain('aed.removalAllowed');
    expect(valueOf(await opened.handlers['delivery/status'](undefined))).toMatchObject({ aedRows: COUNT, removalAsked: asked.removalAsked, download: { phase: 'halted' } });
  });

  it('goes on when a supervisor agrees, who and how much being in the ledger before anything is removed', async () => {
    const opened = open('supervisor');
    await until(opened, ({ removalAsked }) => removalAsked !== null);
    valueOf(await opened.handlers['delivery/allowRemoval'](undefined));
    await until(opened, ({ aedRows, removalAsked, download }) => aedRows === COUNT - GONE && removalAsked === null && download.failure === null && download.phase === 'waiting');
    expect(sealedBefore).toContain('aed.removalAllowed');
    expect(stores.ledger.newestOf(['aed.removalAllowed'], 5)).toMatchObject([{ officerId: 'p-1', sessionId: 'session-1', payload: { removed: GONE, before: COUNT } }]);
    expect(stores.reference.cursor()).toBe('c-end');
  });

  it('that nobody asks for seals nothing, whoever presses the key', async () => {
    const opened = open('supervisor');
    await until(opened, ({ removalAsked }) => removalAsked !== null);
    valueOf(await opened.handlers['delivery/allowRemoval'](undefined));
    await until(opened, ({ removalAsked, feedAsOf }) => removalAsked === null && feedAsOf !== null);
    valueOf(await opened.handlers['delivery/allowRemoval'](undefined));
    expect(sealed().filter((kind) => kind === 'aed.removalAllowed').length).toBe(1);
  });
});
