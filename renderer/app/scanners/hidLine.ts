/** Scanners in HID-POS mode: they send data and symbology and play no keyboard, so no layout and no focus can spoil a scan. */
import { scanReportsOf, takeReport, type HidState, type ReportShape, type ScanReport } from '../../../domain/scan/hidPos.ts';
import { deviceText } from './deviceText.ts';
import type { Connecting, OnDevice, ScannerLine } from './scannerDevice.ts';

/** USB HID Usage Tables, page 8Ch. */
export const BAR_CODE_PAGE = 0x8c;

/** The parts of WebHID that are used here (WICG WebHID API). */
export interface HidDeviceLike {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly HidCollection[];
  readonly open: () => Promise<void>;
  readonly addEventListener: (type: 'inputreport', listener: (event: { readonly reportId: number; readonly data: DataView }) => void) => void;
}

interface HidCollection {
  readonly usagePage?: number | undefined;
  readonly inputReports?: readonly {
    readonly reportId?: number | undefined;
    readonly items?: readonly { readonly usages?: readonly number[] | undefined; readonly reportSize?: number | undefined; readonly reportCount?: number | undefined }[] | undefined;
  }[] | undefined;
}

export interface HidLike {
  readonly requestDevice: (options: { readonly filters: readonly { readonly usagePage: number }[] }) => Promise<readonly HidDeviceLike[]>;
  readonly getDevices: () => Promise<readonly HidDeviceLike[]>;
  readonly addEventListener: (type: 'connect' | 'disconnect', listener: (event: { readonly device: HidDeviceLike }) => void) => void;
}

export function makeHidLine(hid: HidLike, onDevice: OnDevice): ScannerLine {
  /** A device that was pulled out and comes back may be the same object: listened to twice, it would scan everything twice. */
  const followed = new WeakSet<HidDeviceLike>();

  async function open(device: HidDeviceLike): Promise<Connecting> {
    if (device.opened) return 'connected';
    const reports = scanReportsOf(device.collections.flatMap(shapesOf));
    if (reports.length === 0) return 'failed';
    try {
      await device.open();
    } catch {
      return 'failed';
    }
    onDevice({ kind: 'connected', name: device.productName });
    if (!followed.has(device)) follow(device, reports);
    followed.add(device);
    return 'connected';
  }

  function follow(device: HidDeviceLike, reports: readonly ScanReport[]): void {
    let state: HidState = [];
    device.addEventListener('inputreport', ({ reportId, data }) => {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      onDevice({ kind: 'bytes', name: device.productName, bytes });
      const report = reports.find((one) => one.reportId === reportId);
      if (report === undefined) return;
      const [next, scan] = takeReport(state, report, bytes);
      state = next;
      if (scan !== null) onDevice({ kind: 'scan', name: device.productName, text: deviceText(scan) });
    });
  }

  async function openKnown(): Promise<void> {
    for (const device of await hid.getDevices()) await open(device);
  }

  hid.addEventListener('connect', () => void openKnown());
  hid.addEventListener('disconnect', ({ device }) => onDevice({ kind: 'ended', name: device.productName }));
  return {
    openKnown,
    async choose() {
      const devices = await hid.requestDevice({ filters: [{ usagePage: BAR_CODE_PAGE }] }).catch(() => []);
      const results = await Promise.all(devices.map(open));
      return results.find((one) => one === 'connected') ?? results[0] ?? 'none';
    },
  };
}

function shapesOf({ inputReports = [] }: HidCollection): readonly ReportShape[] {
  return inputReports.map(({ reportId = 0, items = [] }) => ({
    reportId,
    fields: items.map(({ usages = [], reportSize = 0, reportCount = 0 }) => ({ usages, reportSize, reportCount })),
  }));
}
