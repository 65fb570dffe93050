/** What the page may use of the machine beyond its own window: scanners that the officer chose, and nothing else. */
import { z } from 'zod';
import { APP_ORIGIN, originOf } from '../origins.ts';

/** Web Serial and WebHID ask by these names. A device still has to be chosen: the permission alone opens none. */
const SCANNER_PERMISSIONS: ReadonlySet<string> = new Set(['serial', 'hid']);

/** address: of the page that asks, as the system gives it. Anything unclear is refused. */
export function mayUse(permission: string, address: string | undefined): boolean {
  return address !== undefined && originOf(address) === APP_ORIGIN && SCANNER_PERMISSIONS.has(permission);
}

/** Makes that the officers of this bench chose on earlier days; without them a choice is asked for again. */
export const knownMakesSchema = z.array(z.string().max(200)).max(50).readonly();

/** What the system tells of a device; numbers where it is a HID device, text where it is a port. */
export interface DeviceFacts {
  readonly vendorId?: number | string;
  readonly productId?: number | string;
  readonly portName?: string;
}

/**
 * The make of a device, the same from day to day: another scanner of the same make in the same bench needs no new choice. A port without USB
 * numbers is known by its name.
 */
export function makeOf(line: 'serial' | 'hid', { vendorId, productId, portName }: DeviceFacts): string {
  return vendorId === undefined ? `${line} port ${portName ?? ''}` : `${line} usb ${vendorId}:${productId ?? ''}`;
}
