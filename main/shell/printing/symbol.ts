/** Draws a text as Code 128: bars of whole printer dots with white on either side. */
import { code128, drawingSVG } from 'bwip-js/generic';

/**
 * 1/100 inch, whole dots at 300 and 600 dpi, two at 203: every bar gets its true width. The longest symbol of a desk-made id has 231
 * modules with its quiet zones, 58.7 mm.
 */
const MODULE_MM = 0.254;
/** White on either side of the bars (ISO/IEC 15417 asks for ten modules). */
const QUIET_ZONE = 10;
const BAR_MM = 12;
/** On the screen: two whole pixels a module, so that no bar is blurred on the glass. */
const MODULE_PX = 2;
const BAR_PX = 56;
/** The library takes millimetres and draws points, one point a module. */
const POINT_MM = 25.4 / 72;

/** For paper: SVG, quiet zones included; one unit of its viewBox is one module. */
export function symbolOf(text: string): string {
  return drawn(text, BAR_MM / MODULE_MM, (modules) => `${(modules * MODULE_MM).toFixed(3)}mm`);
}

/** For the glass of a screen, where a scanner reads it too. */
export function screenSymbolOf(text: string): string {
  return drawn(text, BAR_PX / MODULE_PX, (modules) => `${modules * MODULE_PX}px`);
}

function drawn(text: string, barModules: number, lengthOf: (modules: number) => string): string {
  const svg = code128({ bcid: 'code128', text, scale: 1, height: barModules * POINT_MM, paddingwidth: QUIET_ZONE }, drawingSVG());
  return svg.replace(/viewBox="0 0 (\d+) (\d+)"/, (box, width: string, height: string) => `${box} width="${lengthOf(Number(width))}" height="${lengthOf(Number(height))}"`);
}
