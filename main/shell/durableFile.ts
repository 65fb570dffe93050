/** Writes a small file so that it is there whole after a power cut, or not at all. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** mode: of the new file where the system has modes (POSIX); Windows takes the folder's rights. */
export function writeDurably(file: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.new`;
  flushed(temporary, 'w', mode, (handle) => writeSync(handle, text));
  renameSync(temporary, file);
  flushFolder(dirname(file));
}

/** The rename itself lies in the folder. Windows cannot open a folder and does not need it: NTFS journals the rename. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  flushed(folder, 'r', 0, () => undefined);
}

function flushed(path: string, flags: 'w' | 'r', mode: number, write: (handle: number) => void): void {
  const handle = openSync(path, flags, mode);
  try {
    write(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
