/** The Spanish words of the bench beyond the one key: postings, earlier texts, remarks, history, undo, near misses. */
import type { Catalogue } from '../widened.ts';
import { aedFieldWords } from './aedFields.ts';
import { outcomeWords } from './bands.ts';
import { listWords } from './lists.ts';
import { dateOf, several, timeOf } from './times.ts';

export const benchWords: Catalogue['bench'] = {
  choosePosting: (count) => `Se conocen ${count} imposiciones de este número. Compare con la etiqueta; V dice cuál tiene en la mano.`,
  postingMissing: 'Diga primero qué imposición tiene en la mano: V las recorre. Aún no se registró nada.',
  posting: (postedOn) => (postedOn === '' ? 'fecha de imposición no enviada' : `impuesto el ${dateOf(postedOn)}`),
  was: (received, version) => (received === null ? `no enviado en la versión ${version}` : `era "${received}" en la versión ${version}`),
  changedSince: (seen, version) => (seen === version ? `igual que en el último examen aquí (versión ${seen})` : `cambió desde el último examen aquí, que vio la versión ${seen}`),
  remarks: 'Observaciones',
  remark: (field, code) => (Object.hasOwn(aedFieldWords, field) ? `${aedFieldWords[field as keyof typeof aedFieldWords]}: ${listWords.advice(code)}` : listWords.advice(code)),
  leftAt: (at) => `USPS informa de que salió de la oficina ${timeOf(at)} y nunca de que se presentara`,
  exam: (outcome, at, by) => `${outcomeWords(outcome)} ${timeOf(at)} por ${by}`,
  otherDesk: (deviceId, facilityId) => `puesto ${deviceId} en ${facilityId}, según la sede`,
  amended: 'corregido',
  withdrawn: 'anulado, no cuenta en ninguna parte',
  otherPosting: (postedOn) => `otra imposición de este número${postedOn === '' ? '' : `, ${dateOf(postedOn)}`}`,
  linked: (postedOn) => `los AED llegaron después y están vinculados${postedOn === '' ? '' : `: imposición del ${dateOf(postedOn)}`}`,
  examinedElsewhere: 'examinado también en otro puesto',
  nearMiss: (display, slip) =>
    `Este número no puede ser correcto. ¿Quiso decir el envío retenido ${display} (${slip})? Compare con la etiqueta: Y abre el envío retenido; cualquier resultado registra el número como se escaneó.`,
  nearMissYes: 'Es este',
  slip: {
    lookAlike: 'una letra leída como dígito',
    swap: 'dos caracteres vecinos cambiados',
    substitution: 'un carácter distinto',
  },
  linkProposal: (count) =>
    `Llegaron AED para ${several(count, 'un examen anterior', `${count} exámenes anteriores`)} de este número, y solo una persona puede decir de qué imposición son. Decídalo en la pantalla del turno (F3); el examen queda como se selló.`,
  undo: 'deshacer',
  undone: 'El último examen fue anulado: ambos quedan en el historial y no cuenta en ninguna parte. El envío está abierto otra vez; pulse el resultado correcto.',
  amend: 'corregir el examen propio más reciente del envío',
  reasons: 'por qué se examina',
  findings: 'hallazgos como datos',
  details: 'resultado con sus números y su nota',
  detailsNext: 'Con números y nota: pulse el resultado y luego rellene lo que se sepa.',
  recordDetails: 'Registrarlo',
  wantedHere: 'se pide aquí',
};
