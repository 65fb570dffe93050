/** One facility for a file of tests, and for each of its tests a desk of its own with an officer signed in. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openFacility, signIn, type Facility } from './facility.ts';
import type { NodeDesk } from './nodeDesk.ts';

/** onDesk: told before each test, so that the tests can call both by their names. */
export function signedInDesks(onDesk: (desk: NodeDesk, facility: Facility) => void): void {
  let facility: Facility;
  let desk: NodeDesk;

  beforeAll(async () => {
    facility = await openFacility();
  }, 60_000);
  afterAll(() => facility.stop());

  beforeEach(async () => {
    desk = await facility.desk();
    await signIn(desk);
    onDesk(desk, facility);
  }, 30_000);
  afterEach(() => desk.stop());
}
