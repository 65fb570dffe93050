/** Enrolment at HQ: a code opens one device, once. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeEnrolmentCode } from '../../../hq/admin/makeEnrolmentCode.ts';
import { allDevices } from '../../../hq/store/devices.ts';
import { fingerprintOf } from '../../../hq/keys.ts';
import { errorOf, newDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  beforeEach(async () => { hq = await openHqInside({ home: await newHome() }); });
  afterEach(() => hq.stop());

  describe('enrolment', () => {
    it('makes a device of the code\'s facility and tells HQ\'s key', async () => {
      const desk = newDesk(hq.url);
      await desk.enrol(await hq.code('JFK'));
      expect(desk.enrolled).toMatchObject({ facilityId: 'JFK', facilityName: 'New York JFK', hqId: hq.store.hqId, hqTime: hq.clock.toISOString() });
      expect(desk.enrolled?.deviceId).toMatch(/^JFK-01-[0-9A-Z]{4}$/);
      expect(await allDevices(hq.store.reads)).toMatchObject([{ facilityId: 'JFK', deskName: 'Bench 07', publicKey: desk.publicKey, lastSeq: 0 }]);
    });

    it('names HQ\'s key in the code, so that the desk can pin it', async () => {
      const [, secret = '', fingerprint = ''] = /^([0-9A-HJKMNP-TV-Z]{12})-([0-9A-HJKMNP-TV-Z]{8})$/.exec(await hq.code()) ?? [];
      const desk = newDesk(hq.url);
      await desk.enrol(secret);
      expect(fingerprintOf(Buffer.from(desk.enrolled?.hqPublicKey ?? '', 'base64'))).toBe(fingerprint);
    });

    it('accepts the code as people type it: small letters, gaps, O for 0 and I for 1', async () => {
      const typed = (await hq.code()).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i').replace(/(.{4})/g, '$1 ');
      expect((await newDesk(hq.url).enrol(typed)).status).toBe(200);
    });

    it('enrols once only', async () => {
      const code = await hq.code();
      await newDesk(hq.url).enrol(code);
      const second = await newDesk(hq.url).enrol(code);
      expect([second.status, errorOf(second)?.code]).toEqual([403, 'code-not-valid']);
      expect(await allDevices(hq.store.reads)).toHaveLength(1);
    });

    it('enrols one of many desks that use a code at the same moment', async () => {
      const code = await hq.code();
      const replies = await Promise.all(Array.from({ length: 8 }, () => newDesk(hq.url).enrol(code)));
      expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    });

    it('gives the same device to the same desk when the reply was lost', async () => {
      const [desk, code] = [newDesk(hq.url), await hq.code()];
      await desk.enrol(code);
      const first = desk.enrolled?.deviceId;
      await desk.enrol(code);
      expect(desk.enrolled?.deviceId).toBe(first);
      expect(await allDevices(hq.store.reads)).toHaveLength(1);
    });

    it('refuses a code that was never made', async () => {
      const reply = await newDesk(hq.url).enrol('0123456789AB');
      expect([reply.status, errorOf(reply)?.code]).toEqual([403, 'code-not-valid']);
    });

    it('refuses a code of another HQ', async () => {
      const [secret = ''] = (await hq.code()).split('-');
      expect(errorOf(await newDesk(hq.url).enrol(`${secret}-00000000`))?.code).toBe('code-not-valid');
    });

    it('refuses a code older than a day', async () => {
      const code = await hq.code();
      hq.clock = new Date(hq.clock.getTime() + 24 * 3_600_000);
      expect(errorOf(await newDesk(hq.url).enrol(code))?.code).toBe('code-not-valid');
    });

    it('refuses a public key that is none', async () => {
      expect(errorOf(await newDesk(hq.url).enrol(await hq.code(), { publicKey: 'AAAA' }))?.code).toBe('bad-request');
    });

    it('refuses another protocol version', async () => {
      expect(errorOf(await newDesk(hq.url).enrol(await hq.code(), { protocol: 2 }))?.code).toBe('bad-request');
    });

    it('makes no code for a facility HQ does not serve', async () => {
      expect(await makeEnrolmentCode(hq.store, { facilityId: 'XXX' })).toMatchObject({ ok: false, fault: { kind: 'unknown-facility' } });
    });

    it('keeps and logs no code', async () => {
      const code = await hq.code();
      await newDesk(hq.url).enrol(code);
      const [secret = ''] = code.split('-');
      const rows = JSON.stringify(await hq.store.reads.selectFrom('enrolment_code').selectAll().execute());
      expect(rows).toContain(createHash('sha256').update(secret).digest('hex'));
      expect(rows + hq.log.join('')).not.toContain(secret);
    });
  });
});
