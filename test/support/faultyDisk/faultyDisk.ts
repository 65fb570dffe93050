/** The disk of a process, made to fail or to end the process at its n-th write, flush or rename (Linux: faultyDisk.c by LD_PRELOAD). */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** In the order of `enum mode` in faultyDisk.c. */
const MODES = ['off', 'count', 'failOnce', 'stayFull', 'kill', 'tornWrite'] as const;

/** failOnce: no room for a write, an I/O error for a flush. stayFull: from there on everything but removing fails. tornWrite: half of the bytes, then death. */
export type FaultMode = Exclude<(typeof MODES)[number], 'off' | 'count'>;

export const FAULT_MODES: readonly FaultMode[] = ['failOnce', 'stayFull', 'kill', 'tornWrite'];

export interface DiskFacts {
  /** Writes, flushes, renames … since it was armed. */
  readonly count: number;
  /** Calls that failed or ended the process. */
  readonly hits: number;
  /** The first of them: the call and the file. */
  readonly what: string;
}

const WORDS = 16;
const SIZE = 256;

/** Compiles the library; answers its path. */
export function buildFaultyDisk(folder: string): string {
  const library = join(folder, 'faultyDisk.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'faultyDisk.c'), '-ldl']);
  return library;
}

/** The control file, which outlives the process whose disk it controls. */
export class DiskControl {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  static create(file: string): DiskControl {
    writeFileSync(file, Buffer.alloc(SIZE));
    return new DiskControl(file);
  }

  /** What a process needs in its environment to have this disk; it watches one folder. */
  environment(library: string, folder: string): Record<string, string> {
    // io_uring would pass the C library by.
    return { LD_PRELOAD: library, FAULTY_DISK_FOLDER: folder, FAULTY_DISK_CONTROL: this.#file, UV_USE_IO_URING: '0' };
  }

  count(): void {
    this.#arm('count', 0);
  }

  /** at: the n-th call from now, from 1. */
  arm(mode: FaultMode, at: number): void {
    this.#arm(mode, at);
  }

  /** The disk works again; the facts stay. */
  disarm(): void {
    this.#write(Buffer.alloc(4));
  }

  facts(): DiskFacts {
    const bytes = Buffer.alloc(SIZE);
    const handle = openSync(this.#file, 'r');
    try {
      readSync(handle, bytes, 0, SIZE, 0);
    } finally {
      closeSync(handle);
    }
    const text = bytes.subarray(WORDS).toString('utf8');
    return { count: bytes.readUInt32LE(8), hits: bytes.readUInt32LE(12), what: text.slice(0, text.indexOf('\0')) };
  }

  #arm(mode: (typeof MODES)[number], at: number): void {
    const bytes = Buffer.alloc(SIZE);
    bytes.writeUInt32LE(MODES.indexOf(mode), 0);
    bytes.writeUInt32LE(at, 4);
    this.#write(bytes);
  }

  #write(bytes: Buffer): void {
    const handle = openSync(this.#file, 'r+');
    try {
      writeSync(handle, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(handle);
    }
  }
}
