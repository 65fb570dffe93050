/** What each kind of ledger entry is, in Spanish. A kind without words does not compile; one of a newer version is shown as it is. */
import type { EntryKind } from '../../../domain/ledger/kinds.ts';

const WORDS: Readonly<Record<EntryKind, string>> = {
  'device.enrolled': 'alta del puesto',
  'session.signedIn': 'inicio de sesión',
  'session.signedOut': 'cierre de sesión',
  'session.locked': 'puesto bloqueado',
  'session.pinFailed': 'PIN incorrecto',
  'aed.imported': 'archivo AED incorporado',
  'exam.recorded': 'examen',
  'exam.amended': 'corrección o anulación de un examen',
  'aed.linked': 'AED vinculados a un examen',
  'item.presented': 'envío retenido presentado',
  'hold.notPresented': 'retenciones marcadas como no presentadas',
  'bag.opened': 'saca abierta',
  'bag.closed': 'saca cerrada',
  'shift.signed': 'turno firmado',
  'relay.exported': 'asientos en espera escritos en un archivo',
  'relay.takenIn': 'archivo de otro puesto incorporado',
  'relay.receiptsTakenIn': 'recibos incorporados de un archivo',
  'entries.exported': 'asientos rechazados exportados',
  'entries.offeredAgain': 'asientos rechazados ofrecidos otra vez',
  'aed.removalAllowed': 'gran retirada de AED aceptada',
  'drill.finished': 'resultado de una práctica',
  'entry.carried': 'asiento de este puesto anterior a su nueva alta',
};

export function entryKindWords(kind: string): string {
  return Object.hasOwn(WORDS, kind) ? WORDS[kind as EntryKind] : kind;
}
