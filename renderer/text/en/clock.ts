/** What is said of this computer's clock when it differs from HQ's. */
import type { Skew } from '../../../domain/sync/skew.ts';
import { countOf } from './times.ts';

/** "3 h 12 min", "20 days 4 h": two units are enough to believe it and to find the cause. */
export function skewSpan({ days, hours, minutes }: Skew): string {
  if (days > 0) return joined(`${countOf(days)} ${days === 1 ? 'day' : 'days'}`, hours, 'h');
  return hours > 0 ? joined(`${hours} h`, minutes, 'min') : `${minutes} min`;
}

function joined(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}

export const clockWords = {
  sentence: (skew: Skew) => `This computer's clock is ${skewSpan(skew)} ${sideOf(skew)} HQ. Nothing is lost by it; tell IT.`,
  short: (skew: Skew) => `clock ${skewSpan(skew)} ${sideOf(skew)} HQ`,
} as const;

function sideOf({ direction }: Skew): string {
  return direction === 'ahead' ? 'ahead of' : 'behind';
}
