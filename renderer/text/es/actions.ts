/** Spanish words of the actions that help and command palette list, where no button says them already; and the words of the palette. */
import type { Catalogue } from '../widened.ts';
import { several } from './times.ts';

export const actionWords: Catalogue['actions'] = {
  place: {
    everywhere: 'En todas partes',
    bench: 'En la mesa',
    holds: 'En la pantalla de retenciones (F2)',
    shift: 'En la pantalla del turno (F3)',
    aedImport: 'En la pantalla del archivo AED (F5)',
    camera: 'En la pantalla de la cámara (F7)',
    bag: 'En la pantalla de la saca (F6)',
    delivery: 'En la pantalla de transmisión a la sede (F10)',
    benchSettings: 'En la pantalla de la mesa (F11)',
    amend: 'Al enmendar un examen',
    help: 'En esta pantalla',
  },
  rowUp: 'una fila arriba',
  rowDown: 'una fila abajo',
  pageUp: 'desplazar hacia arriba',
  pageDown: 'desplazar hacia abajo',
  holdsList: (list) => `lista: ${list}`,
  holdsScope: 'este IMF o todos los IMF',
  selectRow: 'seleccionar la fila o soltarla',
  selectAll: 'seleccionar todas las filas mostradas o ninguna',
  amendRow: 'enmendar el examen de delante',
  linkRow: 'decir de qué imposición era el examen de delante',
  allRefused: 'elegir todos los asientos rechazados o solo uno',
  theme: 'colores: como el sistema, claro, oscuro',
  larger: 'todo más grande',
  smaller: 'todo más pequeño',
  usual: 'el tamaño habitual',
};

const THEMES = { system: 'colores como el sistema', light: 'claro', dark: 'oscuro' } as const;

export const displayWords: Catalogue['display'] = {
  heading: 'Tamaño y colores',
  now: ({ zoom, theme }) => `${Math.round(zoom * 100)} % · ${THEMES[theme]}`,
};

export const paletteWords: Catalogue['palette'] = {
  heading: 'Todas las acciones',
  field: 'Escriba palabras de lo que desea hacer',
  list: 'Acciones',
  none: 'Ninguna acción tiene estas palabras. Con menos letras aparecen más.',
  hint: 'Un dígito o F8 la ejecuta · ↑ ↓ eligen · Esc cierra · las lecturas se toman como siempre',
  doIt: 'Ejecutar',
  close: 'Cerrar',
  count: (count) => `${String(count)} ${several(count, 'acción', 'acciones')}`,
  opens: (place, key) => `${place}, luego ${key}`,
};
