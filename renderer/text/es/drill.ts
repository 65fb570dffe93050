/** Spanish words of the drill: its cases with their rules, what a record has that was not asked for, and who has done it. */
import type { DrillCaseCode } from '../../../domain/drill/cases.ts';
import type { DrillDiffers, DrillJudgement } from '../../../domain/drill/fold.ts';
import { DETENTION_REASON, PARTNER_AGENCY } from '../../../domain/outcome/fields.ts';
import type { Catalogue } from '../widened.ts';
import { outcomeWords } from './bands.ts';
import { listWords } from './lists.ts';
import { counted, countOf, exactTimeOf, timeOf } from './times.ts';

const CASES: Readonly<Record<DrillCaseCode, Catalogue['drill']['cases'][DrillCaseCode]>> = {
  clear: {
    title: 'Libre: un examen sin hallazgo',
    goal: 'Escanee la muestra 1. Los rayos X muestran tazas de té, como se declaró. Registre que fue examinada y sigue a USPS.',
    hint: 'Una lectura, una tecla: 0 la entrega.',
    why: 'Un examen que no encuentra nada también es un registro: los oficiales registraban lo que hacían solo cuando se incautaba algo, y nadie podía decir si el control funciona (OIG-23-56 p. 7).',
  },
  hold: {
    title: 'Retención: presentar a examen',
    goal: 'Escanee la muestra 2. NTC pide examinarla. Los rayos X muestran una tarjeta de papel y nada más. Conteste la retención.',
    hint: 'La lectura la presenta y el examen registrado contesta la retención: 0 la entrega.',
    why: 'Una retención se contesta presentando y examinando el envío: una IMF examinó el 56 por ciento de las suyas, otras el 88 (OIG-23-56 p. 5).',
  },
  noAed: {
    title: 'Sin AED aquí, y el AED era obligatorio',
    goal: 'Escanee la muestra 3. No llegaron datos de ella y su país no está exento. La etiqueta dice: dried herbs. No se halla nada más: entréguela con lo que dice la etiqueta.',
    hint: 'K va al contenido: escríbalo. Esc sale del campo, 0 la entrega.',
    why: 'El AED debe llegar antes que el correo (19 CFR 145.74; exenciones: OIG-23-56 p. 1). Los exámenes de correo sin AED no se podían registrar (OIG-23-56 p. 7, nota 15); lo que dice la etiqueta es todo lo que se sabe de él.',
  },
  detained: {
    title: 'Detenido, con el motivo',
    goal: 'Escanee la muestra 4. Se declararon zapatos; los rayos X muestran botellas. Deténgala: la declaración no corresponde al contenido.',
    hint: '1 la detiene; después, la tecla del motivo.',
    why: 'El correo con dudas de admisibilidad se detiene (OIG-23-56 p. 2). El motivo dice qué hay que decidir, y el plazo corre desde aquí (19 U.S.C. 1499(c)).',
  },
  referred: {
    title: 'Remitido a otra agencia',
    goal: 'Escanee la muestra 5. Contiene pastillas de medicina sin etiqueta. Remítala a la agencia de alimentos y medicinas.',
    hint: '2 la remite; después, la tecla de la agencia.',
    why: 'Se remitía a otras agencias sin dejar registro (OIG-23-56 p. 7). La agencia es aquella cuya ley se aplica: la medicina es de la FDA.',
  },
  postings: {
    title: 'Varias imposiciones de un número',
    goal: 'Escanee la muestra 6. Su número se usó dos veces. La etiqueta dice: remitente Drill Sender Old, un libro. Diga qué imposición tiene en la mano y entréguela.',
    hint: 'V pasa por las imposiciones; compare remitente y contenido con la etiqueta. Después, 0.',
    why: 'Los correos vuelven a usar un número pasado un tiempo (UPU S10). El examen debe nombrar los datos del envío en la mano, o el hallazgo cae sobre otro remitente.',
  },
  undo: {
    title: 'Retirar un registro',
    goal: 'Escanee la muestra 7. Pulse 3 como por descuido: devuelto al remitente. Retírelo y registre lo correcto: entregado a USPS.',
    hint: 'U retira el último examen registrado. El envío queda abierto otra vez: 0.',
    why: 'Un registro guardado nunca se cambia ni se borra: retirarlo es otro registro, y los dos quedan para el supervisor. Uno equivocado que nadie retira cuenta.',
  },
  noBarcode: {
    title: 'Sin código de barras legible',
    goal: 'La etiqueta de este envío está rota: no hay nada que escanear. Solo se lee el origen: FR. Ábralo sin código, diga el origen, entréguelo.',
    hint: 'F4 le da un número del puesto. G va al origen: escriba FR. Esc sale del campo; después, 0.',
    why: 'Un envío sin número se examina y se registra como cualquier otro (OIG-23-56 p. 7, nota 15); su origen decide si el AED era obligatorio (19 CFR 145.74).',
  },
};

