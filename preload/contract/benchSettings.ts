/** What is set for a bench and not for an officer: it stays with the computer. */
import { z } from 'zod';
import { PLAIN_PROFILE, scannerProfileSchema } from '../../domain/scan/profile.ts';
import { languageSchema } from './language.ts';

/** volume: of the sounds, percent; 0 is silence, and the screen says so. */
export const benchSettingsSchema = z.object({
  scanner: scannerProfileSchema.default(PLAIN_PROFILE),
  volume: z.int().min(0).max(100).default(60),
  language: languageSchema.default('en'),
});

export type BenchSettings = Readonly<z.infer<typeof benchSettingsSchema>>;

export const FIRST_SETTINGS: BenchSettings = benchSettingsSchema.parse({});
