/** A desk and an HQ that are one version apart work together, whichever of them is the older one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { makeEnrolmentCode } from '../../../hq/admin/makeEnrolmentCode.ts';
import { publishRoster } from '../../../hq/admin/publishRoster.ts';
import { enrolledDesk, errorOf, newDesk, type TestDesk } from '../../support/deskClient.ts';
import { openFacility, signIn, type Facility } from '../../support/facility.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';
import { openNodeDesk, valueOf } from '../../support/nodeDesk.ts';
import { startFormerHq } from './formerHq.ts';
import { FORMER_PATHS, formerEnrolReply, formerError, formerFeedPage, formerUploadReply } from './formerMessages.ts';

describe('this desk with the HQ of the version before', () => {
  let facility: Facility;
  beforeEach(async () => { facility = await openFacility(); });
  afterEach(() => facility.stop());

  it('enrols, signs in, reads the feed to its end and delivers, and asks in vain for nothing twice', async () => {
    const former = await startFormerHq(facility.hq.url);
    const desk = openNodeDesk();
    try {
      const code = await facility.code();
      valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: former.url, code, deskName: 'Bench 07' }));
      await desk.until((status) => status.feedAsOf !== null);
      await signIn(desk);
      // Enough for an upload that would be worth packing.
      for (let n = 0; n < 8; n += 1) await desk.record(`RB12345${String(n)}785GB`);
      const { upload, download } = await desk.until((status) => status.waiting === 0);
      expect([upload.failure, download.failure]).toEqual([null, null]);
      const feedAsks = () => former.asked.filter((path) => path === '/v1/feed').length;
      for (const before of [feedAsks(), feedAsks() + 1]) {
        await desk.desk.handlers['delivery/now'](undefined);
        await desk.until(({ download: { phase } }) => feedAsks() > before && phase === 'waiting');
      }
      expect(former.asked.filter((path) => !FORMER_PATHS.has(path)).toSorted()).toEqual(['/v1/buckets', '/v1/snapshot']);
      expect([...former.codings], 'an HQ that has not said it reads gzip gets plain bodies').toEqual([]);
    } finally {
      await desk.stop();
      await former.stop();
    }
  });
});

describe('the desk of the version before with this HQ', () => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside();
    desk = await enrolledDesk(hq.url, await hq.code());
    await publishRoster(hq.store, { facilityId: 'JFK', officers: [{ officerId: 'o-1', badge: '4711', name: 'Ortiz, R.', role: 'officer', pin: '135790' }] });
  });
  afterEach(() => hq.stop());

  const fits = (schema: z.ZodType, text: string) => schema.safeParse(JSON.parse(text)).success;

  it('understands its enrolment', async () => {
    const made = await makeEnrolmentCode(hq.store, { facilityId: 'JFK', isApproved: true }, hq.clock);
    const reply = await newDesk(hq.url).enrol(made.ok ? made.value.code : '');
    expect([reply.status, fits(formerEnrolReply, reply.text)]).toEqual([200, true]);
  });

  it('understands the receipts of what it sends, also when entries are refused', async () => {
    const taken = await desk.upload(desk.seal(3));
    const refused = await desk.upload(desk.seal(1, (body) => ({ ...body, officerId: 'nobody' })));
    for (const reply of [taken, refused]) expect([reply.status, fits(formerUploadReply, reply.text)]).toEqual([200, true]);
    expect(refused.text).toContain('"refused"');
  });

  it('understands every page of the feed', async () => {
    const reply = await desk.feed();
    expect([reply.status, fits(formerFeedPage, reply.text)]).toEqual([200, true]);
  });

  it.each<[string, () => Promise<{ status: number; text: string }>, string]>([
    ['a gap', () => desk.upload(desk.seal(3).slice(2)), 'gap'],
    ['a cursor HQ does not know', () => desk.feed('nobody-made-this'), 'cursor-unknown'],
    ['a message that is none', () => desk.send('POST', '/v1/entries', '{}'), 'bad-request'],
    ['an old nonce', () => desk.send('GET', '/v1/feed', null, { nonce: 'old' }), 'nonce-stale'],
  ])('understands the refusal of %s', async (_words, ask, code) => {
    await desk.feed();
    const reply = await ask();
    expect(fits(formerError, reply.text)).toBe(true);
    expect(errorOf({ ...reply, headers: new Headers() })?.code).toBe(code);
  });
});
