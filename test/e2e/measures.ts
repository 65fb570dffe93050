/** What is measured on the page itself: the band's share, the size of its word, targets, what is cut off, what the keyboard does not reach. */
import type { Page } from '@playwright/test';
import type { Look } from './looks.ts';

/** Least share of the window's height, and least size of the word in points of the window (design/bench.md). */
const BAND_SHARE = 0.25;
const WORD_POINTS = 48;
/** Least width and height of what is pressed on the scan screen, in points of the window. */
const TARGET_POINTS = 48;

/** Least contrast of what the band says to its ground (issue of the bench: status text). */
const STATUS_CONTRAST = 7;

/** One line for each thing that is not as it should be. look.zoom: how many points of the window one pixel of the page has. */
export function measure(page: Page, band: string | undefined, { zoom }: Look): Promise<string[]> {
  return page.evaluate(({ bandName, factor, share, wordPoints, targetPoints, contrastLeast }) => {
    const wrong: string[] = [];
    const named = (element: Element): string => `${element.tagName.toLowerCase()} "${(element.getAttribute('data-testid') ?? element.getAttribute('class') ?? '')}" ${element.textContent.slice(0, 40)}`;
    // What is for screen readers alone has one pixel, and nothing in it is seen.
    const isReadOutOnly = (element: Element | null): boolean => element !== null && (element.clientWidth === 1 || element.matches('.only-read-out') || isReadOutOnly(element.parentElement));
    const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true }) && !isReadOutOnly(element);

    if (bandName !== undefined) bandIsLarge();
    if (bandName !== undefined) statusStandsOut();
    if (bandName !== undefined) targetsAreLarge();
    nothingIsCutOff();
    everythingIsReached();
    return wrong;

    function bandIsLarge(): void {
      const found = document.querySelector('[data-testid="band"]');
      const word = document.querySelector('[data-testid="band-word"]');
      if (found === null || word === null) return void wrong.push('there is no band');
      if (found.getAttribute('data-band') !== bandName) wrong.push(`the band is ${String(found.getAttribute('data-band'))} instead of ${String(bandName)}`);
      const height = found.getBoundingClientRect().height / window.innerHeight;
      if (height < share) wrong.push(`the band has ${(height * 100).toFixed(1)} % of the height`);
      const points = Number.parseFloat(getComputedStyle(word).fontSize) * factor;
      if (points < wordPoints) wrong.push(`the word is ${points.toFixed(1)} points high`);
      if (bandName !== 'NONE' && found.querySelector('svg') === null) wrong.push('the band has no icon');
    }

    /** As painted, whichever sheet, theme or system said it last. */
    function statusStandsOut(): void {
      for (const element of document.querySelectorAll('.band :is(.band-word, .band-id, .band-advice, .band-saved, .band-record, .band-chips li, .band-hint)')) {
        if (!isShown(element)) continue;
        const ratio = contrast(luminance(getComputedStyle(element).color), luminance(groundOf(element)));
        if (ratio < contrastLeast) wrong.push(`a contrast of ${ratio.toFixed(1)} to 1: ${named(element)}`);
      }
    }

    function groundOf(element: Element | null): string {
      if (element === null) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return /^rgba\(.*, 0\)$/.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor;
    }

    function luminance(colour: string): number {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    function contrast(one: number, other: number): number {
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    function targetsAreLarge(): void {
      for (const target of document.querySelectorAll('main button, main input, nav button')) {
        if (!isShown(target)) continue;
        const { width, height } = target.getBoundingClientRect();
        if (Math.min(width, height) * factor < targetPoints - 0.5) wrong.push(`a target of ${(width * factor).toFixed(0)} by ${(height * factor).toFixed(0)} points: ${named(target)}`);
      }
    }

    /** Rows that are only looked back at end in three points by design: their whole words stand on another screen. */
    function nothingIsCutOff(): void {
      for (const element of document.querySelectorAll('body *')) {
        if (!isShown(element) || element.closest('svg, progress, .recent ol, .drafts ul, .bag-strip') !== null) continue;
        const { left, right } = element.getBoundingClientRect();
        if (right > window.innerWidth + 1 || left < -1) wrong.push(`outside of the window: ${named(element)}`);
        const { overflowX, overflowY } = getComputedStyle(element);
        if (element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible' && element.tagName !== 'INPUT') wrong.push(`cut off: ${named(element)}`);
        if (element.scrollHeight > element.clientHeight + 1 && overflowY !== 'visible' && overflowY !== 'auto' && element.tagName !== 'INPUT') wrong.push(`cut off below: ${named(element)}`);
      }
      // The window itself never scrolls: the title, the band and the row of keys stay where they are.
      for (const element of document.querySelectorAll('header, [data-testid="band"], nav')) {
        const { top, bottom } = element.getBoundingClientRect();
        if (isShown(element) && (top < -1 || bottom > window.innerHeight + 1)) wrong.push(`above or below the window: ${named(element)}`);
      }
    }

    /** What has the focus is in sight and nothing lies over it (WCAG 2.2, 2.4.11). The palette lies over the screen and is closed by a key. */
    function everythingIsReached(): void {
      const before = document.activeElement;
      const scrolls = [...document.querySelectorAll('[data-scrolls]')].map((element) => [element, element.scrollTop] as const);
      const inside = document.querySelector('[data-testid="palette"]') ?? document.body;
      for (const element of inside.querySelectorAll<HTMLElement>('button:not(:disabled), input:not(:disabled), [tabindex="0"]')) {
        if (!isShown(element)) continue;
        element.focus();
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const at = [Math.max(0, (left + right) / 2), (Math.max(0, top) + Math.min(window.innerHeight, bottom)) / 2] as const;
        const hit = document.elementFromPoint(...at);
        if (document.activeElement !== element) wrong.push(`takes no focus: ${named(element)}`);
        else if (hit === null || !(element.contains(hit) || hit.contains(element))) wrong.push(`not in sight with the focus: ${named(element)}`);
      }
      for (const [element, top] of scrolls) element.scrollTop = top;
      if (before instanceof HTMLElement && before !== document.body) before.focus();
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }
  }, { bandName: band, factor: zoom, share: BAND_SHARE, wordPoints: WORD_POINTS, targetPoints: TARGET_POINTS, contrastLeast: STATUS_CONTRAST });
}
