/** The Spanish words of the bag: what its tag says, what came out of it, how it was closed. */
import { countryName } from '../../../domain/identifier/iso3166.ts';
import type { BagCountsView, BagView, OfficeView } from '../../../preload/contract/bagViews.ts';
import type { Catalogue } from '../widened.ts';
import { countryWords } from './countries.ts';
import { counted, countOf, exactTimeOf, several, timeOf } from './times.ts';

const TAG_IS_SILENT = 'el rótulo no lo dice';

/** Mail categories (UPU S8-6); a letter that is none of them is shown as it is. */
const CATEGORIES: Partial<Readonly<Record<string, string>>> = {
  A: 'aéreo o prioritario', B: 'superficie por vía aérea (S.A.L.)', C: 'superficie', D: 'prioritario por superficie',
};

export const bagWords: Catalogue['bag'] = {
  heading: (bag) => (bag === null ? 'Saca' : `Saca ${bag.display}`),
  loading: 'Leyendo las sacas …',
  noBag: 'Escanee el rótulo de un receptáculo',
  noBagHint: 'Los envíos escaneados después de un rótulo son de su saca, hasta que se cierre o se escanee otro rótulo.',

  tag: 'Rótulo',
  unknownShape: 'El rótulo tiene una forma que este puesto no sabe leer.',
  origin: 'De',
  destination: 'A',
  dispatch: 'Despacho',
  serial: 'Saca dentro del despacho',
  weight: 'Peso',
  last: 'Última saca',
  registered: 'Envíos certificados',
  opened: 'Abierta',
  yesOrNo: (is) => (is === null ? TAG_IS_SILENT : is ? 'sí' : 'no'),
  office: (office) => [office.impc, nameOf(office)].filter((part) => part !== null).join(' · '),
  dispatchWords: ({ serial, year, category }, mailClass) =>
    `${serial} de ${year} · ${CATEGORIES[category] ?? `categoría ${category}`} · ${mailClass ?? `clase: ${TAG_IS_SILENT}`}`,
  kilograms,
  elsewhere: (office) =>
    `El rótulo nombra ${[office.impc, nameOf(office)].filter((part) => part !== null).join(', ')}: no es este IMF. Aun así sus envíos se pueden examinar aquí.`,

  contents: 'Salido de esta saca',
  items: (count) => several(count, 'envío', 'envíos'),
  examined: 'examinados',
  held: 'retenidos',
  byBand: 'Por franja',
  byOutcome: 'Por resultado',
  noItemYet: 'Aún no se escaneó ningún envío.',
  noExamYet: 'Aún no se registró ningún examen.',

  note: 'Nota (opcional)',
  close: 'Cerrar la saca',
  closed: (bag) => `${bag.closedBy === 'nextTag' ? 'cerrada por el rótulo siguiente' : 'cerrada'} ${timeOf(bag.closedAt ?? '')}: ${counts(bag)}`,
  difference: (stated, found) => `dicho al cerrar: ${counts(stated)}; encontrado ahora: ${counts(found)}`,

  itemList: 'Envíos de esta saca',
  earlier: 'Sacas cerradas en las últimas 24 horas',
  noneEarlier: 'En las últimas 24 horas no se cerró ninguna saca en este puesto.',
  column: { item: 'Envío', band: 'Franja', outcome: 'Resultado', bag: 'Saca', opened: 'Abierta', closed: 'Cerrada' },
  notExamined: 'sin examinar',
  route,
  countOf,
  at: exactTimeOf,
  strip: (bag) => `Saca ${[route(bag), ...(bag.tag === null ? [] : [kilograms(bag.tag.weightGrams)]), counts(bag)].join(' · ')}`,
};

/** The desk's service names an office, or else the country of its code, in English. */
function nameOf({ impc, name }: OfficeView): string | null {
  const country = impc.slice(0, 2);
  return name !== null && name === countryName(country) ? countryWords(country, name) : name;
}

function route({ tag, display }: BagView): string {
  return tag === null ? display : `${tag.origin.impc} → ${tag.destination.impc} · n.º ${tag.serial}`;
}

function kilograms(grams: number): string {
  return `${(grams / 1_000).toFixed(1)} kg`;
}

function counts({ itemCount, examCount, heldCount }: BagCountsView): string {
  return [
    counted(itemCount, 'envío', 'envíos'), counted(examCount, 'examinado', 'examinados'), counted(heldCount, 'retenido', 'retenidos'),
  ].join(', ');
}
