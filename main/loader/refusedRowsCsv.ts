/** The report of refused rows as a CSV file: places and reasons only, because a file on a stick must tell nothing about people. */
import type { RefusedRowView } from '../../preload/contract/views.ts';

export function refusedRowsCsv(rows: readonly RefusedRowView[]): string {
  const lines = rows.map(({ line, column, reason }) => `${line},${cell(column)},${reason}`);
  return ['line,column,reason', ...lines].map((line) => `${line}\r\n`).join('');
}

/** A column name may come from the file. The apostrophe keeps a spreadsheet from running it as a formula (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
