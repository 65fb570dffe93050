/** Remembers which makes of scanner the officers of this bench chose, in a small file of the profile. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../durableFile.ts';

const fileSchema = z.array(z.string().max(200)).max(50);

/** A file that is missing or damaged costs the officer a choice, nothing else. */
export function readKnownScanners(file: string): readonly string[] {
  try {
    const read = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

export function writeKnownScanners(file: string, makes: readonly string[]): void {
  try {
    writeDurably(file, JSON.stringify(makes));
  } catch {
    // The choice holds until the program ends, and is asked for again afterwards.
  }
}
