/** The languages that a bench can speak; what is stored or sent is the same in all of them. */
import { z } from 'zod';

export const LANGUAGES = ['en', 'es'] as const;

export const languageSchema = z.enum(LANGUAGES);

export type Language = (typeof LANGUAGES)[number];
