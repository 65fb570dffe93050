/** One sentence a fault, in Spanish: what happened; what is safe; what to do next. A kind without its three parts does not compile. */
import { fact, faultsIn, named, type FaultTable } from '../faultsIn.ts';
import { told, type Told } from '../told.ts';
import { listWords } from './lists.ts';
import { photoDamagedTold, photoMissingTold, photoRefusedTold } from './photos.ts';
import { relayFaultTold } from './relay.ts';

const FAULTS: FaultTable = {
  invalid: () => told(
    'El puesto no entendió lo introducido.', 'No se registró nada y lo demás sigue igual.',
    'Revise lo escrito; si vuelve a ocurrir, diga a su supervisor el número del envío y la hora.',
  ),
  'not-enrolled': () => told('Este puesto aún no pertenece a ninguna sede.', 'No se perdió nada.', 'Introduzca el código de alta que le dio la sede.'),
  'not-signed-in': () => told(
    'Nadie ha iniciado sesión.', 'Lo registrado está a salvo en este puesto.', 'Escanee su credencial y escriba su PIN; las lecturas esperan hasta entonces.',
  ),
  'not-allowed': (detail) => notAllowed(fact(detail, 'lockedBy')),
  'badge-unknown': () => told(
    'Ningún oficial con esta credencial está en la lista de este puesto.', 'Nada más cambió.',
    'Revise la credencial; la lista viene de la sede, así que una credencial nueva aparece tras el próximo contacto.',
  ),
  'pin-wrong': (detail) => told('El PIN no corresponde a esta credencial.', 'Nada más cambió.', `Escríbalo otra vez${triesLeft(fact(detail, 'left'))}.`),
  'pin-blocked': (detail) => told(
    `Demasiados PIN incorrectos: esta credencial está bloqueada durante ${minutes(fact(detail, 'seconds'))}.`, 'Lo registrado está a salvo.',
    'Espere, o pida a un supervisor que inicie sesión.',
  ),
  'no-such-item': () => told(
    'El puesto ya no tiene esta lectura.', 'No se registró nada de ella; lo que introdujo sigue aquí.',
    'Pulse el resultado otra vez; si esto se repite, escanee antes el envío de nuevo.',
  ),
  'outcome-incomplete': (detail) => told(
    `Al resultado le falta una respuesta${named(fact(detail, 'field'))}.`, 'Aún no se registró nada; lo que introdujo sigue aquí.',
    'Pulse el resultado otra vez y elija.',
  ),
  'exam-not-right': (detail) => told(
    `Algo de aquí no se puede registrar así${named(fact(detail, 'field'))}: ${problemWordsOf(fact(detail, 'problem'))}.`,
    'Aún no se registró nada; lo que introdujo sigue aquí.', 'Cámbielo y pulse la misma tecla otra vez.',
  ),
  'scan-too-long': () => told(
    'Esta lectura es más larga que cualquier número postal, así que una parte de ella sería un registro falso.', 'No se registró nada y no se recortó nada.',
    'Escanee la etiqueta del propio envío, o pulse F4 si no tiene.',
  ),
  'hold-not-open': () => told(
    'Algunas de estas retenciones se presentaron o se cerraron entretanto.', 'No se marcó nada.', 'Mire la lista, que ya está al día, y elija otra vez.',
  ),
  'bag-not-open': () => told('Esta saca se cerró entretanto.', 'Sus envíos y exámenes están a salvo.', 'Escanee un rótulo para abrir la siguiente.'),
  'not-a-drill-item': () => told(
    'Este no es un envío de la práctica.', 'No se registró nada de él.', 'Pulse F12 para salir de la práctica y examinarlo: entonces se abre en la mesa real.',
  ),
  'drill-case-later': (detail) => told(
    `El caso de esta muestra (${fact(detail, 'sample')}) viene después.`, 'No se registró nada.', `Escanee la muestra del caso que toca ahora (${fact(detail, 'now')}).`,
  ),
  'not-in-a-drill': () => told(
    'Esto es del puesto real y no se hizo.', 'No se cambió nada.', 'Pulse F12 para salir de la práctica y hágalo allí.',
  ),
  'drill-over': () => told('Esta práctica terminó.', 'Nada real se tocó.', 'Empiécela otra vez desde F1 cuando quiera.'),
  'nothing-to-sign': () => told('No se registró nada desde la última firma.', 'Todo lo anterior está firmado.', 'No hay nada que hacer.'),
  'code-not-valid': () => told(
    'La sede no conoce este código de alta, o ya se usó, o es demasiado antiguo.', 'Aquí no cambió nada.', 'Pida a la sede un código nuevo.',
  ),
  'hq-not-trusted': () => told(
    'Quien responde en esta dirección no es la sede que hizo el código.', 'En este puesto no cambió nada.',
    'Revise la dirección letra por letra y pida a la sede un código nuevo antes de intentarlo otra vez.',
  ),
  'hq-unreachable': () => told(
    'La sede no respondió.', 'No se perdió nada y el puesto trabaja sin ella.', 'Revise la dirección y la red, e inténtelo otra vez.',
  ),
  'hq-refused': (detail) => told(
    `La sede respondió, pero no como debía${named(fact(detail, 'why'))}.`, 'Aquí no cambió nada.',
    'Inténtelo otra vez en unos minutos; si sigue igual, llame a la sede.',
  ),
  'file-refused': (detail) => fileRefused(fact(detail, 'line')),
  'file-not-saved': () => told(
    'El archivo no se pudo escribir allí.', 'Nada más cambió, y lo registrado está a salvo.',
    'Ciérrelo si otro programa lo muestra, o elija otra carpeta.',
  ),
  'no-printer': () => told(
    'Ninguna impresora tomó la hoja.', 'No cambió nada y lo registrado está a salvo.',
    'Encienda la impresora e imprima otra vez, o guarde la hoja como PDF; en lugar de una etiqueta, escriba el número en el envío.',
  ),
  'symbol-unreadable': () => told(
    'El código de barras de esta hoja, leído otra vez antes de imprimir, no dice el número del envío.',
    'No se imprimió nada y lo registrado está a salvo.', 'Escriba el número a mano en el envío y comunique el número a soporte.',
  ),
  'relay-refused': (detail) => relayFaultTold(fact(detail, 'why')),
  'photo-refused': (detail) => photoRefusedTold(fact(detail, 'why'), fact(detail, 'most')),
  'photo-missing': () => photoMissingTold,
  'photo-damaged': () => photoDamagedTold,
  'import-running': () => told('Ya se está incorporando un archivo.', 'Sigue sin interrupción.', 'Espere a que termine, o cancélelo antes.'),
  cancelled: () => told('Se detuvo como usted pidió.', 'No se conservó nada de ello.', 'Empiece de nuevo cuando quiera.'),
  'storage-full': () => told(
    'El disco de este puesto está lleno.', 'Esto NO se guardó; todo lo que dice guardado está a salvo.',
    'Llame a soporte para liberar espacio y pulse el resultado otra vez.',
  ),
  'storage-damaged': () => told(
    'Un archivo de este puesto está dañado.', 'Esto NO se guardó; los exámenes recibidos por la sede están a salvo en ella.',
    'Deje de registrar aquí, use otro puesto y llame a soporte.',
  ),
  'store-copied': () => told(
    'Los archivos de este puesto son una copia más antigua de un puesto que siguió adelante.',
    'Esto NO se registró; todos los registros se conservan aquí y en la sede no se sobrescribió nada.',
    'Dé de alta este puesto de nuevo con un código de la sede: los registros que ella no tiene van con él. Hasta entonces trabaje en otro puesto.',
  ),
  'other-hq': () => told(
    'Este código es de otra sede que la de los registros de este puesto.', 'Aquí no cambió nada, y el código no se usó.',
    'Pida un código a su propia sede.',
  ),
  'service-gone': () => told(
    'El servicio del puesto se detuvo y se está arrancando otra vez.', 'Todo lo que dice guardado está a salvo; lo que introdujo sigue aquí.',
    'Espere un momento; las lecturas hechas entretanto se conservan y se consultan después.',
  ),
  bug: () => told(
    'Algo falló en este programa.', 'Esto no se confirmó; todo lo que dice guardado está a salvo.',
    'Inténtelo una vez más; si falla de nuevo, anote el resultado y llame a soporte.',
  ),
};

export const { faultTold, faultSentence, isFaultKind } = faultsIn(FAULTS);

function notAllowed(lockedBy: string): Told {
  return lockedBy === ''
    ? told('Su función no permite esto.', 'No cambió nada.', 'Pregunte a un supervisor.')
    : told(`${lockedBy} bloqueó este puesto.`, 'Lo que había registrado está a salvo.', `Solo ${lockedBy} o un supervisor puede abrirlo.`);
}

function triesLeft(left: string): string {
  if (left === '') return '';
  return left === '1' ? '; queda un intento' : `; quedan ${left} intentos`;
}

function minutes(seconds: string): string {
  const whole = Math.max(1, Math.ceil(Number(seconds) / 60));
  return whole === 1 ? '1 minuto' : `${whole} minutos`;
}

function fileRefused(line: string): Told {
  const where = line === '' ? '' : ` en la línea ${line}`;
  return told(`Este archivo no es correcto${where}.`, 'No se incorporó nada.', 'Pida el archivo otra vez.');
}

function problemWordsOf(problem: string): string {
  return Object.hasOwn(listWords.tables.examProblem, problem) ? listWords.examProblem(problem) : 'este programa no sabe por qué';
}
