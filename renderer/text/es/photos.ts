/** Spanish words of photos: those of an exam, those that wait for HQ, and what is said when one cannot be kept or shown. */
import { told, type Told } from '../told.ts';
import type { Catalogue } from '../widened.ts';
import { counted, countOf } from './times.ts';

const MEGABYTE = 1024 * 1024;

/** why: of the fault `photo-refused`. most: bytes of the largest photo. */
export function photoRefusedTold(why: string, most: string): Told {
  const safe = 'No se guardó nada de ella; lo que usted escribió sigue aquí.';
  if (why === 'not-readable') return told('Este archivo no se pudo leer.', safe, 'Ábralo otra vez, o abra otro.');
  return why === 'too-large'
    ? told(`Esta foto es demasiado grande: se guardan como máximo ${Math.floor(Number(most) / MEGABYTE)} MB.`, safe, 'Tómela otra vez con menos píxeles.')
    : told('Lo que dio la cámara no es una foto que este puesto conozca.', safe, 'Tómela otra vez.');
}

export const photoMissingTold = told(
  'Esta foto no está en este puesto.', 'El examen y todo lo que dice están a salvo.',
  'La sede tiene la foto si el examen la muestra como recibida; si no, tómela otra vez mientras el envío esté aquí.',
);

export const photoDamagedTold = told(
  'El archivo de esta foto está dañado.', 'El examen y todo lo que dice están a salvo.',
  'La sede tiene la foto si el examen la muestra como recibida; si no, tómela otra vez mientras el envío esté aquí y llame a soporte.',
);

export const photoWords: Catalogue['photos'] = {
  line: 'Fotos',
  lineWords: (photos, underWay) =>
    [...(photos.length === 0 ? [] : [`${countOf(photos.length)}: ${photos.map(showsWords).join(', ')}`]), ...(underWay === 0 ? [] : ['una se está guardando …'])].join('; '),
  heading: 'Fotos de este examen: una cifra quita una',
  takeOut: (place, shows) => `quitar la foto ${countOf(place)}: ${showsWords({ shows })}`,
  key: 'fotos del examen',
  ofExam: (photos) => {
    const [waiting, gone] = [photos.filter(({ deliveredAt }) => deliveredAt === null).length, photos.filter(({ isHere }) => !isHere).length];
    return [
      `${photosOf(photos.length)}: ${photos.map(showsWords).join(', ')}`,
      waiting === 0 ? 'recibidas por la sede' : `${countOf(waiting)} aún sin recibir por la sede`,
      ...(gone === 0 ? [] : [`${countOf(gone)} ya no están en este puesto`]),
    ].join('; ');
  },
  chip: (count) => `${photosOf(count)} no pueden ir a la sede`,
  underWay: 'Una foto de este examen aún no está en el disco, por eso la tecla no actuó y no se registró nada. Púlsela otra vez.',

  delivery: {
    heading: 'Fotos',
    waiting: 'Esperan en este puesto',
    note: 'Una foto va a la sede después del examen que la nombra, cuando no espera ningún examen.',
    failed: 'El último intento de enviar una no salió bien. Están a salvo en este puesto, que lo intenta otra vez por sí solo; F8 lo intenta ahora.',
    unknownToHq: 'La sede aún no recibe fotos. Están a salvo en este puesto y suben cuando las reciba; los exámenes no esperan por ello.',
    refused: (count) =>
      `La sede no acepta ${photosOf(count)} de exámenes que ya tiene. Los exámenes están recibidos y las fotos a salvo en este puesto, que lo intenta otra vez por sí solo. Si sigue así, llame a la sede; diga: photo refused.`,
    unreadable: (count) =>
      `${photosOf(count)} de exámenes no se pueden leer del disco de este puesto. Los exámenes están a salvo. Llame a soporte y deje el disco como está; tome la foto otra vez donde el envío siga aquí y añádala corrigiendo el examen.`,
  },

  relayLeft: (count) => `${photosOf(count)} no ${count === 1 ? 'va' : 'van'} en esos archivos: las fotos esperan en este puesto hasta que él mismo llegue a la sede.`,
};

function photosOf(count: number): string {
  return counted(count, 'foto', 'fotos');
}

function showsWords({ shows }: { readonly shows: string }): string {
  return { label: 'etiqueta', contents: 'contenido' }[shows] ?? 'otra cosa';
}
