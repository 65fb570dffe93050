/** Spanish words of the drill's printed sample sheet. */
import type { DrillCaseCode } from '../../../domain/drill/cases.ts';
import type { Catalogue } from '../widened.ts';

const cases: Readonly<Record<DrillCaseCode, string>> = {
  clear: 'libre', hold: 'retención', noAed: 'sin AED aquí', detained: 'detenido', referred: 'remitido', postings: 'varias imposiciones', undo: 'retirar',
  noBarcode: 'sin código de barras',
};

export const drillSheetWords: Catalogue['sheet']['drill'] = {
  title: 'PRÁCTICA: códigos de barras de muestra, no es correo',
  remark: (version) => `Pulse F1 en el puesto de examen y después D. Escanee cada muestra cuando su caso la pida. Todos los números y nombres son inventados. Versión ${version}.`,
  fileName: 'muestras de práctica',
  sample: (number, name) => `${number} · ${name}`,
  cases,
  noBarcode: 'no hay nada que escanear, pulse F4 en el puesto',
};
