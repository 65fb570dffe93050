/** Remembers how the desk's window is shown, in a small file of the profile: the page itself keeps nothing. */
import { readFileSync } from 'node:fs';
import { displaySchema, FIRST_DISPLAY, type Display } from '../../preload/contract/display.ts';
import { writeDurably } from './durableFile.ts';

/** A file that is missing or says nothing of use is no reason for a desk not to start. */
export function readDisplay(file: string): Display {
  try {
    return displaySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return FIRST_DISPLAY;
  }
}

/** A full disk takes the memory of it, and nothing else: the window is shown so until it is closed. */
export function keepDisplay(file: string, display: Display): void {
  try {
    writeDurably(file, `${JSON.stringify(display)}\n`);
  } catch {
    // Shown all the same.
  }
}
