/** A desk that has enrolled works when somebody at HQ has approved it, and not before. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveDevice } from '../../../hq/admin/approveDevice.ts';
import { makeEnrolmentCode } from '../../../hq/admin/makeEnrolmentCode.ts';
import { revokeDevice } from '../../../hq/admin/revokeDevice.ts';
import { storedEntries } from '../../../hq/store/entries.ts';
import { allOf } from '../../support/allOf.ts';
import { errorOf, newDesk, pageIn, type TestDesk } from '../../support/deskClient.ts';
import { HQ_HOMES } from '../../support/hqHomes.ts';
import { openHqInside, type HqInside } from '../../support/hqInside.ts';

describe.each(HQ_HOMES)('on %s', (_name, newHome) => {
  let hq: HqInside;
  let desk: TestDesk;
  beforeEach(async () => {
    hq = await openHqInside({ home: await newHome() });
    const made = await makeEnrolmentCode(hq.store, { facilityId: 'JFK' }, hq.clock);
    desk = newDesk(hq.url);
    await desk.enrol(made.ok ? made.value.code : '');
  });
  afterEach(() => hq.stop());

  const deviceId = () => desk.enrolled?.deviceId ?? '';

  describe('a desk that nobody has approved', () => {
    it('is enrolled and gets neither the feed nor a receipt', async () => {
      expect(deviceId()).toMatch(/^JFK-01-/);
      for (const reply of [await desk.feed(), await desk.upload(desk.seal(1))]) expect([reply.status, errorOf(reply)?.code]).toEqual([403, 'device-pending']);
      expect(await allOf(storedEntries(hq.store.reads, null))).toEqual([]);
    });

    it('works from the moment it is approved, with all it has recorded meanwhile', async () => {
      const entries = desk.seal(3);
      await desk.upload(entries);
      expect(await approveDevice(hq.store, deviceId(), hq.clock)).toEqual({ ok: true, value: { deviceId: deviceId() } });
      expect((await desk.upload(entries)).status).toBe(200);
      expect((await desk.feed()).status).toBe(200);
    });

    it('is not approved with another one', async () => {
      const made = await makeEnrolmentCode(hq.store, { facilityId: 'JFK' }, hq.clock);
      const other = newDesk(hq.url);
      await other.enrol(made.ok ? made.value.code : '');
      await approveDevice(hq.store, other.enrolled?.deviceId ?? '', hq.clock);
      expect([(await other.feed()).status, errorOf(await desk.feed())?.code]).toEqual([200, 'device-pending']);
    });

    it('gets HQ’s word for its key when it is approved, and not before', async () => {
      expect(desk.enrolled?.hqKeys).toBeUndefined();
      await approveDevice(hq.store, deviceId(), hq.clock);
      expect(pageIn(await desk.feed()).hqKeys?.certificate.body).toMatchObject({ deviceId: deviceId(), publicKey: desk.publicKey });
    });

    it('cannot be told from an unknown one by who does not hold its key', async () => {
      const stranger = newDesk(hq.url);
      stranger.enrolled = desk.enrolled;
      stranger.nonce = desk.nonce;
      await stranger.feed();
      expect(errorOf(await stranger.feed())?.code).toBe('signature-invalid');
    });

    it('is refused for good when it is revoked instead', async () => {
      await revokeDevice(hq.store, deviceId());
      await desk.feed();
      expect(errorOf(await desk.feed())?.code).toBe('device-revoked');
    });
  });

  it('approving a device twice, or one there is not, says so', async () => {
    await approveDevice(hq.store, deviceId(), hq.clock);
    for (const id of [deviceId(), 'JFK-99-0000']) expect(await approveDevice(hq.store, id, hq.clock)).toMatchObject({ ok: false, fault: { kind: 'unknown-device' } });
  });
});
