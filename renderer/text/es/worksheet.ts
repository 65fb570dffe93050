/** Spanish words of the worksheet of one exam: a neutral paper with what the official forms ask for, and no copy of any of them. */
import type { Catalogue } from '../widened.ts';
import { countryWords } from './countries.ts';
import { listWords } from './lists.ts';

const { finding: inList } = listWords;

export const worksheetWords: Catalogue['sheet']['worksheet'] = {
  title: { detention: 'Hoja de trabajo de detención', seizure: 'Hoja de trabajo de incautación', exam: 'Hoja de trabajo de examen' },
  remark: {
    detention: 'Hoja de trabajo para rellenar el formulario oficial (CBP 6051D, aviso de detención y recibo de custodia). No es aviso ni recibo.',
    seizure: 'Hoja de trabajo para rellenar el formulario oficial (CBP 6051S, recibo de custodia de bienes incautados y pruebas). No es recibo.',
    exam: 'Hoja de trabajo de un examen. No es un formulario oficial.',
  },
  personal: 'Contiene datos personales. Guárdela con el envío o destrúyala.',
  foot: (title, display, madeAt, madeBy) => `${title} · ${display} · impreso ${madeAt} por ${madeBy}`,
  fileName: (kind, itemKey) => `hoja de ${{ detention: 'detencion', seizure: 'incautacion', exam: 'examen' }[kind]} ${itemKey}`,
  withdrawn: 'ESTE EXAMEN FUE ANULADO Y NO CUENTA EN NINGUNA PARTE. No rellene ningún formulario con él.',
  corrected: (count, sealed) => `Valores tal como valen ahora, después de ${count === 1 ? 'una corrección' : `${count} correcciones`}. Sellado al principio como: ${sealed}.`,
  noSymbol: 'Para este número no se imprime código de barras: al escanearlo no se volvería a este envío.',

  item: 'Envío',
  number: 'Número del envío',
  kindOfNumber: 'Tipo de número',
  numberOf: { s10: 'número postal (S10)', s9: 'rótulo de receptáculo', s8: 'número de despacho', impb: 'número de paquete de USPS', other: 'otro número', none: 'hecho por el puesto, sin código de barras' },
  service: 'Servicio',
  origin: 'De',
  originName: (code, name) => (code === name ? code : `${countryWords(code, name)} (${code})`),
  labelClass: 'Clase según la etiqueta',
  labelOrigin: 'Origen según la etiqueta',
  labelContents: 'Contenido según la etiqueta',
  holds: 'Retenciones atendidas',
  noHolds: 'ninguna',

  exam: 'Examen',
  facility: 'Instalación (puerto)',
  facilityName: (name, id) => `${name} (${id})`,
  desk: 'Puesto',
  officer: 'Oficial',
  at: 'Fecha y hora',
  methods: 'Cómo se examinó',
  reasons: 'Por qué se examinó',
  outcome: 'Resultado',
  record: 'Registro',
  recordWords: (seq, hash) => `asiento ${seq}, SHA-256 ${hash.slice(0, 16)}…`,
  examId: 'Identificador del examen',

  kept: { detention: 'Por qué está detenido', seizure: 'La incautación', exam: 'Lo que dice el resultado' },
  prior: 'Detenido antes',
  priorYes: (at, notice) => `sí, ${at}, ${notice === null ? 'sin número de aviso registrado' : `aviso ${notice}`}`,
  priorNo: 'no por un examen de este puesto',

  found: 'Lo que se encontró',
  finding: 'En palabras',
  nothingFound: 'No se registró ningún hallazgo.',
  line: 'Línea',
  goods: 'Clase y nota',
  quantity: 'Cantidad',
  gross: 'Peso bruto',
  fieldTest: 'Prueba de campo',
  photos: 'Fotos',
  presumptive: 'Una prueba de campo es presuntiva: no prueba nada hasta que lo diga un laboratorio.',
  classWords: ({ commodityClass, note }) => [inList.class(commodityClass), note ?? ''].filter((part) => part !== '').join(': '),
  quantityWords: ({ quantity, unit }) => [quantity ?? '', unit === null ? '' : inList.unit(unit)].filter((part) => part !== '').join(' ') || 'no se dijo',
  weightWords: ({ weightGrams }) => (weightGrams === null ? 'no se dijo' : `${weightGrams} g`),
  testWords: ({ fieldTest }) => (fieldTest === null
    ? 'ninguna'
    : `${inList.testKind(fieldTest.kind)}: ${inList.testResult(fieldTest.result)} (presuntivo)`),
  photoWords: ({ photoIds }) => photoIds.join('\n') || 'ninguna',

  clocks: 'Fechas que siguen',
  noClocks: 'Para este envío ya no corre ningún plazo de detención: hay un resultado final registrado.',
  what: 'Qué',
  day: 'Día',
  rule: 'Norma',
  presented: 'Presentado a examen',
  detained: 'Detenido',
  detainedLate: 'Detenido, más tarde de lo permitido',
  decideBy: 'Liberar o detener antes del',
  noticeBy: 'Aviso de detención antes del',
  determineBy: 'Decisión de admisibilidad antes del',
  excludedOn: 'Sin decisión se considera excluido el',
  rules: {
    decideBy: '19 U.S.C. 1499(c)(1), 19 CFR 151.16(b): días hábiles desde la presentación',
    noticeBy: '19 U.S.C. 1499(c)(2), 19 CFR 151.16(c): días hábiles desde la decisión de detener',
    determineBy: '19 U.S.C. 1499(c)(5)(A): días desde la presentación',
    none: '',
  },
  dayFrom: 'registrado por este puesto',
  businessDays: (closedDays) =>
    `Días hábiles: sin fines de semana ni feriados legales${closedDays === 0 ? '' : ` ni ${closedDays === 1 ? 'otro día fijado' : `otros ${closedDays} días fijados`} por la sede`}. Otra ley puede fijar otras fechas (19 CFR 151.16(a)).`,

  aed: 'Datos electrónicos anticipados (AED) tal como los vio el oficial',
  aedVersion: (version, postedOn, receivedAt) =>
    `Versión ${version}, ${postedOn === '' ? 'fecha de imposición no enviada' : `impuesto el ${postedOn}`}${receivedAt === null ? '' : `, recibida ${receivedAt}`}.`,
  aedGone: 'Este puesto ya no tiene esa versión; la sede la tiene.',
  noAed: (asOf) => `En la pantalla no había AED; ${asOf === null ? 'la sede no había respondido nunca' : `datos de la sede hasta ${asOf}`}.`,
  aedUse: 'Los AED solo pueden usarse para la seguridad de la carga, contra el contrabando y para evaluar riesgos, no para control comercial ni derechos de aduana (19 U.S.C. 1415(a)(3)(F)).',

  byHand: 'Para rellenar a mano',
  blanks: {
    detention: [
      'Detenido de / destinatario avisado', 'Duración prevista de la detención', 'Pruebas o consultas por hacer', 'Qué puede acelerarlo', 'Oficial de contacto, teléfono', 'Número de precinto', 'Número de bolsa',
      'Lugar de almacenamiento', 'Número y tipo de bultos', 'Muestras enviadas a, fecha',
    ],
    seizure: [
      'Número de caso de investigación', 'Incautado a (nombre, dirección)', 'Número de precinto', 'Número de bolsa de pruebas', 'Número y tipo de bultos', 'Valor nacional estimado', 'Muestras enviadas a, fecha', 'Lugar de almacenamiento',
      'Observaciones',
    ],
    exam: ['Número de precinto', 'Número de bolsa', 'Observaciones'],
  },
  custody: 'Cadena de custodia',
  custodyColumns: ['Línea', 'Entregado por (nombre, firma)', 'Recibido por (nombre, cargo, organización)', 'Firma', 'Fecha, hora'],
  signatures: 'Firmas',
  signatureColumns: ['', 'Nombre en letra de molde', 'Credencial', 'Firma', 'Fecha, hora'],
  signing: { officer: 'Oficial', supervisor: 'Supervisor' },
};
