/** Undoes blur along the rows of a frame, so that bars that run into each other can be told apart again: a label held too near, or moved. */
import type { GreyFrame } from './frame.ts';

/** Points that a pixel becomes: bars that blur has joined are found again between the pixels. */
const FINENESS = 3;
/** Rows that are averaged into one line against noise, and how many lines are taken of a frame. */
const ROWS_OF_LINE = 5;
const MOST_LINES = 48;
/** Beyond it the lines of a frame would be long without need: it has pixels enough. */
export const WIDEST_REFOCUSED = 1_600;
/** Black and white are judged within so many pixels on either side. */
const REACH = 48;
/** Steps between dark and light below which a line holds no symbol: Code 128 has at least three characters and a stop, 25 bars and spaces. */
const FEWEST_STEPS = 20;
/** Difference of black and white, of 255, that is taken for one. */
const LEAST_CONTRAST = 24;
/** More rounds bring noise out again. */
const ROUNDS = 50;
/** How far a round goes towards what is missing; 2 would swing. */
const STRIDE = 1.8;

/**
 * A frame of refocused lines, `FINENESS` times as wide, a row for each; null when none of them has bars. blur: width in pixels over which
 * the picture is taken to be smeared. Every row of the answer was measured apart, so two that say the same confirm each other.
 *
 * What is printed is black or white. So the sharp line is searched that lies between the two and gives the measured one when it is smeared
 * (projected Landweber iteration); the limits bring back what the smear alone has lost.
 */
export function refocused(frame: GreyFrame, blur: number): GreyFrame | null {
  const { width } = frame;
  const half = Math.round((blur * FINENESS - 1) / 2);
  const lines = linesOf(frame).filter(hasBars).map((line) => sharpened(contrasted(finer(line)), half));
  if (lines.length < 2) return null;
  const data = new Uint8ClampedArray(width * FINENESS * lines.length);
  lines.forEach((line, row) => line.forEach((value, x) => (data[row * width * FINENESS + x] = value * 255)));
  return { width: width * FINENESS, height: lines.length, data };
}

function linesOf({ width, height, data }: GreyFrame): readonly Float32Array[] {
  const step = Math.max(ROWS_OF_LINE, Math.ceil(height / MOST_LINES));
  const lines: Float32Array[] = [];
  for (let top = 0; top + ROWS_OF_LINE <= height; top += step) {
    const line = new Float32Array(width);
    for (let from = top * width; from < (top + ROWS_OF_LINE) * width; from += width) {
      for (let x = 0; x < width; x += 1) line[x] = at(line, x) + (data[from + x] ?? 0) / ROWS_OF_LINE;
    }
    lines.push(line);
  }
  return lines;
}

function hasBars(line: Float32Array): boolean {
  let steps = 0;
  let turningPoint = at(line, 0);
  let rises = true;
  for (const value of line) {
    if (rises ? value > turningPoint : value < turningPoint) turningPoint = value;
    if (Math.abs(value - turningPoint) < LEAST_CONTRAST / 3) continue;
    steps += 1;
    turningPoint = value;
    rises = !rises;
  }
  return steps >= FEWEST_STEPS;
}

function finer(line: Float32Array): Float32Array {
  const last = line.length - 1;
  return Float32Array.from({ length: line.length * FINENESS }, (_, x) => {
    const place = Math.min(last, Math.max(0, (x + 0.5) / FINENESS - 0.5));
    const left = Math.floor(place);
    return at(line, left) + (at(line, Math.min(last, left + 1)) - at(line, left)) * (place - left);
  });
}

/** 1 where it is as light as the lightest near it, 0 where as dark as the darkest. */
function contrasted(line: Float32Array): Float32Array {
  const block = (REACH * FINENESS) / 4;
  const lows: number[] = [];
  const highs: number[] = [];
  for (let from = 0; from < line.length; from += block) {
    const part = line.subarray(from, from + block);
    lows.push(part.reduce((least, value) => Math.min(least, value), 255));
    highs.push(part.reduce((most, value) => Math.max(most, value), 0));
  }
  const blackAt = lows.map((_, n) => Math.min(...lows.slice(Math.max(0, n - 4), n + 5)));
  const whiteAt = highs.map((_, n) => Math.max(...highs.slice(Math.max(0, n - 4), n + 5)));
  return line.map((value, x) => {
    const black = blackAt[Math.floor(x / block)] ?? 0;
    const white = whiteAt[Math.floor(x / block)] ?? 255;
    return Math.min(1, Math.max(0, (value - black) / Math.max(LEAST_CONTRAST, white - black)));
  });
}

function sharpened(measured: Float32Array, half: number): Float32Array {
  const sharp = measured.slice();
  const smear = new Float32Array(measured.length);
  const missing = new Float32Array(measured.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    smearInto(smear, sharp, half);
    for (let x = 0; x < missing.length; x += 1) missing[x] = at(measured, x) - at(smear, x);
    smearInto(smear, missing, half);
    for (let x = 0; x < sharp.length; x += 1) sharp[x] = Math.min(1, Math.max(0, at(sharp, x) + STRIDE * at(smear, x)));
  }
  return sharp;
}

/** The mean of each point and `half` points on either side; outside the line its ends go on. */
function smearInto(out: Float32Array, line: Float32Array, half: number): void {
  const last = line.length - 1;
  let sum = 0;
  for (let x = -half; x <= half; x += 1) sum += at(line, Math.min(last, Math.max(0, x)));
  for (let x = 0; x <= last; x += 1) {
    out[x] = sum / (2 * half + 1);
    sum += at(line, Math.min(last, x + half + 1)) - at(line, Math.max(0, x - half));
  }
}

/** Every place that is asked for lies inside the line; the fallback is for the compiler. */
function at(line: Float32Array, place: number): number {
  return line[place] ?? 0;
}
