/** The Spanish words of the printed scanner sheet. */
import type { Catalogue } from '../widened.ts';

export const scannerSheetWords: Catalogue['sheet']['scanner'] = {
  title: 'Hoja del lector',
  remark: 'Cómo programar el lector de una mesa de examen. Los nombres de los ajustes cambian según el fabricante: su manual tiene los símbolos que hay que escanear para cada uno.',
  fileName: 'hoja del lector',
  settings: 'Ajustes',
  columns: ['Ajuste', 'Valor', 'Por qué'],
  rows: [
    ['Conexión', 'USB HID POS si el lector lo tiene; si no, teclado USB', 'HID POS llega al puesto con cualquier ventana delante. Conéctelo una vez en la pantalla F11.'],
    ['País del teclado', 'EE. UU. (inglés)', 'El puesto lee el lugar de las teclas, así que su propia distribución no importa.'],
    ['Sufijo', 'Enter (CR)', 'La franja aparece enseguida, sin esperar a que acabe la lectura.'],
    ['Identificador de simbología', 'Identificador AIM delante de los datos', 'El puesto sabe qué tipo de código era y quita el identificador.'],
    ['GS1 / FNC1', 'Enviar GS (ASCII 29), como Ctrl+] en un teclado', 'Sin él, el código ZIP delante de un número de USPS no se distingue del número.'],
    ['Tiempo entre teclas', 'Lo más corto que funcione, como mucho 20 ms', 'Las teclas más lentas parecen escritas a mano.'],
    ['Simbologías', 'Code 128, Code 39, ITF, Data Matrix, QR, PDF417', 'Las que llevan las etiquetas y los rótulos postales. Otras solo cuestan tiempo y lecturas falsas.'],
    ['Mismo código otra vez', 'Permitido enseguida', 'Un envío escaneado dos veces a propósito debe tomarse dos veces.'],
    ['Pitido', 'Corto o apagado', 'El puesto tiene sus propios cuatro sonidos.'],
  ],
  test: 'Símbolo de prueba',
  testSteps: 'Pulse F11 en el puesto y escanee este símbolo. La pantalla muestra cada tecla que llegó y propone cómo leer el lector; F8 acepta la propuesta.',
  samples: 'Muestras',
  samplesSteps: 'Después de la prueba, escanee estas en la misma pantalla: el texto bajo cada una debe ser lo que la mesa tomaría. Son inventadas y no pertenecen a ningún envío.',
  sampleTexts: [
    ['RB123456785GB', 'envío internacional'],
    ['GBLALAUSJFKAAUN60142017010118', 'rótulo de receptáculo'],
    ['IMF-JFK-7K3M9Q2T4A', 'número hecho en un puesto'],
  ],
};
