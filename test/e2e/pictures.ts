/** Pictures of the window: those of the documentation go to DESK_SCREENS, all others to out/screens. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { DeskWindow } from '../../scripts/window/deskWindow.ts';

const OUT = join('out', 'screens');
/** docs/screens to renew the pictures of the documentation. */
export const DOCUMENTED = process.env['DESK_SCREENS'] ?? OUT;

/** For whoever works on a screen. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}.png`) });
}

/** For the documentation: listed in screens.ts. */
export async function documented(page: Page, name: string, fullPage = false): Promise<void> {
  await keep(await page.screenshot({ fullPage }), name);
}

/** By the window itself: the driver's own pictures do not know that a page is enlarged. */
export async function documentedAsIs({ app }: DeskWindow, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64') ?? '');
  await keep(Buffer.from(png, 'base64'), name);
}

/** With a palette: text and flat colours lose nothing by it, and the folder stays small. */
async function keep(png: Buffer, name: string): Promise<void> {
  mkdirSync(DOCUMENTED, { recursive: true });
  writeFileSync(join(DOCUMENTED, `${name}.png`), await sharp(png).png({ palette: true, colours: 128, effort: 7, compressionLevel: 9 }).toBuffer());
}
