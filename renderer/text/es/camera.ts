/** Spanish words of the camera screen. */
import type { PhotoShows } from '../../../domain/photo/photo.ts';
import type { CameraNote, CameraState } from '../../features/camera/news.ts';
import type { Catalogue } from '../widened.ts';
import { counted } from './times.ts';

const shows: Readonly<Record<PhotoShows, string>> = { label: 'la etiqueta', contents: 'el contenido' };

const state: Readonly<Record<Exclude<CameraState, 'on'>, string>> = {
  off: 'La cámara está apagada.',
  starting: 'La cámara se está encendiendo …',
  none: 'Este equipo no tiene cámara. Nada más se tocó. Conecte una y pulse N, o pulse O para abrir una foto.',
  refused: 'El sistema no deja que este programa use la cámara. Nada más se tocó. Pida a informática que la permita para este programa y pulse N; o pulse O para abrir una foto.',
  busy: 'La cámara no se puede abrir: quizá la tiene otro programa. Nada más se tocó. Cierre ese programa y pulse N; o pulse O para abrir una foto.',
  silent: 'La cámara no da imagen. Nada más se tocó. Quítele la tapa o conéctela de nuevo y pulse N; o pulse O para abrir una foto.',
  lost: 'La cámara se desconectó. Las fotos guardadas están a salvo. Conéctela y pulse N; o pulse O para abrir una foto.',
};

const NOTES: Readonly<Record<Exclude<CameraNote['kind'], 'several' | 'unsound' | 'kept' | 'dropped' | 'fault'>, string>> = {
  reading: 'Se está leyendo la imagen …',
  nothingRead: 'No se leyó ningún número de envío. No se tomó nada. Sostenga la etiqueta plana, más cerca y con mejor luz, o pulse F4 si no tiene código de barras legible.',
  noPicture: 'La cámara no dio imagen en ese momento. No se guardó nada; lo que usted escribió sigue aquí. Pulse la tecla otra vez.',
  notAPicture: 'Este archivo no es una imagen que este puesto conozca, o es demasiado grande. No se guardó nada de él; lo que usted escribió sigue aquí. Abra otro.',
  readerGone: 'El lector de códigos de barras no responde. Se pueden tomar fotos y nada más se tocó. Use el lector de mano; pulse N para probar la cámara otra vez.',
  itemChanged: 'Otro envío pasó delante antes de que la foto estuviera lista. No se guardó. Mire el envío y pulse la tecla otra vez.',
  scanUnderWay: 'Una lectura aún se está consultando, y nadie puede decir todavía de quién es esta foto. No se guardó nada. Pulse la tecla otra vez.',
  notKept: 'La foto no se guardó: su envío ya no está en la mesa. Nada más se tocó. Escanee el envío y tómela otra vez.',
};

function photosOf(count: number): string {
  return counted(count, 'foto', 'fotos');
}

function note(one: Exclude<CameraNote, { kind: 'fault' }>): string {
  if (one.kind === 'several') return `Hay varios números en la imagen: ${one.ids.join(', ')}. No se tomó ninguno. Muestre una sola etiqueta.`;
  if (one.kind === 'unsound') return `Se leyó ${one.id} y no puede ser correcto, por eso no se tomó. Sostenga la etiqueta plana y más cerca, o use el lector de mano.`;
  if (one.kind === 'kept') return `La foto está guardada. Este examen tiene ${photosOf(one.count)}.`;
  if (one.kind === 'dropped') return `La última foto se quitó. Este examen ${one.count === 0 ? 'no tiene ninguna' : `tiene ${photosOf(one.count)}`} ahora.`;
  return NOTES[one.kind];
}

export const cameraWords: Catalogue['camera'] = {
  heading: 'Cámara',
  headingOf: (display) => `Cámara: fotos de ${display}`,
  hint: 'Ponga una etiqueta delante de la cámara. Vale como lectura cuando se leyó dos veces igual.',
  hintOf: 'F8 toma una foto como prueba. Se guarda cifrada en este puesto, el examen la nombra y va a la sede después de él. La etiqueta de otro envío delante de la cámara es una lectura.',
  picture: 'Lo que ve la cámara',
  state,
  note,
  shows,
  take: (what) => `Tomar una foto de ${what}`,
  read: 'Leer la etiqueta lo mejor posible',
  turn: (what) => `La próxima foto muestra ${what}`,
  fileOf: 'Guardar una foto de un archivo',
  file: 'Leer una etiqueta de un archivo de foto',
  next: 'Otra cámara, o probar otra vez',
  drop: 'Quitar la última foto',
  photos: (count) => (count === 0 ? 'Este examen aún no tiene fotos' : `${photosOf(count)} de este examen, la más nueva primero`),
  photoOf: (number, what) => `Foto ${String(number)}: ${what}`,
  notShown: 'no se puede mostrar',
  key: 'cámara',
  photoKey: 'tomar una foto del envío de delante; sin envío, leer la etiqueta lo mejor posible',
  showsKey: 'la próxima foto muestra la etiqueta, o el contenido',
  fileKey: 'abrir un archivo de foto: guardarla con el envío de delante, o leer su etiqueta',
};
