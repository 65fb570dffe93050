/** The relay from end to end: two real desks, the real HQ program, a file between them, and the line of one desk cut. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalText } from '../../../domain/ledger/entry.ts';
import { startFaultProxy, type FaultProxy } from '../../support/faultProxy.ts';
import { openFacility, signIn, type Facility } from '../../support/facility.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

let facility: Facility;
let line: FaultProxy;
let origin: NodeDesk;
let carrier: NodeDesk;

beforeEach(async () => {
  facility = await openFacility();
  line = await startFaultProxy(facility.hq.url);
  origin = openNodeDesk();
  valueOf(await origin.desk.handlers['desk/enrol']({ hqUrl: line.url, code: await facility.code(), deskName: 'Bench 03' }));
  await origin.until((status) => status.feedAsOf !== null && status.waiting === 0);
  carrier = await facility.desk('Bench 07');
});

afterEach(async () => {
  await origin.stop();
  await carrier.stop();
  await line.stop();
  await facility.stop();
});

const deviceOf = (desk: NodeDesk): string => desk.stores.ledger.identity()?.deviceId ?? '';
const inLedger = (desk: NodeDesk) => desk.stores.ledger.after(0, 5_000).map((entry) => canonicalText(entry));
const viewOf = async (desk: NodeDesk) => valueOf(await desk.desk.handlers['relay/view'](undefined));

/** What HQ holds of a device: the text of each entry, and which desk sent it. */
async function heldAtHq(deviceId: string): Promise<{ readonly entry: string; readonly sentBy: string }[]> {
  const lines = (await facility.hq.admin('entries', '--device', deviceId, '--json')).split('\n').filter((text) => text !== '');
  return lines.map((text) => JSON.parse(text) as { entry: unknown; sentBy: string }).map(({ entry, sentBy }) => ({ entry: canonicalText(entry), sentBy }));
}

function token(desk: NodeDesk, path: string): string {
  const name = `token-${path}`.slice(-60);
  desk.desk.chosenFile(name, path);
  return name;
}

async function carriedAllDelivered(desk: NodeDesk): Promise<void> {
  for (const end = Date.now() + 10_000; ;) {
    const { carried } = await viewOf(desk);
    if (carried.length > 0 && carried.every(({ state }) => state === 'delivered')) return;
    if (Date.now() > end) throw new Error(`not within ten seconds: ${JSON.stringify(carried)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('a desk that is cut off writes a file, another delivers it, HQ holds everything once, and the desk learns so by receipts or when it connects', async () => {
  line.set('cut');
  await signIn(origin);
  for (const item of ['RR473124829CN', 'RB123456785GB']) await origin.record(item);
  const known = inLedger(origin);
  const before = (await heldAtHq(deviceOf(origin))).length;
  expect(before).toBeLessThan(known.length);
  const file = join(facility.files, 'night.imfrelay');
  valueOf(await origin.desk.handlers['relay/export']({ fileToken: token(origin, file) }));
  expect((await origin.status()).waiting).toBeGreaterThan(known.length - before);

  await signIn(carrier, 1);
  valueOf(await carrier.desk.handlers['relay/import']({ fileToken: token(carrier, file) }));
  await carriedAllDelivered(carrier);
  const held = await heldAtHq(deviceOf(origin));
  expect(held.map(({ entry }) => entry)).toEqual(known);
  expect(held.map(({ sentBy }) => sentBy)).toEqual(known.map((_, at) => deviceOf(at < before ? origin : carrier)));

  const receipts = join(facility.files, 'night.imfreceipts');
  valueOf(await carrier.desk.handlers['relay/receipts']({ fileToken: token(carrier, receipts) }));
  valueOf(await origin.desk.handlers['relay/import']({ fileToken: token(origin, receipts) }));
  expect(origin.stores.ledger.delivered().throughSeq).toBe(known.length);

  line.set(null);
  await origin.desk.handlers['delivery/now'](undefined);
  await origin.until(({ waiting }) => waiting === 0);
  expect((await heldAtHq(deviceOf(origin))).map(({ entry }) => entry)).toEqual(inLedger(origin));
});

it('a desk that connects before the file came back is told that HQ has its entries, and nothing is stored twice', async () => {
  line.set('cut');
  await signIn(origin);
  await origin.record('RR473124829CN');
  const file = join(facility.files, 'day.imfrelay');
  valueOf(await origin.desk.handlers['relay/export']({ fileToken: token(origin, file) }));
  await signIn(carrier, 1);
  valueOf(await carrier.desk.handlers['relay/import']({ fileToken: token(carrier, file) }));
  await carriedAllDelivered(carrier);
  const carried = (await heldAtHq(deviceOf(origin))).length;

  line.set(null);
  await origin.desk.handlers['delivery/now'](undefined);
  await origin.until(({ waiting }) => waiting === 0);
  const held = await heldAtHq(deviceOf(origin));
  expect(held.map(({ entry }) => entry)).toEqual(inLedger(origin));
  expect(held.slice(carried).every(({ sentBy }) => sentBy === deviceOf(origin))).toBe(true);
  expect(held.slice(1, carried).some(({ sentBy }) => sentBy === deviceOf(carrier))).toBe(true);
});
