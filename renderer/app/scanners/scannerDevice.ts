/** What the page needs of a scanner that is no keyboard, whatever line it hangs on. */

/** connected: name as the system gives it. ended: the device was pulled out or stopped answering. */
export type DeviceEvent =
  | { readonly kind: 'connected'; readonly name: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'scan'; readonly name: string; readonly text: string }
  | { readonly kind: 'ended'; readonly name: string };

export type OnDevice = (event: DeviceEvent) => void;

/** none: the officer chose nothing, or there is nothing to choose. failed: it is there and cannot be opened. */
export type Connecting = 'connected' | 'none' | 'failed';

/** One way to reach scanners. */
export interface ScannerLine {
  /** Lets the officer choose a device, in a dialog of the system's. */
  readonly choose: () => Promise<Connecting>;
  /** Opens what was chosen on an earlier day and is plugged in. */
  readonly openKnown: () => Promise<void>;
}
