/** Scanners on a serial line (USB-COM, RS-232): every byte is kept, whatever window or field is in front. */
import { BYTE_PAUSE_MS, endPause, NO_BYTES, takeBytes, type ByteState, type ByteStep } from '../../../domain/scan/byteFrames.ts';
import { deviceText } from './deviceText.ts';
import type { Connecting, OnDevice, ScannerLine } from './scannerDevice.ts';

/** The parts of Web Serial that are used here (WICG Serial API). */
export interface SerialPortLike {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly open: (options: { readonly baudRate: number }) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly getInfo: () => { readonly usbVendorId?: number; readonly usbProductId?: number };
}

export interface SerialLike {
  readonly requestPort: () => Promise<SerialPortLike>;
  readonly getPorts: () => Promise<readonly SerialPortLike[]>;
  readonly addEventListener: (type: 'connect', listener: (event: { readonly target: unknown }) => void) => void;
}

/** The rate that scanners leave the factory with; a USB line ignores it. */
const BAUD_RATE = 9_600;

export function makeSerialLine(serial: SerialLike, onDevice: OnDevice): ScannerLine {
  const opened = new Set<SerialPortLike>();

  async function open(port: SerialPortLike): Promise<Connecting> {
    if (opened.has(port)) return 'connected';
    try {
      await port.open({ baudRate: BAUD_RATE });
    } catch {
      return 'failed';
    }
    opened.add(port);
    onDevice({ kind: 'connected', name: nameOf(port) });
    void follow(port);
    return 'connected';
  }

  async function follow(port: SerialPortLike): Promise<void> {
    const frames = makeFrames((bytes) => onDevice({ kind: 'scan', name: nameOf(port), text: deviceText(bytes) }));
    // A parity or framing error ends one stream, and the port gives another; only a lost device gives none.
    while (port.readable !== null) {
      try {
        await read(port.readable, (bytes) => {
          onDevice({ kind: 'bytes', name: nameOf(port), bytes });
          frames(bytes);
        });
      } catch {
        // The next turn asks whether there is still a line.
      }
    }
    opened.delete(port);
    await port.close().catch(() => undefined);
    onDevice({ kind: 'ended', name: nameOf(port) });
  }

  async function openKnown(): Promise<void> {
    for (const port of await serial.getPorts()) await open(port);
  }

  // Plugged in again during the shift: it goes on without a word from the officer.
  serial.addEventListener('connect', () => void openKnown());
  return {
    openKnown,
    async choose() {
      try {
        return await open(await serial.requestPort());
      } catch {
        return 'none';
      }
    },
  };
}

async function read(stream: ReadableStream<Uint8Array>, take: (bytes: Uint8Array) => void): Promise<void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      take(value);
    }
  } finally {
    reader.releaseLock();
  }
}

/** The pure cutting of bytes, with the clock and the timer it needs. */
function makeFrames(onScan: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
  let state: ByteState = NO_BYTES;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = ([next, scans]: ByteStep): void => {
    state = next;
    scans.forEach(onScan);
    clearTimeout(timer);
    if (state.pending.length > 0) timer = setTimeout(() => take(endPause(state, performance.now())), BYTE_PAUSE_MS + 1);
  };
  return (bytes) => take(takeBytes(state, bytes, performance.now()));
}

function nameOf(port: SerialPortLike): string {
  const { usbVendorId, usbProductId } = port.getInfo();
  return usbVendorId === undefined ? 'serial' : `serial ${hex(usbVendorId)}:${hex(usbProductId ?? 0)}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