const DIFFERS: { readonly [What in DrillDiffers['what']]: (differs: Extract<DrillDiffers, { what: What }>) => string } = {
  item: () => 'Este registro es de otro envío que el del caso. Retírelo con U si fue un descuido, y haga lo que pide el caso.',
  notTakenBack: () => 'El descuido todavía cuenta, o no había nada que retirar: pulse U ahora y registre el resultado correcto.',
  posting: () => 'Se tomó otra imposición que la que tiene en la mano. Compare el remitente con la etiqueta: U retira el registro, V dice qué imposición es.',
  outcome: ({ is, should }) => `Registró "${outcomeWords(is)}"; se pide "${outcomeWords(should)}". U retira el registro; después pulse la tecla correcta.`,
  field: ({ is, should }) => `El resultado es correcto, su respuesta no: "${choiceWords(is)}" en lugar de "${choiceWords(should)}". U retira el registro; regístrelo otra vez.`,
  contents: () => 'El contenido de la etiqueta no está en el registro, y sin AED nada más dice qué había dentro. U lo retira; K va al contenido.',
  origin: ({ is, should }) => `El origen en el registro está ${is === '' ? 'en blanco' : `como "${is}"`}; la etiqueta dice ${should}. U lo retira; G va al origen.`,
};

const NEXT: Readonly<Record<Extract<DrillJudgement, { verdict: 'next' }>['next'], string>> = {
  takeBack: 'Ese es el descuido. Ahora retírelo: U.',
  recordAnew: 'El registro está retirado. Ahora registre el resultado correcto.',
};

export const drillWords: Catalogue['drill'] = {
  word: 'PRÁCTICA',
  bandWords: 'PRÁCTICA · nada de aquí llega al libro real',
  titleWords: 'solo para practicar',
  guide: 'Práctica: el caso que toca ahora',
  cases: CASES,
  caseOf: (number, count, title) => `Caso ${countOf(number)} de ${countOf(count)} · ${title}`,
  hint: 'Teclas',
  why: 'Por qué',
  told: (judgement) => (judgement.verdict === 'wrong' ? differsWords(judgement.differs) : judgement.verdict === 'next' ? NEXT[judgement.next] : ''),
  passed: (number, tries) => `El caso ${countOf(number)} es correcto${tries > 1 ? ` en el intento ${countOf(tries)}` : ''}.`,
  noSample: 'sin código de barras: F4',
  sampleAlt: (number, display) => `Código de barras de la muestra ${countOf(number)}: ${display}`,
  sample: (number) => `Muestra ${countOf(number)}`,
  list: 'Los casos',
  number: 'N.º',
  title: 'Caso',
  triesColumn: 'Intentos',
  state: { passed: 'aprobado', current: 'ahora', waiting: 'por venir' },
  tries: (tries) => counted(tries, 'intento', 'intentos'),
  allPassed: (savedAt) =>
    savedAt === null
      ? 'Todos los casos están aprobados. El resultado aún no está en el disco: se escribe al salir con F12.'
      : `Todos los casos están aprobados. Su resultado quedó guardado ${exactTimeOf(savedAt)} y va a su supervisor y a la sede. F12 o Esc vuelve a la mesa.`,
  recordedHere: (at) => `anotado en la práctica ${exactTimeOf(at)}`,
  recordedHereShort: (at) => `práctica ${timeOf(at)}`,
  deskOnly: 'Esta tecla es del puesto real. F12 sale de la práctica; después púlsela otra vez.',
  ended: (passed, cases, savedAt) => `La práctica terminó: ${countOf(passed)} de ${countOf(cases)} casos aprobados. El resultado quedó guardado ${exactTimeOf(savedAt)}. Esta es otra vez la mesa real.`,
  lost: 'La práctica terminó porque el servicio del puesto se detuvo. No se guardó nada de ella y nada real se tocó. Empiécela otra vez desde F1 cuando quiera.',
  notSaved: 'La práctica terminó, pero su resultado no se pudo escribir. Nada real se tocó.',
  realSample: (number) => `Este es el número de la muestra de práctica ${countOf(number)}. Si es la hoja de muestras, quítela con Delete; la práctica se empieza desde F1. Si es correo, regístrelo como siempre.`,
  help: {
    heading: 'Práctica',
    intro: 'Ocho casos con correo inventado, con sus propias teclas y su lector. De ello no se registra más que el resultado, que ve su supervisor.',
    start: 'empezar la práctica',
    leave: 'salir de la práctica',
  },
  results: {
    heading: 'Práctica: quién la hizo, según este puesto',
    officer: 'Oficial',
    state: 'Estado',
    passedAt: 'Última aprobada',
    lastAt: 'Última práctica',
    drills: 'Prácticas',
    passed: 'aprobada',
    notPassed: (passed, cases) => `no aprobada: ${countOf(passed)} de ${countOf(cases)} casos`,
    never: 'nunca hecha',
    at: (at) => (at === null ? '—' : timeOf(at)),
    summary: (passed, officers) => `${countOf(passed)} de ${countOf(officers)} oficiales de la lista la aprobaron en este puesto. La sede conoce las prácticas de otros puestos.`,
  },
};

function differsWords(differs: DrillDiffers): string {
  return (DIFFERS[differs.what] as (differs: DrillDiffers) => string)(differs);
}

function choiceWords(value: string): string {
  if (value === '') return 'sin respuesta';
  const field = [DETENTION_REASON, PARTNER_AGENCY].find(({ choices }) => choices?.some((choice) => choice.value === value));
  const choice = field?.choices?.find((one) => one.value === value);
  return field === undefined || choice === undefined ? value : listWords.choice(field.name, choice);
}
