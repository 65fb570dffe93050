/** How a bench's scanner sends: which keyboard it takes the desk for, and what it puts around a scan. */
import { z } from 'zod';

/**
 * auto: by place of the keys unless only the desk's own layout gives a right number. byCode: the scanner is set to a US keyboard. byKey: it is
 * set to the keyboard of this desk.
 */
export const SCANNER_LAYOUTS = ['auto', 'byCode', 'byKey'] as const;
export type ScannerLayout = (typeof SCANNER_LAYOUTS)[number];

/** Longest text around a scan; scanners can be set to more, and nobody does. */
export const MAX_FRAME = 16;

/** prefix, suffix: text that the scanner adds to every scan, '' for none; Enter, Tab and AIM identifiers need no setting. */
export const scannerProfileSchema = z.object({
  layout: z.enum(SCANNER_LAYOUTS),
  prefix: z.string().max(MAX_FRAME),
  suffix: z.string().max(MAX_FRAME),
});

export type ScannerProfile = Readonly<z.infer<typeof scannerProfileSchema>>;

export const PLAIN_PROFILE: ScannerProfile = { layout: 'auto', prefix: '', suffix: '' };

/** The symbol's own text. What is missing of the frame is no fault: a part of a cut scan has only one end of it. */
export function withoutFrame(text: string, { prefix, suffix }: ScannerProfile): string {
  const started = prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return suffix !== '' && started.endsWith(suffix) ? started.slice(0, started.length - suffix.length) : started;
}
