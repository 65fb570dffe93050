/** Keeps the settings of the bench in a small file of the profile: there is nothing of an officer or an item in it. */
import { readFileSync } from 'node:fs';
import { benchSettingsSchema, FIRST_SETTINGS, type BenchSettings } from '../../preload/contract/benchSettings.ts';
import { writeDurably } from './durableFile.ts';

/** A file that is missing, damaged or of another version costs the settings, never the start: a bench works with the first ones. */
export function readBenchSettings(file: string): BenchSettings {
  try {
    const read = benchSettingsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data : FIRST_SETTINGS;
  } catch {
    return FIRST_SETTINGS;
  }
}

/** False when they could not be written: they hold until the program ends, and the screen says so. */
export function writeBenchSettings(file: string, settings: BenchSettings): boolean {
  try {
    writeDurably(file, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
}
