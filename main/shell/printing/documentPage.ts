/** A document as a page on letter paper: plain blocks one below the other, black on white, each text as text. */
import type { DocumentSheet, SheetBlock } from '../../../preload/contract/sheets.ts';
import { DOCUMENT_STYLE, LETTER } from './documentStyle.ts';
import { cssString, escaped } from './escaped.ts';
import { POLICY_TAG, type SheetPage } from './page.ts';
import { symbolOf } from './symbol.ts';

export function documentPage(sheet: DocumentSheet): SheetPage {
  return { html: documentHtml(sheet), symbols: symbolTexts(sheet), paper: LETTER, fileName: sheet.fileName };
}

function symbolTexts({ symbol, blocks }: DocumentSheet): readonly string[] {
  return [...(symbol === null ? [] : [symbol.text]), ...blocks.flatMap((block) => (block.block === 'symbol' ? [block.text] : []))];
}

function documentHtml({ language, title, remarks, symbol, foot, blocks }: DocumentSheet): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<meta charset="utf-8">
${POLICY_TAG}
<title>${escaped(title)}</title>
<style>${DOCUMENT_STYLE}
  @page { @bottom-left { content: ${cssString(foot)} } @bottom-right { content: counter(page) " / " counter(pages) } }
</style>
<header>
<div><h1>${escaped(title)}</h1>${remarks.map((remark) => `<p>${escaped(remark)}</p>`).join('')}</div>
${symbol === null ? '' : figure(symbol)}
</header>
${blocks.map(blockHtml).join('\n')}
</html>`;
}

function blockHtml(block: SheetBlock): string {
  switch (block.block) {
    case 'heading': return `<h2>${escaped(block.text)}</h2>`;
    case 'text': return `<p${block.isStrong ? ' class="strong"' : ''}>${escaped(block.text)}</p>`;
    case 'facts': return facts(block);
    case 'table': return table(block);
    case 'symbol': return figure(block);
    case 'blanks': return `<dl class="blanks">${block.names.map((name) => `<div><dt>${escaped(name)}</dt><dd></dd></div>`).join('')}</dl>`;
    case 'form': return table({ ...block, numbers: [] }, 'form');
  }
}

function facts({ columns, rows }: Extract<SheetBlock, { block: 'facts' }>): string {
  const row = ({ name, value, mark }: (typeof rows)[number]): string =>
    `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}${mark === null ? '' : ` <em>${escaped(mark)}</em>`}</dd></div>`;
  return `<dl class="facts${columns === 2 ? ' two' : ''}">${rows.map(row).join('')}</dl>`;
}

function table({ columns, numbers, rows }: Pick<Extract<SheetBlock, { block: 'table' }>, 'columns' | 'numbers' | 'rows'>, name = 'table'): string {
  const kind = (column: number): string => (numbers.includes(column) ? ' class="number"' : '');
  const head = columns.map((words, column) => `<th scope="col"${kind(column)}>${escaped(words)}</th>`).join('');
  // As many cells as the head has, whatever the row says: a table never leaves its frame.
  const body = rows.map((row) => `<tr>${columns.map((_, column) => `<td${kind(column)}>${escaped(row[column] ?? '')}</td>`).join('')}</tr>`).join('');
  return `<table class="${name}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function figure({ text, caption }: { readonly text: string; readonly caption: string }): string {
  return `<figure>${symbolOf(text)}<figcaption>${escaped(caption)}</figcaption></figure>`;
}
