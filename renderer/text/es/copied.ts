/** The Spanish words for a desk whose files are an older copy: what happened; what is safe; what to do next. */
import type { Catalogue } from '../widened.ts';
import { countOf, timeOf } from './times.ts';

const CAUSE = 'Eso ocurre cuando se restauran archivos de una copia de seguridad o se usan en un segundo equipo.';

export const copiedWords: Catalogue['copied'] = {
  heading: 'Dar de alta este puesto de nuevo',
  happened: (by, hqSeq, at) =>
    by === 'fork' || hqSeq === null
      ? `A las ${timeOf(at)} la sede dijo que tiene otro asiento con un número de este puesto: los archivos de aquí son una copia. ${CAUSE}`
      : `A las ${timeOf(at)} la sede dijo que tiene asientos de este puesto hasta el número ${countOf(hqSeq)}, que no están aquí: los archivos de aquí son una copia más antigua. ${CAUSE}`,
  safe: 'Todos los registros se conservan aquí, y en la sede no se sobrescribió nada. Con el nombre antiguo de este puesto no se registra nada más.',
  next: (toCarry) => `Llame a la sede y diga: copied desk. Pida un código de alta nuevo e introdúzcalo abajo. ${alongWords(toCarry)} Hasta entonces trabaje en otro puesto.`,
  left: 'Este puesto está dado de alta de nuevo. Arranca otra vez en un momento; luego inicie sesión como siempre.',
};

function alongWords(toCarry: number): string {
  if (toCarry === 0) return 'La sede tiene todos los registros de aquí.';
  return toCarry === 1 ? 'El único registro que la sede no tiene con certeza va con él.' : `Los ${countOf(toCarry)} registros que la sede no tiene con certeza van con él.`;
}
