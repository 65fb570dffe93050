/** The Spanish words of the relay: files that carry entries to HQ by way of another desk. */
import type { RelayFault } from '../../../domain/relay/faults.ts';
import type { RelayRefusal } from '../../../domain/sync/messages.ts';
import { told, type Told } from '../told.ts';
import type { Catalogue } from '../widened.ts';
import { countOf, several, timeOf } from './times.ts';

const NOTHING_TAKEN = 'No se incorporó nada.';

const FAULTS: Readonly<Record<RelayFault, Told>> = {
  'not-relay': told('Esto no es un archivo de un puesto de examen.', NOTHING_TAKEN, 'Elija el archivo que escribió el otro puesto (.imfrelay o .imfreceipts).'),
  'unknown-version': told('Este archivo lo hizo un programa más nuevo.', 'No se incorporó nada, y el archivo sigue como estaba.', 'Llévelo a un puesto con el programa más nuevo.'),
  damaged: told('Este archivo está dañado o incompleto.', 'No se incorporó nada; los asientos están a salvo en el puesto que lo hizo.', 'Escriba el archivo allí otra vez.'),
  altered: told(
    'Este archivo se cambió, o lo hizo otro puesto que el que dice.', 'No se incorporó nada; los asientos están a salvo en el puesto que los hizo.',
    'Avise a su supervisor y haga que se escriba el archivo otra vez.',
  ),
  'other-hq': told('Este archivo es para otra sede que la de este puesto.', NOTHING_TAKEN, 'Llévelo a un puesto de su propia sede.'),
  own: told('Este puesto hizo este archivo, y él mismo transmite sus asientos.', 'No se incorporó nada y no falta nada.', 'Lleve el archivo a otro puesto.'),
  'other-desk': told('Estos recibos son para otro puesto.', NOTHING_TAKEN, 'Lleve el archivo al puesto cuyos asientos se transportaron.'),
  'already-carried': told('Este puesto ya transporta todo lo de este archivo.', 'No se incorporó nada dos veces.', 'Puede retirar la memoria USB.'),
  'nothing-new': told('Este puesto ya tiene todos los recibos de este archivo.', 'No cambió nada.', 'No hay nada que hacer.'),
  'receipts-apart': told(
    'Estos recibos son de asientos posteriores a los siguientes de este puesto.', 'No se incorporó nada; los asientos siguen en espera y a salvo.',
    'Incorpore antes el archivo anterior, o deje que este puesto se conecte.',
  ),
  unreadable: told('Este archivo no se puede leer: ya no está, o se retiró la memoria USB.', NOTHING_TAKEN, 'Elija el archivo otra vez.'),
  'too-large': told('Este archivo es mayor que cualquier archivo de un puesto de examen.', NOTHING_TAKEN, 'Elija el archivo que escribió el otro puesto.'),
  'disk-full': told(
    'El disco de este puesto está lleno.', 'No se incorporó nada del archivo, y todo lo que dice guardado está a salvo.',
    'Conserve la memoria USB, llame a soporte para liberar espacio e incorpore el archivo otra vez.',
  ),
  'no-sealing-key': told(
    'La sede aún no ha enviado su clave de sellado, así que no se pudo sellar nada para ella.', 'Todo lo registrado está a salvo y espera.',
    'Conecte este puesto una vez con la sede y escriba después el archivo.',
  ),
  'nothing-waits': told('En este puesto no espera nada: la sede lo tiene todo.', 'No se escribió ningún archivo.', 'No hay nada que hacer.'),
  'no-receipts': told(
    'La sede aún no ha dado recibos de los asientos que este puesto transporta.', 'No se escribió ningún archivo.',
    'Espere a que la sede reciba un archivo transportado.',
  ),
};

/** Of a fault that this version does not know, as of a file that is damaged. */
export function relayFaultTold(why: string): Told {
  return Object.hasOwn(FAULTS, why) ? FAULTS[why as RelayFault] : FAULTS.damaged;
}

const REFUSED: Readonly<Record<RelayRefusal, string>> = {
  'not-readable': 'la sede no puede abrirlo',
  'origin-unknown': 'la sede no conoce el puesto que lo hizo',
  'origin-revoked': 'la sede ya no acepta nada del puesto que lo hizo',
  'signature-invalid': 'la sede conoce otra clave del puesto que lo hizo',
  invalid: 'lo de dentro no concuerda con lo que dice por fuera',
  gap: 'en la sede faltan asientos anteriores a estos',
  fork: 'la sede tiene otra historia de ese puesto; debe mirarlo una persona',
};

export const relayWords: Catalogue['relay'] = {
  heading: 'Transportado en archivo',
  intro: 'Sin red, lo que espera puede ir a la sede en una memoria USB a través de cualquier otro puesto. Aquí sigue en espera hasta que vuelva el recibo de la sede.',
  export: 'Escribir lo que espera en un archivo',
  takeIn: 'Incorporar un archivo',
  receipts: 'Escribir los recibos en un archivo',
  noKey: 'La sede aún no ha enviado su clave de sellado; conéctese una vez antes de poder escribir un archivo.',
  exported: ({ file, fromSeq, toSeq, left }) =>
    `${file} contiene ${entriesOf(fromSeq, toSeq)}${left === 0 ? '' : `; ${countOf(left)} más no cupieron y van en el archivo siguiente, cuando la sede tenga este`}. Aquí siguen en espera. Puede retirar la memoria USB.`,
  takenIn: ({ what, deviceId, fromSeq, toSeq }) =>
    what === 'entries'
      ? `Puede retirar la memoria USB: ${entriesOf(fromSeq, toSeq)} de ${deviceId} ${fromSeq === toSeq ? 'subirá' : 'subirán'} a la sede desde este puesto, sin otra tecla.`
      : `La sede tiene ${entriesOf(fromSeq, toSeq)} de este puesto.`,
  receiptsWritten: (file, count) => `${file} contiene ${countOf(count)} ${several(count, 'recibo', 'recibos')}. Llévelo a los puestos cuyos asientos se transportaron.`,
  failure: (kind) => (kind === 'storage' ? 'El último intento falló en el disco de este puesto.' : 'El último intento no llegó a la sede o la sede no lo aceptó; se repite solo.'),
  carried: 'Archivos transportados para otros puestos',
  columns: ['Puesto', 'Asientos', 'Dónde están'],
  desk: ({ deviceId, facilityId }) => `${deviceId} (${facilityId})`,
  entries: ({ fromSeq, toSeq }) => range(fromSeq, toSeq),
  state: ({ state, at, reason }) => {
    if (state === 'waiting') return `en espera desde ${timeOf(at)}`;
    return state === 'delivered' ? `recibido ${timeOf(at)}` : `rechazado ${timeOf(at)}: ${reason === null ? 'la sede no lo acepta' : REFUSED[reason]}`;
  },
};

function entriesOf(fromSeq: number, toSeq: number): string {
  return `${fromSeq === toSeq ? 'el asiento' : 'los asientos'} ${range(fromSeq, toSeq)}`;
}

function range(fromSeq: number, toSeq: number): string {
  return fromSeq === toSeq ? countOf(fromSeq) : `${countOf(fromSeq)}–${countOf(toSeq)}`;
}
