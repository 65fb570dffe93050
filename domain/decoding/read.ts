/** What a reader found in a frame, and what every reader is. */
import { z } from 'zod';
import type { Frame } from './frame.ts';

/** The symbologies that mail carries; nothing else is looked for, because each more is another way to misread. */
export const SYMBOLOGIES = ['Code128', 'Code39', 'ITF', 'DataMatrix', 'QRCode', 'PDF417'] as const;

export type Symbology = (typeof SYMBOLOGIES)[number];

/** refocused: zxing-wasm on a frame whose blur was undone (`refocus.ts`). */
export const READERS = ['zxing-wasm', '@zxing/library', 'refocused'] as const;

/**
 * text: as the symbol carries it, GS kept between its fields (U+001D; without it a ZIP and the number behind it cannot be told apart),
 * no symbology identifier in front.
 */
export const readSchema = z.object({ text: z.string(), symbology: z.enum(SYMBOLOGIES), reader: z.enum(READERS) }).readonly();

export type Read = z.infer<typeof readSchema>;

/** Every symbol it can read in the frame; none is an empty list, and there is no other answer. */
export type Reader = (frame: Frame) => Promise<readonly Read[]>;

/** live: a frame of the camera's picture, many a second. capture: the officer pressed a key or opened a photo, and waits for it. */
export const EFFORTS = ['live', 'capture'] as const;

export type Effort = (typeof EFFORTS)[number];

/**
 * FNC1 at the end of Code 128 separates nothing (GS1 General Specifications §7.8.6), and is not always one: @zxing/library takes a check
 * character of that value for it.
 */
export function withoutLastSeparator(text: string): string {
  return text.replace(/\u001d+$/, '');
}

/** Without what says the same as an earlier one: two readers, or two symbols of one number beside each other. */
export function distinct(reads: readonly Read[]): readonly Read[] {
  return reads.filter(({ text, symbology }, place) =>
    reads.findIndex((other) => other.text === text && other.symbology === symbology) === place);
}
