/** The ways in which a state of the window is looked at: colours, size of the page, size of the window. */
import type { DeskWindow } from '../../scripts/window/deskWindow.ts';

export interface Look {
  readonly name: string;
  readonly colours: 'light' | 'dark' | 'forced';
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

const look = (name: string, colours: Look['colours'], zoom: number, width: number, height: number): Look => ({ name, colours, zoom, width, height });

/** As every state is pictured. */
export const USUAL = look('light', 'light', 1, 1280, 800);

/** As some are pictured too: where a state names it, or DESK_LOOKS does for all. */
export const PICTURED_TOO = {
  dark: look('dark', 'dark', 1, 1280, 800),
  forced: look('forced', 'forced', 1, 1280, 800),
  double: look('double', 'light', 2, 1280, 800),
  small: look('small', 'light', 1, 1024, 768),
  portrait: look('portrait', 'light', 1, 1080, 1920),
  large: look('large', 'light', 1, 3840, 2160),
} as const satisfies Readonly<Record<string, Look>>;

export type OtherLook = keyof typeof PICTURED_TOO;

/** As axe looks at everything: the smallest window, at the usual size and at twice that. */
export const CHECKED: readonly Look[] = [1, 2].flatMap((zoom) => (['light', 'dark', 'forced'] as const).map((colours) => look(`${colours} ${String(zoom * 100)} %`, colours, zoom, 1024, 768)));

/** Windows in which everything has to have its room; the smallest one is among those above. */
export const WINDOWS: readonly Look[] = ([[1280, 720], [1920, 1080], [3840, 2160], [1080, 1920]] as const).map(([width, height]) => look(`${String(width)} by ${String(height)}`, 'light', 1, width, height));

export async function showAs({ app, page }: DeskWindow, { colours, zoom, width, height }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: colours === 'dark' ? 'dark' : 'light', forcedColors: colours === 'forced' ? 'active' : 'none', reducedMotion: 'reduce' });
  await app.evaluate(({ BrowserWindow }, given) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(given.width, given.height);
    window?.webContents.setZoomFactor(given.zoom);
  }, { width, height, zoom });
  await page.waitForFunction(([wide, high, factor]) => Math.abs(window.innerWidth * factor - wide) < 4 && Math.abs(window.innerHeight * factor - high) < 4, [width, height, zoom] as const);
  // What the pointer rests on is framed, and an officer's hands are elsewhere.
  await page.mouse.move(1, 1);
  // Painted twice: the first frame may still be of the former size.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
