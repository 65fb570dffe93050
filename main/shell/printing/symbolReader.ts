/** Reads the symbols of a finished page again, bar by bar as a printer would draw them: a sheet whose symbol says something else is never printed. */
import { BinaryBitmap, Code128Reader, HybridBinarizer, RGBLuminanceSource } from '@zxing/library';

/** Three dots a module: what a printer of 300 dpi makes of 1/100 inch. */
const DOTS = 3;
const WHITE = 255;

/** The text of every symbol of the page, in order; null for one that cannot be read. */
export function symbolsIn(html: string): readonly (string | null)[] {
  return [...html.matchAll(/<svg [^]*?<\/svg>/g)].map(([svg]) => textOf(svg));
}

function textOf(svg: string): string | null {
  try {
    return new Code128Reader().decode(new BinaryBitmap(new HybridBinarizer(printed(svg)))).getText();
  } catch {
    // The library says "not found", and a defect of its own, by throwing.
    return null;
  }
}

/** The bars as dots: every path of the drawing is a set of upright strokes of one width, of which x is the middle. */
function printed(svg: string): RGBLuminanceSource {
  const [modules = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number) ?? [];
  const width = modules * DOTS;
  const dots = new Uint8ClampedArray(width * height).fill(WHITE);
  for (const [, stroke = '', path = ''] of svg.matchAll(/<path stroke="#000000" stroke-width="(\d+)" d="([^"]+)"/g)) {
    for (const [, x = '', from = '', to = ''] of path.matchAll(/M([\d.]+) (\d+)L\1 (\d+)/g)) {
      const left = Math.round((Number(x) - Number(stroke) / 2) * DOTS);
      for (let row = Number(to); row < Number(from); row += 1) dots.fill(0, row * width + left, row * width + left + Number(stroke) * DOTS);
    }
  }
  return new RGBLuminanceSource(dots, width, height);
}
