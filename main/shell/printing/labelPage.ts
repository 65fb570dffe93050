/** The label of a desk-made item id as a page: one small sheet with a Code 128 symbol, no script, nothing fetched. */
import { code128, drawingSVG } from 'bwip-js/generic';
import { deskLabelText } from '../../../domain/identifier/deskLabel.ts';
import type { DeskLabel } from '../../../preload/contract/shell.ts';

/** A usual size of label rolls. */
export const LABEL_WIDTH_MM = 62;
export const LABEL_HEIGHT_MM = 29;

/**
 * 1/100 inch, whole dots at 300 and 600 dpi, two at 203: every bar gets its true width. The longest symbol has 231 modules with its quiet
 * zones, 58.7 mm.
 */
const MODULE_MM = 0.254;
/** White on either side of the bars (ISO/IEC 15417 asks for ten modules). */
const QUIET_ZONE = 10;
const BAR_MM = 12;
/** The library takes millimetres and draws points, one point a module. */
const POINT_MM = 25.4 / 72;

/** SVG of the id as Code 128, quiet zones included; one unit of its viewBox is one module. */
export function labelSymbol(deskItemId: string): string {
  const svg = code128(
    { bcid: 'code128', text: deskLabelText(deskItemId), scale: 1, height: (BAR_MM / MODULE_MM) * POINT_MM, paddingwidth: QUIET_ZONE },
    drawingSVG(),
  );
  return svg.replace(/viewBox="0 0 (\d+) (\d+)"/, (box, width: string, height: string) =>
    `${box} width="${millimetres(width)}" height="${millimetres(height)}"`);
}

function millimetres(modules: string): string {
  return `${(Number(modules) * MODULE_MM).toFixed(3)}mm`;
}

export function labelPage({ deskItemId, facilityName, madeAt }: DeskLabel): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(deskItemId)}</title>
<style>
  @page { size: ${LABEL_WIDTH_MM}mm ${LABEL_HEIGHT_MM}mm; margin: 0 }
  body { box-sizing: border-box; height: ${LABEL_HEIGHT_MM}mm; margin: 0; padding: 1.5mm; overflow: hidden;
    font: 7pt/1.3 sans-serif; color: #000; background: #fff; text-align: center; white-space: nowrap }
  svg { display: block; margin: 0 auto }
  p { display: flex; gap: 2mm; justify-content: center; margin: 0 }
  .id { font: bold 12pt/1.5 monospace }
  .facility { overflow: hidden; text-overflow: ellipsis }
</style>
${labelSymbol(deskItemId)}
<p class="id">${escaped(deskItemId)}</p>
<p><span class="facility">${escaped(facilityName)}</span> <time>${escaped(madeAt.slice(0, 10))}</time></p>
<p>made at the exam desk: not a postal number</p>
</html>`;
}

/** Text only, also in a facility's name that HQ sent. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
