/** HQ killed in the middle of uploads: what it put its name to is there, once. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, isReceiptOf, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES, programOptions, type HqHome } from '../../support/hqHomes.ts';
import { startHq } from '../../../scripts/window/hqProcess.ts';

const KILLS = 5;
const PER_UPLOAD = 7;

describe.each(HQ_HOMES)('HQ on %s, killed while a desk uploads', (_name, newHome) => {
  let home: HqHome;
  beforeEach(async () => { home = await newHome(); });
  afterEach(() => home.remove());

  it('holds every receipted entry exactly once, and the desk goes on where it was', async () => {
    let hq = await startHq(programOptions(home));
    const desk = await enrolledDesk(hq.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK'));
    const ledger: Entry[] = [];
    let delivered = 0;

    for (let kill = 0; kill < KILLS; kill += 1) {
      desk.hqUrl = hq.url;
      const killed = pause(30 + Math.random() * 250).then(() => hq.kill('SIGKILL'));
      delivered = await uploadUntilDead(desk, ledger, delivered);
      await killed;
      expect((await held(home)).slice(0, delivered)).toEqual(ledger.slice(0, delivered).map((entry) => entry.hash));
      hq = await startHq(programOptions(home));
    }

    // The desk does not know which replies were lost: it sends everything after its last receipt again.
    desk.hqUrl = hq.url;
    while (delivered < ledger.length) delivered = await uploadOnce(desk, ledger, delivered);
    await hq.stop();

    expect(await held(home)).toEqual(ledger.map((entry) => entry.hash));
    expect(verifyChain(ledger, desk.enrolled?.deviceId ?? '').ok).toBe(true);
    expect(ledger.length).toBeGreaterThan(KILLS);
  }, 120_000);
});

async function uploadUntilDead(desk: TestDesk, ledger: Entry[], from: number): Promise<number> {
  let delivered = from;
  for (;;) {
    ledger.push(...desk.seal(PER_UPLOAD));
    try {
      delivered = await uploadOnce(desk, ledger, delivered);
    } catch {
      return delivered;
    }
  }
}

async function uploadOnce(desk: TestDesk, ledger: readonly Entry[], delivered: number): Promise<number> {
  const { receipt } = receiptIn(await desk.upload(ledger.slice(delivered, delivered + 500)));
  if (!isReceiptOf(receipt, desk.enrolled?.hqPublicKey ?? '')) throw new Error('the receipt is not HQ\'s');
  return receipt.body.toSeq;
}

/** Hashes in the order of the chain, read from HQ's database itself. */
async function held({ place }: HqHome): Promise<string[]> {
  const store = await openHqStore(place);
  try {
    return (await allOf(storedEntries(store.reads, null))).map((row) => row.hash);
  } finally {
    await store.close();
  }
}
