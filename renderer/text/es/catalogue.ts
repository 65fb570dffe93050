/** Every word on the screen in Spanish, by id. "Guardado" and "recibido" stand here only where the service has said so. */
import type { Catalogue } from '../widened.ts';
import { absenceWords } from './absence.ts';
import { actionWords, displayWords, paletteWords } from './actions.ts';
import { aedFieldWords, invalidWords } from './aedFields.ts';
import { amendWords } from './amend.ts';
import { bagWords } from './bag.ts';
import { adviceSentence, bandWords, outcomeWords } from './bands.ts';
import { benchWords } from './bench.ts';
import { benchSettingsWords } from './benchSettings.ts';
import { cameraWords } from './camera.ts';
import { clockWords } from './clock.ts';
import { copiedWords } from './copied.ts';
import { countryWords } from './countries.ts';
import { deliveryWords, feedWords } from './delivery.ts';
import { drillWords } from './drill.ts';
import { examValuesWords } from './examValues.ts';
import { faultSentence } from './faults.ts';
import { fileFaultSentence, rowReasonWords } from './fileFaults.ts';
import { holdsWords } from './holds.ts';
import { listWords } from './lists.ts';
import { photoWords } from './photos.ts';
import { relayWords } from './relay.ts';
import { refusalWords } from './refusals.ts';
import { sheetWords } from './sheets.ts';
import { shiftName, shiftWords } from './shift.ts';
import { approvalWords } from './syncFailures.ts';
import { ageOf, counted, countOf, dateOf, exactTimeOf, lastingOf, several, timeOf } from './times.ts';

const ROLES: Readonly<Record<string, string>> = { officer: 'oficial', supervisor: 'supervisor' };

