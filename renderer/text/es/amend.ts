/** Spanish words for amending a sealed exam. */
import type { Catalogue } from '../widened.ts';
import { exactTimeOf } from './times.ts';

export const amendWords: Catalogue['amend'] = {
  heading: (display) => (display === '' ? 'Enmendar un examen' : `Enmendar el examen de ${display}`),
  story: 'Lo que consta',
  values: 'Lo que vale ahora',
  valuesTyped: 'Lo que valdrá una vez sellado',
  by: (at, by) => `${exactTimeOf(at)} · ${by}`,
  sealedAs: (outcome) => `sellado: ${outcome}`,
  state: (band, delivery) => `franja ${band} · ${delivery}`,
  corrected: (outcome) => `corregido: ${outcome}`,
  withdrawn: 'anulado',
  because: (why) => `motivo: ${why}`,
  sealing: 'Enmendarlo',
  why: 'Por qué se enmienda (necesario)',
  seal: 'Sellar la corrección',
  busy: 'Sellando …',
  withdraw: 'Anular el examen',
  withdrawNow: 'Anularlo ahora',
  askWithdrawal: 'Un examen anulado no cuenta en ninguna parte y nada lo recupera; el envío se examina de nuevo. Queda en el historial. Pulse Delete para anularlo.',
  leave: 'Salir',
  leaveTyped: 'Salir; lo escrito queda aquí',
  sealed: {
    corrected: (at) => `Corregido ${exactTimeOf(at)}; el examen tal como se selló queda en el historial.`,
    withdrawn: (at) => `Anulado ${exactTimeOf(at)}; el examen tal como se selló queda en el historial y no cuenta en ninguna parte.`,
  },
  hasProblems: 'No se selló nada: abajo falta algo o algo no se puede registrar así. Lo que escribió sigue aquí; cambie lo marcado y pulse la tecla otra vez.',
  nothingChanged: 'No se selló nada: el examen ya dice todo esto. Cambie antes un valor, o pulse Esc para salir.',
  isWithdrawn: 'Este examen fue anulado: no cuenta en ninguna parte y queda en el historial. No se puede enmendar; escanee el envío para examinarlo de nuevo.',
  notYours: (officer) => `Solo ${officer}, que hizo este examen, o un supervisor puede enmendarlo. Aquí puede leerlo entero.`,
};
