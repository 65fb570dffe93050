/** A small file of the profile that remembers how this computer is set; there is nothing of an officer or an item in one. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { writeDurably } from './durableFile.ts';

export interface KeptFile<T> {
  readonly read: () => T;
  /** False when it could not be written: what was set holds until the program ends. */
  readonly write: (value: T) => boolean;
}

/** A file that is missing, damaged or of another shape costs what was set, never the start: then it is `first`. */
export function keptFile<T>(file: string, schema: z.ZodType<T>, first: T): KeptFile<T> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return first;
      }
    },

    write(value) {
      try {
        writeDurably(file, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
}
