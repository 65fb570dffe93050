/** What is said in Spanish of this computer's clock when it differs from HQ's. */
import type { Skew } from '../../../domain/sync/skew.ts';
import type { Catalogue } from '../widened.ts';
import { counted } from './times.ts';

/** "3 h 12 min", "20 días 4 h": two units are enough to believe it and to find the cause. */
export function skewSpan({ days, hours, minutes }: Skew): string {
  if (days > 0) return joined(counted(days, 'día', 'días'), hours, 'h');
  return hours > 0 ? joined(`${hours} h`, minutes, 'min') : `${minutes} min`;
}

function joined(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}

export const clockWords: Catalogue['clock'] = {
  sentence: (skew) => `El reloj de este equipo va ${skewSpan(skew)} ${sideOf(skew)} respecto a la sede. No se pierde nada por ello; avise a informática.`,
  short: (skew) => `reloj ${skewSpan(skew)} ${sideOf(skew)}`,
};

function sideOf({ direction }: Skew): string {
  return direction === 'ahead' ? 'adelantado' : 'atrasado';
}
