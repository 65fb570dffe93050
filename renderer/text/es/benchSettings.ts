/** The Spanish words of the bench's settings: scanner self-test, profile, connected scanners, language, sounds. */
import type { SelfTest } from '../../../domain/scan/selfTest.ts';
import { TEST_TEXT } from '../../../domain/scan/selfTest.ts';
import type { Catalogue } from '../widened.ts';

const ADVICE = {
  nothing: '',
  noSuffixKey: ' No envía Enter tras la lectura: prográmelo y la franja aparecerá un instante antes.',
  noAim: ' No dice qué tipo de código de barras leyó: prográmelo para que envíe identificadores AIM, si puede.',
} as const;

export const benchSettingsWords: Catalogue['benchSettings'] = {
  heading: 'Ajustes de esta mesa',
  notKept: 'Los ajustes no se pudieron escribir en este equipo. Valen hasta que el programa termine; los registros no se tocan. Avise a informática de que la carpeta del perfil no admite escritura.',

  selfTest: 'Prueba del lector',
  selfTestHint: 'Escanee el símbolo de prueba de la hoja del lector. Las lecturas en esta pantalla se muestran y nunca se registran.',
  nothingTaken: 'Aún no se escaneó nada aquí.',
  taken: (text) => `La mesa tomaría: ${text}`,
  arrived: 'Teclas o bytes tal como llegaron: carácter, código, tecla, tiempo desde el anterior',
  gap: (ms) => `+${ms} ms`,
  accept: 'Leer así las lecturas',
  verdict: (test) => {
    switch (test.kind) {
      case 'found': return foundWords(test);
      case 'changed':
        return `El lector está programado para un teclado que no es ni el de EE. UU. ni el de este equipo: llegó ${test.received} en lugar de ${TEST_TEXT}. Programe su teclado como EE. UU. y escanee otra vez.`;
      case 'frameTooLong': return 'El símbolo de prueba llegó con más texto alrededor del que la mesa puede quitar. Programe el lector para que envíe un prefijo y un sufijo más cortos, o ninguno.';
      case 'unknown': return 'Era otro símbolo, o falta una parte del símbolo de prueba. Escanee otra vez el símbolo de prueba de la hoja del lector.';
    }
  },

  profile: 'Cómo se leen las lecturas',
  layout: {
    auto: 'Teclado del lector: se averigua solo. Donde una sola manera de leer da un número correcto, vale esa.',
    byCode: 'Teclado del lector: EE. UU. Vale el lugar de las teclas; ni la distribución de este equipo ni Bloq Mayús cambian nada.',
    byKey: 'Teclado del lector: el mismo que en este equipo. Vale lo que las teclas escriben aquí.',
  },
  nextLayout: 'Otro teclado',
  plain: 'Como el primer día',
  prefix: 'Texto antes de cada lectura',
  suffix: 'Texto después de cada lectura',
  frameHint: 'Se quita de cada lectura. Vacío si el lector no añade nada; Enter, Tab e identificadores AIM no hace falta anotarlos.',

  connected: 'Lectores además del teclado',
  connectedHint: 'Un lector en modo HID-POS o serie funciona con cualquier ventana delante del puesto y no depende del teclado.',
  keyboardOnly: 'No hay ninguno conectado. Los lectores que hacen de teclado no necesitan conexión.',
  serial: 'Conectar un lector en serie',
  hid: 'Conectar un lector HID-POS',
  connectNote: {
    none: 'No se eligió ningún lector. Nada cambió. Enchúfelo, póngalo en este modo e inténtelo otra vez.',
    failed: 'Este aparato no se abrió como lector. Nada cambió. Cierre otros programas que lo usen, revise su modo e inténtelo otra vez.',
    notHere: 'Este equipo no alcanza lectores por esta vía. Nada cambió. Use un lector que haga de teclado: funciona.',
  },

  language: 'Idioma / Language',
  languageNow: 'Esta mesa habla español. Lo que se registra y se envía es igual en todos los idiomas; las hojas se imprimen en este.',
  otherLanguage: 'English',

  sound: 'Sonidos',
  volume: (percent) => (percent === 0 ? 'Volumen 0: esta mesa está en silencio; los bloques de la franja muestran cada sonido.' : `Volumen ${percent} de 100`),
  louder: 'Más alto',
  softer: 'Más bajo',
  play: 'Oír los cuatro',
  silent: 'sin sonido',
  meaning: {
    CLEAR: 'libre: los AED están aquí, sin retención abierta', HOLD: 'retención: presentar a examen', NO_AED_HERE: 'sin AED aquí',
    NOT_AN_ITEM: 'error: mire la pantalla',
  },
};

function foundWords({ profile, suffixKey, advice }: Extract<SelfTest, { kind: 'found' }>): string {
  const keyboard = profile.layout === 'byCode' ? 'un teclado de EE. UU.' : 'el teclado de este equipo';
  const around = [
    profile.prefix === '' ? null : `"${profile.prefix}" delante`,
    profile.suffix === '' ? null : `"${profile.suffix}" detrás`,
    suffixKey === null ? null : `${suffixKey} al final`,
  ].filter((words) => words !== null);
  return `El símbolo de prueba llegó entero, como de ${keyboard}${around.length === 0 ? '' : `, con ${around.join(', ')}`}.${ADVICE[advice]}`;
}
