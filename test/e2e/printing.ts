/** Printers and dialogs for tests: what a sheet's window was given is kept and told, and nothing is printed. */
import type { Bench } from './desk.ts';
import { documented } from './pictures.ts';

/** The save dialog answers with this file instead of opening; null: the officer closes it. */
export async function dialogAnswers(bench: Bench, path: string | null): Promise<void> {
  await bench.window().app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);
}

export type Printer = 'none' | 'ready' | 'out of order';

/** What was sent to the printer. script: whether the page could run any. html: as the browser holds it. */
export interface Printed {
  readonly silent: boolean;
  readonly pageSize: { readonly width: number; readonly height: number };
  readonly margins: { readonly marginType: string };
  readonly address: string;
  readonly script: 'allowed' | 'refused';
  readonly html: string;
}

/** The system has this printer, or none. */
export async function printerIs(bench: Bench, printer: Printer): Promise<void> {
  await bench.window().app.evaluate(({ app }, state) => {
    Reflect.set(globalThis, 'sentToPrinter', []);
    app.on('web-contents-created', (_event, contents) => {
      const inspect = async (): Promise<object> => {
        // The page runs no script, so it is looked at from outside.
        contents.debugger.attach();
        const send = (method: string, args: object = {}): Promise<unknown> => contents.debugger.sendCommand(method, args);
        const { root } = await send('DOM.getDocument', { depth: -1 }) as { root: { nodeId: number } };
        const { outerHTML } = await send('DOM.getOuterHTML', { nodeId: root.nodeId }) as { outerHTML: string };
        contents.debugger.detach();
        return { html: outerHTML };
      };
      contents.getPrintersAsync = () => Promise.resolve(state === 'none' ? [] : [{ name: 'sheets', displayName: 'sheets', description: '', options: {} }]);
      contents.print = (options, answer) => {
        void contents.executeJavaScript('1').then(() => 'allowed', () => 'refused').then(async (script) => {
          (Reflect.get(globalThis, 'sentToPrinter') as unknown[]).push({ ...options, address: contents.getURL(), script, ...await inspect() });
          answer?.(state !== 'out of order', state === 'out of order' ? 'Print job failed' : '');
        });
      };
    });
  }, printer);
}

/** In the order in which it was sent. */
export async function printed(bench: Bench): Promise<readonly Printed[]> {
  return bench.window().app.evaluate(() => Reflect.get(globalThis, 'sentToPrinter') as unknown) as Promise<readonly Printed[]>;
}

export async function windowsLeft(bench: Bench): Promise<number> {
  return bench.window().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

/** A picture of a printed sheet beside those of the screens, as wide as letter paper. */
export async function keepPicture(bench: Bench, { html }: Printed, name: string): Promise<void> {
  const { app } = bench.window();
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow }, address) => {
    await new BrowserWindow({ width: 816, height: 1056, useContentSize: true }).loadURL(address);
  }, `data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  const page = await opened;
  await page.setViewportSize({ width: 816, height: 1056 });
  await documented(page, name, true);
  await page.close();
}

/** Pages of a PDF, and the size of the first in points. */
export function pdfFacts(pdf: string): { readonly pages: number; readonly width: number; readonly height: number } {
  const [width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.slice(1).map(Number) ?? [];
  return { pages: pdf.match(/\/Type \/Page\b/g)?.length ?? 0, width, height };
}
