/** Spanish words of printed sheets: what stands on the screen about them, and what every sheet has in common. */
import type { Catalogue } from '../widened.ts';
import { drillSheetWords } from './drillSheet.ts';
import { handOverWords } from './handOver.ts';
import { scannerSheetWords } from './scannerSheet.ts';
import { worksheetWords } from './worksheet.ts';

export const sheetWords: Catalogue['sheet'] = {
  language: 'es',
  worksheet: worksheetWords,
  handOver: handOverWords,
  scanner: scannerSheetWords,
  drill: drillSheetWords,

  print: { worksheet: 'Imprimir hoja de trabajo', handOver: 'Imprimir hoja de relevo', scanner: 'Imprimir hoja del lector', drill: 'Imprimir hoja de muestras' },
  save: { worksheet: 'Hoja de trabajo en PDF', handOver: 'Hoja de relevo en PDF', scanner: 'Hoja del lector en PDF', drill: 'Hoja de muestras en PDF' },
  busy: 'La hoja se está haciendo …',
  due: { detention: 'El envío está detenido: su hoja de trabajo tiene lo que pide el aviso de detención.', seizure: 'El envío está incautado: su hoja de trabajo tiene lo que pide el recibo de custodia.' },
  printed: 'La hoja fue a la impresora.',
  savedPdf: (file, isPersonal) => `La hoja está en ${file}.${isPersonal ? ' Contiene datos personales: guárdela donde deben estar esos papeles.' : ''}`,

  help: {
    worksheet: 'imprimir la hoja de trabajo del examen',
    handOver: 'imprimir la hoja de relevo',
    scanner: 'imprimir la hoja del lector',
    save: 'la misma hoja en PDF',
  },
};
