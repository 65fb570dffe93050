/** Why sending or receiving does not go on, in Spanish: what happened; what is safe; what to do next. A kind without a sentence does not compile. */
import type { SyncFailureKind } from '../../../domain/sync/engine.ts';
import type { FailureFacts, LaneName } from '../facts.ts';
import { sentenceOf, told, type Told } from '../told.ts';
import { countOf, several, timeOf } from './times.ts';

interface FailureWords {
  readonly happened: (facts: FailureFacts) => string;
  readonly next: string | ((facts: FailureFacts) => string);
}

const GOES_ON = 'Siga trabajando; el puesto lo reintenta solo.';

/** What is to be said at HQ stays in English: that is the word that HQ looks up. */
const WORDS: Readonly<Record<SyncFailureKind, FailureWords>> = {
  unreachable: { happened: silence, next: GOES_ON },
  'not-hq': {
    happened: ({ at }) => `Algo respondió a las ${timeOf(at)}, pero no era la sede: una página de acceso de la red, o una dirección equivocada.`,
    next: 'Siga trabajando; si sigue igual, que soporte revise la red.',
  },
  'receipt-invalid': {
    happened: ({ at }) => `El recibo de las ${timeOf(at)} no lleva la firma de la sede, así que no cuenta.`,
    next: 'Siga trabajando; si se repite, llame a la sede y diga: receipt without signature.',
  },
  'hq-error': { happened: ({ at }) => `La sede tuvo un fallo propio a las ${timeOf(at)}.`, next: GOES_ON },
  busy: { happened: ({ at }) => `La sede estaba ocupada a las ${timeOf(at)} y pidió a este puesto que esperara.`, next: GOES_ON },
  refused: { happened: ({ at }) => `La sede no aceptó la petición de este puesto de las ${timeOf(at)}.`, next: 'Siga trabajando; si sigue igual, llame a la sede.' },
  fork: {
    happened: ({ at }) => `Detenido a las ${timeOf(at)}: la sede tiene otro asiento con un número de este puesto. Eso nunca ocurre solo; debe mirarlo una persona.`,
    next: 'Avise a su supervisor y llame ya a la sede; diga: fork. Pulse F8 solo cuando la sede lo diga.',
  },
  'device-refused': {
    happened: ({ at }) => `Detenido a las ${timeOf(at)}: la sede ya no conoce este puesto, o lo ha excluido. Debe actuar una persona.`,
    next: 'Avise a su supervisor y llame a la sede; diga: device refused. Pulse F8 cuando la sede haya admitido el puesto otra vez.',
  },
  'large-removal': {
    happened: ({ at }) => `Detenido a las ${timeOf(at)}: los datos de la sede quitarían una parte inusualmente grande de los AED de este puesto. No se quitó nada; antes debe aceptarlo una persona.`,
    next: 'Llame a la sede y pregunte si es su intención. Si lo es, un supervisor lo acepta en esta pantalla; hasta entonces esperan los AED, las retenciones y las listas nuevas.',
  },
  'awaiting-approval': {
    happened: () => 'La sede aún no ha aprobado este puesto.',
    next: ({ fingerprint }) => `${askForApproval(fingerprint)} ${GOES_ON}`,
  },
  storage: {
    happened: ({ at }) => `El disco de este puesto no pudo tomar la respuesta de la sede a las ${timeOf(at)}.`,
    next: 'Llame a soporte para que revise el disco; el puesto lo reintenta solo.',
  },
};

export function failureTold(lane: LaneName, facts: FailureFacts): Told {
  const { happened, next } = WORDS[facts.kind];
  return told(happened(facts), safeWords(lane, facts.waiting), typeof next === 'string' ? next : next(facts));
}

export function failureSentence(lane: LaneName, facts: FailureFacts): string {
  return sentenceOf(failureTold(lane, facts));
}

/** On the sign-in screen, where no record waits yet. */
export function approvalWords(fingerprint: string): string {
  return `La sede aún no ha aprobado este puesto. ${askForApproval(fingerprint)} El puesto vuelve a preguntar solo; mientras la sede no diga que sí, no hay lista de oficiales y nadie puede iniciar sesión.`;
}

function askForApproval(fingerprint: string): string {
  return `Pida la aprobación a la sede y compare esta huella de la clave: ${fingerprint}.`;
}

/** Says that HQ is silent only as long as nothing was heard of it after the try that failed. */
function silence({ at, heardAt }: FailureFacts): string {
  if (heardAt === null) return 'La sede aún no ha respondido.';
  return Date.parse(heardAt) < Date.parse(at) ? `La sede no responde desde ${timeOf(heardAt)}.` : `La sede no respondió a las ${timeOf(at)}.`;
}

function safeWords(lane: LaneName, waiting: number): string {
  if (lane === 'download') return 'Sus registros están a salvo; los AED, las retenciones y las listas de este puesto siguen como estaban.';
  return waiting === 0 ? 'Sus registros están a salvo; no espera nada.' : `Sus registros están a salvo: ${several(waiting, '1 asiento se conserva', `${countOf(waiting)} asientos se conservan`)} en este puesto.`;
}
