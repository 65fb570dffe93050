/** Joins the scanners that are no keyboard to the store: what they send is a scan like any other. */
import { withoutFrame } from '../../../domain/scan/profile.ts';
import type { AppStore } from '../state.ts';
import { makeHidLine, type HidLike } from './hidLine.ts';
import type { DeviceEvent } from './scannerDevice.ts';
import { makeSerialLine, type SerialLike } from './serialLine.ts';

/** The parts of Navigator that some browsers do not have. */
interface WithScanners {
  readonly serial?: SerialLike;
  readonly hid?: HidLike;
}

export function connectScanners(navigator: object, store: AppStore, onScan: (text: string) => void): void {
  const now = store.getState;
  let isWithinScan = false;

  function onDevice(event: DeviceEvent): void {
    switch (event.kind) {
      case 'connected': return now().scannerConnected(event.name);
      case 'ended': return now().scannerEnded(event.name);
      case 'bytes':
        if (now().screen === 'benchSettings') now().noteTestBytes(event.bytes, !isWithinScan);
        isWithinScan = true;
        return;
      case 'scan':
        isWithinScan = false;
        return onScan(withoutFrame(event.text, now().settings.scanner));
    }
  }

  const { serial, hid } = navigator as WithScanners;
  now().useLines({
    serial: serial === undefined ? null : makeSerialLine(serial, onDevice),
    hid: hid === undefined ? null : makeHidLine(hid, onDevice),
  });
}
