/** How documents look on paper: lines and weight instead of colour, so that a fax, a copy or an empty cartridge takes nothing away. */
import type { Paper } from './page.ts';

/** US letter. */
export const LETTER: Paper = { widthMm: 215.9, heightMm: 279.4, hasMargins: true };

/** On a screen, which only tests and pictures see, the paper's margins are the body's. */
export const DOCUMENT_STYLE = `
  @page { size: 8.5in 11in; margin: 13mm 15mm 16mm; font: 8pt sans-serif; color: #000 }
  * { box-sizing: border-box }
  body { margin: 0; font: 9pt/1.35 Roboto, "Segoe UI", Arial, sans-serif; color: #000; background: #fff; overflow-wrap: anywhere }
  header { display: flex; gap: 6mm; justify-content: space-between; align-items: flex-start; border-bottom: 1.2pt solid #000; padding-bottom: 2mm }
  h1 { margin: 0 0 1mm; font-size: 16pt; line-height: 1.2 }
  h2 { margin: 3.2mm 0 1mm; padding-bottom: .3mm; border-bottom: .6pt solid #000; font-size: 10.5pt; break-after: avoid }
  p { margin: .8mm 0; white-space: pre-line }
  header p { margin: .4mm 0 }
  .strong { padding: 1mm 1.5mm; border: 1.2pt solid #000; font-weight: bold }
  figure { flex: none; margin: 0; text-align: center; break-inside: avoid }
  figure svg { display: block; margin: 0 auto }
  figcaption { font: bold 11pt/1.5 monospace }
  dl { margin: 0 }
  dd { margin: 0 }
  .facts > div { display: grid; grid-template-columns: 34mm 1fr; gap: 2mm; padding: .45mm 0; break-inside: avoid }
  .facts dd { white-space: pre-line }
  .facts.two { columns: 2; column-gap: 8mm }
  .facts.two > div { grid-template-columns: 27mm 1fr }
  dt { color: #333 }
  dd { font-weight: 500 }
  em { font-weight: bold; font-style: italic }
  table { width: 100%; margin: 1mm 0; border-collapse: collapse }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  th, td { overflow-wrap: break-word; padding: .7mm 1.2mm; border: .5pt solid #000; text-align: left; vertical-align: top; white-space: pre-line }
  th { background: none; font-size: 8pt }
  .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
  .form td { height: 8.5mm }
  .form th:nth-last-child(2) { width: 25% }
  .form th:last-child { width: 16% }
  .blanks { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm }
  .blanks > div { display: flex; gap: 2mm; align-items: flex-end; min-height: 7.5mm; break-inside: avoid }
  .blanks dt { flex: none; max-width: 75% }
  .blanks dd { flex: 1; border-bottom: .6pt solid #000; height: 4.5mm }
  @media screen { body { padding: 13mm 15mm 16mm } }`;
