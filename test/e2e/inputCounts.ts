/** Counts what comes in at the window: pointers and keys. */
import type { Page } from '@playwright/test';

/** keys: a scanner's too, without auto-repeat. */
export interface InputCounts {
  readonly pointer: number;
  readonly keys: number;
}

/** Begins to count, before the page's own listeners, which swallow keys: loads the page anew. Each question says what came since the one before. */
export async function countInput(page: Page): Promise<() => Promise<InputCounts>> {
  await page.addInitScript(() => {
    const counted = { pointer: 0, keys: 0 };
    Object.assign(window, { inputCounted: counted });
    for (const name of ['pointerdown', 'mousedown', 'click', 'touchstart']) {
      window.addEventListener(name, (event) => { if (event.isTrusted) counted.pointer += 1; }, { capture: true });
    }
    window.addEventListener('keydown', (event) => { if (event.isTrusted && !event.repeat) counted.keys += 1; }, { capture: true });
  });
  await page.reload();
  return () => page.evaluate(() => {
    const counted = (window as unknown as { inputCounted: { pointer: number; keys: number } }).inputCounted;
    const counts = { ...counted };
    Object.assign(counted, { pointer: 0, keys: 0 });
    return counts;
  });
}
