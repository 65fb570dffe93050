/** The label of a desk-made item id as a page: one small sheet with a Code 128 symbol. */
import { deskLabelText } from '../../../domain/identifier/deskLabel.ts';
import type { DeskLabel } from '../../../preload/contract/sheets.ts';
import { escaped } from './escaped.ts';
import { POLICY_TAG, type SheetPage } from './page.ts';
import { symbolOf } from './symbol.ts';

/** A usual size of label rolls. */
export const LABEL_WIDTH_MM = 62;
export const LABEL_HEIGHT_MM = 29;

export function labelPage(label: DeskLabel): SheetPage {
  const { deskItemId } = label;
  return {
    html: labelHtml(label),
    symbols: [deskLabelText(deskItemId)],
    paper: { widthMm: LABEL_WIDTH_MM, heightMm: LABEL_HEIGHT_MM, hasMargins: false },
    fileName: deskItemId,
  };
}

function labelHtml({ deskItemId, facilityName, madeAt, language, remark }: Omit<DeskLabel, 'kind'>): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<meta charset="utf-8">
${POLICY_TAG}
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
${symbolOf(deskLabelText(deskItemId))}
<p class="id">${escaped(deskItemId)}</p>
<p><span class="facility">${escaped(facilityName)}</span> <time>${escaped(madeAt.slice(0, 10))}</time></p>
<p>${escaped(remark)}</p>
</html>`;
}
