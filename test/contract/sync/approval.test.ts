/** A desk that HQ does not let in: not yet, because nobody has approved it, or not any more. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFacility, signIn, type Facility } from '../../support/facility.ts';
import { openNodeDesk, valueOf, type NodeDesk } from '../../support/nodeDesk.ts';

let facility: Facility;
let desk: NodeDesk;

beforeAll(async () => {
  facility = await openFacility();
}, 60_000);

afterAll(() => facility.stop());

afterEach(() => desk.stop());

describe('a desk that HQ does not let in', () => {
  it('says that nobody has approved it, shows the fingerprint that HQ shows, and delivers once it is approved', async () => {
    desk = openNodeDesk();
    const code = (await facility.hq.admin('enrolment-code', '--facility', 'JFK')).trim();
    const { device } = valueOf(await desk.desk.handlers['desk/enrol']({ hqUrl: facility.hq.url, code, deskName: 'Bench 09' }));
    const waiting = await desk.until(({ upload, download }) => upload.failure?.kind === 'awaiting-approval' && download.failure?.kind === 'awaiting-approval');
    expect(waiting).toMatchObject({ waiting: 1, upload: { phase: 'waiting' }, download: { phase: 'waiting' } });
    expect(Date.parse(waiting.upload.nextAttemptAt ?? '') - Date.parse(waiting.upload.failure?.at ?? '')).toBeGreaterThan(10_000);

    const line = (await facility.hq.admin('devices')).split('\n').find((one) => one.startsWith(device?.deviceId ?? 'none'));
    expect(line).toContain(device?.keyFingerprint ?? 'none');

    await facility.hq.admin('approve-device', device?.deviceId ?? '');
    await desk.desk.handlers['delivery/now'](undefined);
    await desk.until(({ waiting: left, feedAsOf }) => left === 0 && feedAsOf !== null);
    await signIn(desk);
    await desk.record('RB123456785GB');
    expect(await desk.until(({ waiting: left }) => left === 0)).toMatchObject({ refused: 0, upload: { failure: null }, download: { failure: null } });
  }, 40_000);

  it('keeps asking by itself when it is shut out, but seldom', async () => {
    desk = await facility.desk();
    await signIn(desk);
    await desk.until(({ waiting }) => waiting === 0);
    const { deviceId = '' } = desk.stores.ledger.identity() ?? {};
    await facility.hq.admin('revoke-device', deviceId);
    await desk.record('RB123456785GB');
    const { upload } = await desk.until((status) => status.upload.failure?.kind === 'device-refused');
    expect(upload.phase).toBe('waiting');
    expect(Date.parse(upload.nextAttemptAt ?? '') - Date.parse(upload.failure?.at ?? '')).toBeGreaterThan(10 * 60_000);
  }, 40_000);
});
