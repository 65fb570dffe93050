/** Photos over a line that breaks at any byte: cut, flipped, slow or refused, they arrive as they were taken. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExamValuesArgs } from '../../../preload/contract/examForm.ts';
import { chanceOf } from '../../sync/random.ts';
import { openFacility, scan, signIn, type Facility } from '../../support/facility.ts';
import { openNodeDesk, valueOf } from '../../support/nodeDesk.ts';
import { photoBytes, photoIdOf } from '../../support/photos.ts';
import { startByteProxy } from '../kills/byteProxy.ts';

const LETTER = 'RB123456785GB';

const RELEASED: ExamValuesArgs = {
  methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null,
};

let facility: Facility;

beforeAll(async () => { facility = await openFacility(); }, 60_000);
afterAll(() => facility.stop());

it('arrives whole over a line that breaks at any byte', async () => {
  const draws = chanceOf(20_261_124).fraction;
  let drawn = 0;
  // Of three draws for a connection the first says what becomes of it: here none is good for long.
  const noneGood = () => (drawn++ % 3 === 0 ? 0.5 + draws() / 2 : draws());
  const line = await startByteProxy(facility.hq.url, draws);
  line.heal();
  const desk = openNodeDesk();
  valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: line.url, code: await facility.code(), deskName: 'Bench 10' }));
  await desk.until((status) => status.feedAsOf !== null);
  await signIn(desk);
  await line.stop();
  // The same address, bad from now on.
  const bad = await startByteProxy(facility.hq.url, noneGood, Number(new URL(line.url).port));
  const taken: Buffer<ArrayBuffer>[] = [];
  const takeOne = async () => {
    const photo = photoBytes(250_000 + taken.length * 61_111, 200 + taken.length);
    taken.push(photo);
    valueOf(await desk.desk.handlers['photo/keep']({ bytes: photo }));
    const { scanId } = await scan(desk, LETTER);
    valueOf(await desk.desk.handlers['exam/record']({ scanId, ...RELEASED, photos: [{ photoId: photoIdOf(photo), shows: 'label' }], posting: null }));
  };
  for (let n = 0; n < 6; n += 1) await takeOne();
  // Each connection lasts as long as its fate lets it: until enough of them were bad in either way, there is always a photo to send.
  const fewest = () => Math.min(bad.fates.cut, bad.fates.flipped + bad.fates.trickles + bad.fates.refused);
  for (let n = 0; n < 300; n += 1) {
    const { photos } = await desk.status();
    if (photos.waiting === 0 && fewest() > 0) break;
    if (photos.waiting === 0) await takeOne();
    await desk.desk.handlers['delivery/now'](undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  bad.heal();
  await desk.desk.handlers['delivery/now'](undefined);
  await desk.until(({ photos, waiting }) => waiting === 0 && photos.waiting === 0);
  for (const photo of taken) expect(readFileSync(join(facility.hq.data, 'photos', photoIdOf(photo).slice(0, 2), photoIdOf(photo))).equals(photo)).toBe(true);
  expect(fewest(), JSON.stringify(bad.fates)).toBeGreaterThan(0);
  await bad.stop();
}, 90_000);
