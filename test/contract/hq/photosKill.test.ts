/** HQ killed while photos come: what it put its name to is there, whole, and everything else goes on from where it was. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isIntact } from '../../../hq/photos/photoFolder.ts';
import { storedPhotos } from '../../../hq/store/photos.ts';
import { openHqStore } from '../../../hq/store/store.ts';
import { allOf } from '../../support/allOf.ts';
import { enrolledDesk, receiptIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES, programOptions, type HqHome } from '../../support/hqHomes.ts';
import { examPhoto, examWith, photoAt, photoBytes, replyIn } from '../../support/photos.ts';
import { startHq, type HqProcess } from '../../../scripts/window/hqProcess.ts';

const KILLS = 5;
const CHUNK = 20_000;

describe.each(HQ_HOMES)('HQ on %s, killed while a desk sends photos', (_name, newHome) => {
  let home: HqHome;
  beforeEach(async () => { home = await newHome(); });
  afterEach(() => home.remove());

  it('has every photo it has receipted, byte for byte, and takes the others to their end', async () => {
    let hq: HqProcess = await startHq(programOptions(home));
    // The folder of the photos outlives the process, as the database does.
    const data = hq.data;
    const start = () => startHq({ ...programOptions(home), data });
    const desk = await enrolledDesk(hq.url, await hq.admin('enrolment-code', '--approved', '--facility', 'JFK'));
    const photos = Array.from({ length: 12 }, (_, n) => photoBytes(150_000 + n, n + 1));
    receiptIn(await desk.upload(desk.seal(1, examWith(1, ...photos.map((photo) => examPhoto(photo))))));
    const receipted = new Set<string>();

    for (let kill = 0; kill < KILLS; kill += 1) {
      desk.hqUrl = hq.url;
      const killed = pause(20 + Math.random() * 200).then(() => hq.kill('SIGKILL'));
      await sendUntilDead(desk, photos, receipted);
      await killed;
      for (const photoId of receipted) expect(await isIntact(join(data, 'photos'), photoId)).toBe(true);
      hq = await start();
    }
    desk.hqUrl = hq.url;
    await sendUntilDead(desk, photos, receipted);
    await hq.stop();

    expect(receipted.size).toBe(photos.length);
    const store = await openHqStore(home.place);
    const rows = await allOf(storedPhotos(store.reads));
    await store.close();
    expect(rows.map(({ photoId }) => photoId)).toEqual([...receipted].sort());
    for (const photoId of receipted) expect(await isIntact(join(data, 'photos'), photoId)).toBe(true);
  }, 120_000);
});

/** As a desk does it: asks how far HQ is and goes on from there; after a kill it does not know what became of its last chunk. */
async function sendUntilDead(desk: TestDesk, photos: readonly Buffer<ArrayBuffer>[], receipted: Set<string>): Promise<void> {
  for (const bytes of photos) {
    const photo = photoAt(desk, bytes, 1);
    if (receipted.has(photo.photoId)) continue;
    try {
      let answer = replyIn(await photo.ask());
      while ('held' in answer) answer = replyIn(await photo.send(answer.held, Math.min(bytes.length, answer.held + CHUNK)));
      if (!('receipt' in answer)) throw new Error(`HQ refused a photo: ${answer.refused.reason}`);
      receipted.add(photo.photoId);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}
