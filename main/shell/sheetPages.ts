/** Gives a sheet's window its page out of memory: nothing of it is ever a file, and no address can be asked for twice. */
import type { Session } from 'electron';
import { APP_SCHEME } from './origins.ts';
import { POLICY } from './printing/page.ts';

/** A host that the desk's own page does not have, so that no handler of main trusts it. */
const SHEET_ORIGIN = `${APP_SCHEME}://sheet`;

const waiting = new Map<string, string>();
const served = new WeakSet<Session>();

/** The address under which the page is given once, in this session only. A data: address would end at two million characters. */
export function offerSheet(session: Session, id: string, html: string): string {
  serveSheets(session);
  const address = `${SHEET_ORIGIN}/${id}`;
  waiting.set(address, html);
  return address;
}

export function withdrawSheet(address: string): void {
  waiting.delete(address);
}

function serveSheets(session: Session): void {
  if (served.has(session)) return;
  served.add(session);
  session.protocol.handle(APP_SCHEME, (request) => {
    const html = request.method === 'GET' ? waiting.get(request.url) : undefined;
    waiting.delete(request.url);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
    return new Response(html ?? null, { status: html === undefined ? 404 : 200, headers });
  });
}