export const es: Catalogue = {
  appName: 'IMF Exam Desk',

  band: {
    word: bandWords,
    advice: adviceSentence,
    region: 'El envío de delante',
    noItem: 'Escanee un envío',
    noItemHint: 'Escanee la etiqueta del envío, o pulse F4 si no tiene código de barras legible.',
    also: 'además',
    scansWaiting: (count) => several(count, 'se está consultando 1 lectura', `se están consultando ${countOf(count)} lecturas`),
    scansKept: (count) =>
      several(count, '1 lectura se conserva y se consulta cuando vuelva el servicio del puesto', `${countOf(count)} lecturas se conservan y se consultan cuando vuelva el servicio del puesto`),
    scanCut: 'ESCANEE OTRA VEZ',
    scanCutHint: 'Una lectura se cortó: una parte no llegó. No se registró nada y no hay nada delante. Escanee el envío otra vez.',
    changed: 'Llegaron datos nuevos de la sede',
    changedFrom: (word) => `Cambió por datos nuevos de la sede; era ${word}`,
    news: (word) =>
      `Llegaron de la sede datos nuevos de este envío${word === null ? '' : `: ahora es ${word}`}. Nada cambió bajo sus manos. Pulse N para cargarlos, en un campo o una elección antes Esc; lo que escribió se queda.`,
    loadNews: 'Cargarlos',
    scanFailed: (raw) => `La lectura "${raw}" no se consultó.`,
  },

  bench: benchWords,
  benchSettings: benchSettingsWords,

  photos: photoWords,
  camera: cameraWords,
  drill: drillWords,
  lists: listWords,
  country: countryWords,

  fault: faultSentence,
  fileFault: fileFaultSentence,

  title: {
    facts: 'Puesto, oficial y transmisión a la sede',
    place: (facilityId, deskName) => `${facilityId} · ${deskName}`,
    officer: (name, role, shift) => `${name} · ${ROLES[role] ?? role} · ${shiftName(shift)}`,
    nobody: (shift) => `sin sesión · ${shiftName(shift)}`,
    waiting: (count, oldest, now) => `${countOf(count)} en espera${oldest === null ? '' : `, desde hace ${ageOf(oldest, now)}`}`,
    allDelivered: (at) => `todo recibido ${timeOf(at)}`,
    nothingWaits: 'nada en espera',
    nothingYet: 'nada que transmitir todavía',
    refused: (count) => `la sede rechazó ${countOf(count)}`,
    aed: (asOf, feed) => (asOf === null ? feedWords(feed) : `AED ${timeOf(asOf)}`),
    halted: { upload: 'la transmisión se detuvo', download: 'la recepción se detuvo', both: 'la transmisión y la recepción se detuvieron' },
  },

  serviceGone: {
    gone: 'El servicio del puesto se detuvo y se está arrancando otra vez. Todo lo que dice guardado está a salvo. Las lecturas de ahora se conservan y se consultan después.',
    givenUp: 'El servicio del puesto no arranca. Todo lo que dice guardado está a salvo; las lecturas de ahora se conservan en esta ventana. Pulse F12 para arrancarlo otra vez; si sigue así, use otro puesto y llame a soporte.',
    restart: 'Arrancarlo otra vez',
  },

  enrolment: {
    heading: 'Hacer de esto un puesto de su IMF',
    intro: 'Solo una vez. La sede (HQ) le da una dirección y un código; el código vale una sola vez y nombra la sede que lo hizo. Puede escanearlo.',
    demo: 'Perfil de demostración: datos sintéticos. Este puesto se da de alta solo en un momento; no hay nada que escribir.',
    url: 'Dirección de la sede (HQ)',
    code: 'Código de alta',
    name: 'Nombre de este puesto, p. ej. Mesa 07',
    go: 'Dar de alta este puesto',
    busy: 'Preguntando a la sede …',
  },

  copied: copiedWords,

  signIn: {
    heading: 'Iniciar sesión',
    awaitingApproval: approvalWords,
    locked: (name) => `Bloqueado por ${name}`,
    lockedHint: (name) =>
      `Los exámenes que decían guardado están a salvo en el disco de este puesto. Lo empezado también se conserva en él, solo para ${name}. ${name} o un supervisor puede abrir este puesto.`,
    lockPending: 'El servicio del puesto no está; se le dirá que bloquee en cuanto vuelva.',
    hint: 'Escanee su credencial o escríbala. Luego escriba su PIN: con seis dígitos inicia sesión.',
    badge: 'Credencial',
    pin: 'PIN',
    go: 'Iniciar sesión',
    busy: 'Comprobando …',
    demoHeading: 'Perfil de demostración: datos sintéticos',
    demoHint: 'Estos oficiales no existen. Pulse uno para iniciar sesión como ese oficial.',
    demoKey: 'La clave de este puesto está junto a sus datos y no protege nada. Nunca introduzca aquí datos reales.',
    demoOfficer: (badge, pin) => `credencial ${badge} · PIN ${pin}`,
    waiting: 'Transmisión a la sede',
  },

  aed: {
    heading: 'AED: datos electrónicos anticipados',
    none: (asOf, feed) => `Sin AED: ${absenceWords(asOf, feed)}.`,
    version: (version, versions, receivedAt) => `versión ${version} de ${versions}, recibida ${timeOf(receivedAt)}`,
    quality: (invalid) => (invalid === 0 ? 'los cinco campos comprobados son válidos' : `calidad: ${counted(invalid, 'campo no válido', 'campos no válidos')}`),
    posting: (index, count) => `imposición ${index} de ${count}`,
    invalid: (reason) => `no válido: ${invalidWords(reason)}`,
    received: (text) => `recibido "${text}"`,
    blank: '—',
    field: aedFieldWords,
    posted: (postedOn) => (postedOn === '' ? 'Imposición: no enviada' : `Impuesto el ${dateOf(postedOn)}`),
    goods: 'Mercancía',
    item: 'Envío',
    port: { none: 'Puerto: ninguno todavía', here: 'Puerto: este IMF', elsewhere: (name) => `Puerto: ${name}`, unknown: (code) => `Puerto: "${code}", desconocido aquí` },
    holds: 'Retenciones',
    noHolds: absenceWords,
    hold: (status, facilityId, by, placedAt) => `${status} · ${facilityId} · puesta por ${by}${placedAt === null ? '' : ` ${timeOf(placedAt)}`}`,
    history: 'Historial',
    noHistory: 'ningún examen anterior en este puesto ni según la sede',
    holdStatus: { open: 'abierta', notPresented: 'no presentada', presented: 'presentada', examined: 'examinada', cancelled: 'retirada', released: 'levantada' },
  },

  label: {
    heading: 'Lo que dice la etiqueta',
    short: 'Etiqueta',
    origin: 'Origen (dos letras)',
    originUnknown: 'No es un código de país: dos letras como en la etiqueta, o déjelo vacío.',
    mailClass: 'Clase de correo',
    classes: { letter: 'carta', parcel: 'encomienda', ems: 'EMS', other: 'otra' },
    contents: 'Contenido',
    leaveField: 'Esc: volver a las teclas',
    originHint: 'Origen',
    contentsHint: 'Contenido',
    classHint: 'Clase de correo',
    deskMade: 'Este envío tiene un número de este puesto. Póngale su etiqueta: al escanearla se vuelve a este envío.',
    /** On the label itself, which is narrow. */
    remark: 'número del puesto de examen: no es postal',
    print: 'Imprimir etiqueta',
    savePdf: 'Etiqueta en PDF',
    printed: 'La etiqueta fue a la impresora. Póngala en el envío.',
    savedPdf: (file) => `La etiqueta está en ${file}. Imprímala y póngala en el envío.`,
  },

  exam: {
    methods: 'Cómo se examinó',
    noMethod: 'Elija antes cómo se examinó; la elección se queda para los envíos que siguen.',
    finding: 'Hallado',
    findingNothing: 'nada; F para escribir lo hallado',
    findingKey: 'Hallazgo',
    outcome: 'Resultado',
    allOutcomes: 'todos los resultados …',
    chooseOutcome: 'Todos los resultados: pulse la tecla de uno',
    back: 'Atrás',
    recording: 'Registrando …',
    inDoubt: 'El servicio del puesto se detuvo antes de responder. Se le pregunta otra vez en cuanto vuelva y usted haya iniciado sesión; el envío sigue abierto hasta entonces.',
    keyHeldBack: 'El envío cambió en ese momento, así que la tecla no actuó y no se registró nada. Mire la franja y pulse la tecla otra vez.',
    saved: (at) => `guardado ${exactTimeOf(at)}`,
    scanNext: 'escanee el siguiente',
    notAnItem: 'Con esta lectura no se puede registrar ningún examen. Los envíos sin registrar se conservan abajo.',
    recordAllTheSame: 'Registrarlo con este número',
    outcomeWords,
    cbp: (number) => `CBP ${number}`,
  },

  examValues: examValuesWords,

  amend: amendWords,

  drafts: {
    heading: 'Sin registrar todavía',
    back: 'Volver a él',
    drop: 'Apartarlo sin registro',
    failed: 'no guardado',
    recording: 'registrando',
  },

  recent: {
    heading: 'Hace un momento',
    none: 'Aún no hay ningún examen en este puesto.',
    withdrawn: 'anulado',
    delivery: { saved: 'guardado', delivered: 'recibido por la sede', refused: 'rechazado por la sede' },
    at: (at) => timeOf(at),
    savedAt: (at) => `guardado ${exactTimeOf(at)}`,
    deliveredAt: (at) => (at === null ? 'recibido por la sede' : `recibido ${timeOf(at)}`),
  },

  shift: shiftWords,

  sheet: sheetWords,

  delivery: deliveryWords,

  relay: relayWords,

  refusals: refusalWords,

  clock: clockWords,

  bag: bagWords,

  holds: holdsWords,

  aedImport: {
    heading: 'Incorporar un archivo AED',
    intro: 'Un archivo CSV o NDJSON con columnas de AED. Un archivo con un fallo propio se rechaza entero; una fila con un fallo se rechaza sola. Mientras tanto puede seguir escaneando.',
    choose: 'Elegir un archivo',
    cancel: 'Cancelar',
    rows: (rows, refused) => `${counted(rows, 'fila incorporada', 'filas incorporadas')}${refused === 0 ? '' : `, ${counted(refused, 'rechazada', 'rechazadas')}`}`,
    reading: (rows, refused) => `${counted(rows, 'fila leída', 'filas leídas')}${refused === 0 ? '' : `, ${counted(refused, 'rechazada', 'rechazadas')}`}`,
    speed: (rowsPerSecond, secondsLeft) => `${countOf(Math.round(rowsPerSecond))} filas/s${secondsLeft === null ? '' : ` · quedan ${lastingOf(secondsLeft)}`}`,
    done: (file) => `${file} está incorporado.`,
    cancelled: (file) => `${file} se canceló. No se incorporó nada de él.`,
    running: (file) => `Leyendo ${file}`,
    refused: 'Filas rechazadas',
    refusedFirst: (shown, all) => `las primeras ${countOf(shown)} de ${countOf(all)}`,
    line: 'Línea',
    column: 'Columna',
    reason: 'Motivo',
    wholeRow: 'toda la fila',
    rowReason: rowReasonWords,
    save: 'Escribir el informe',
    savedReport: (rows, file) => `El informe con ${counted(rows, 'fila', 'filas')} está en ${file}.`,
    progress: 'Avance del archivo',
    countOf,
  },

  help: {
    heading: 'Teclas',
    everywhere: 'En todas partes',
    bench: 'En la mesa',
    delivery: 'En la pantalla de transmisión a la sede (F10)',
    move: 'arriba y abajo por los asientos rechazados',
    allRefused: 'elegir todos los asientos rechazados o solo uno',
    scanning: 'Lector',
    scanningWords: 'Una lectura vale en cualquier pantalla y escriba lo que escriba. Enter y Tab del lector nunca hacen nada. Las teclas sueltas actúan sobre el envío de delante.',
    versions: 'Versiones',
    version: (app, electron, chromium, node) => `${app} · Electron ${electron} · Chromium ${chromium} · Node ${node}`,
    outcomeKey: (words) => `resultado: ${words}`,
    methodKey: (words) => `examinado con: ${words}`,
  },

  actions: actionWords,

  palette: paletteWords,

  display: displayWords,

  keys: {
    help: 'teclas',
    benchSettings: 'mesa',
    palette: 'acciones',
    holds: 'retenciones',
    bag: 'saca',
    shift: 'turno',
    noBarcode: 'sin código',
    aedImport: 'archivo AED',
    lock: 'bloquear',
    delivery: 'sede',
    back: 'volver a la mesa',
    toBench: 'mesa',
    backOut: 'salir de una elección, dejar un campo',
    posting: 'qué imposición de este número tiene en la mano',
    undo: 'anular el último examen registrado en este puesto',
    finish: 'registrar con números y nota; imprimir la etiqueta de un envío sin código de barras, o la hoja de trabajo de lo recién detenido o incautado',
    scroll: 'desplazar',
    news: 'cargar los datos nuevos del envío',
    draft: 'volver al envío sin registrar',
    drop: 'apartar el envío sin registro',
    bar: 'Teclas de función',
  },
};
