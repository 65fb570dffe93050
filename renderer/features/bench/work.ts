/** The items on the bench: the one on top and those not recorded yet; pure steps, so that no item gets lost between two scans. */
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import type { ExamSummary } from '../../../preload/contract/examViews.ts';
import type { AedView, ExamDraft, ItemView } from '../../../preload/contract/views.ts';
import type { Fault, Result } from '../../../preload/contract/result.ts';
import { isLabelTyped, labelFormOf } from '../noBarcode/index.ts';

/**
 * One item in hand. inDoubt: the service stopped before it said whether the exam is saved. sent: the draft of a record call whose end is
 * not known for certain; while it is there the scan's id must not change, because the service knows a second call by it. newer: a look-up
 * with news that waits for the officer's key. photosUnderWay: taken for it and not on the disk yet. changed: the item on the screen changed by itself; at: performance.now().
 */
export interface Work {
  readonly item: ItemView;
  readonly officerId: string;
  readonly form: ExamForm;
  readonly phase: 'open' | 'recording' | 'inDoubt' | 'saved';
  readonly sent: ExamDraft | null;
  readonly fault: Fault | null;
  readonly saved: ExamSummary | null;
  readonly newer: ItemView | null;
  readonly photosUnderWay: number;
  readonly changed: { readonly at: number; readonly from: ItemView['band'] } | null;
}

/** drafts: newest first. */
export interface Works {
  readonly top: Work | null;
  readonly drafts: readonly Work[];
}

export function newWork(item: ItemView, officerId: string, form: ExamForm = newForm(item)): Work {
  return { item, officerId, form, phase: 'open', sent: null, fault: null, saved: null, newer: null, photosUnderWay: 0, changed: null };
}

/** What the desk knows itself is filled in: the label's country and class, and why the item is examined. */
export function newForm(item: ItemView): ExamForm {
  const reasons = [...item.offer.reasons];
  return { reasons, finding: '', findings: [], label: labelFormOf(item), outcomeKeys: [], details: null, isConfirmed: false, postedOn: null };
}

/** The AED of the item in hand: the only posting, or the one that the officer said it is. Of several nobody guesses. */
export function postingInHand({ item: { postings }, form }: Pick<Work, 'item' | 'form'>): AedView | null {
  if (postings.length === 1) return postings[0] ?? null;
  return postings.find(({ postedOn }) => postedOn === form.postedOn) ?? null;
}

/** Puts a scanned item on top. An item that is on the bench already, scanned once more, keeps what was entered for it. */
export function place(works: Works, scanned: Work): Works {
  const known = allWorks(works).find((work) => isSameItem(work, scanned));
  const others = allWorks(works).filter((work) => work !== known);
  const top = known === undefined ? scanned : isReplaceable(known) ? withItem(known, scanned.item) : known;
  return { top, drafts: others.filter((work) => isWorthKeeping(work)) };
}

/** Puts an item that another officer scanned among that officer's drafts. */
export function placeAside({ top, drafts }: Works, scanned: Work): Works {
  const isKnown = allWorks({ top, drafts }).some((work) => isSameItem(work, scanned));
  return { top, drafts: isKnown || !isWorthKeeping(scanned) ? drafts : [scanned, ...drafts] };
}

/** Clears the top without losing what is on it. */
export function putAside(works: Works): Works {
  return { top: null, drafts: allWorks(works).filter(isWorthKeeping) };
}

/** Brings the newest draft of an officer back; the item on top goes to the end of the row. */
export function resumeDraft({ top, drafts }: Works, officerId: string): Works {
  const next = drafts.find((work) => work.officerId === officerId);
  if (next === undefined) return { top, drafts };
  const rest = drafts.filter((work) => work !== next);
  return { top: next, drafts: top !== null && isWorthKeeping(top) ? [...rest, top] : rest };
}

/** An exam or a photo of it may be on its way: then neither its view nor its id may change. */
export function isReplaceable({ phase, sent, photosUnderWay }: Work): boolean {
  return phase === 'open' && sent === null && photosUnderWay === 0;
}

export function findWork(works: Works, scanId: string): Work | null {
  return allWorks(works).find((work) => work.item.scanId === scanId) ?? null;
}

export function allWorks({ top, drafts }: Works): readonly Work[] {
  return top === null ? drafts : [top, ...drafts];
}

/** Changes one work; a work that is no longer there is nobody's business. */
export function changeWork({ top, drafts }: Works, scanId: string, change: (work: Work) => Work): Works {
  const changed = (work: Work): Work => (work.item.scanId === scanId ? change(work) : work);
  return { top: top === null ? null : changed(top), drafts: drafts.map(changed) };
}

/** What an answer to exam/record makes of a work. isAgain: it had been sent before, and that call's end is not known. */
export function settled(work: Work, answer: Result<ExamSummary>, isAgain: boolean): Work {
  if (answer.ok) return { ...work, phase: 'saved', saved: answer.value, sent: null, fault: null, newer: null };
  const { fault } = answer;
  // Who is signed in is asked before what is recorded: such an answer says nothing about the first call.
  if (fault.kind === 'service-gone' || (isAgain && fault.kind === 'not-signed-in')) return { ...work, phase: 'inDoubt', fault: null };
  const isNothingRecorded = fault.kind === 'no-such-item' || fault.kind === 'outcome-incomplete' || fault.kind === 'not-signed-in';
  return { ...work, phase: 'open', fault, sent: isNothingRecorded ? null : work.sent };
}

/** Recorded works leave the row of drafts by themselves. */
export function withoutSavedDrafts({ top, drafts }: Works): Works {
  return { top, drafts: drafts.filter((work) => work.phase !== 'saved') };
}

/** A newer look-up of the same item in place of the one before. What was typed stays, and so does the posting that was chosen. */
export function withItem(work: Work, item: ItemView): Work {
  const reasons = areReasonsChosen(work) ? work.form.reasons : [...item.offer.reasons];
  return { ...work, item, form: { ...work.form, reasons }, newer: null, changed: null };
}

/** The same item in the same hands, and not recorded yet. */
export function isSameItem(work: Work, scanned: Work): boolean {
  const { id } = scanned.item.identifier;
  return work.phase !== 'saved' && work.officerId === scanned.officerId && id !== '' && work.item.identifier.id === id;
}

/** What was only looked at is not put back into the row: a bag tag, or an item whose final outcome is on record. */
function isWorthKeeping(work: Work): boolean {
  const { phase, item } = work;
  if (phase !== 'open' || isTouched(work)) return phase !== 'saved';
  return item.band !== 'NOT_AN_ITEM' && item.advice.id !== 'examined.final';
}

/** Something was entered for it. */
export function isTouched(work: Work): boolean {
  const { item, form, fault, sent } = work;
  const isWritten = form.finding !== '' || form.findings.length > 0 || form.details !== null || isLabelTyped(item, form.label);
  const hasPhotos = (form.photos ?? []).length > 0 || work.photosUnderWay > 0;
  return isWritten || hasPhotos || areReasonsChosen(work) || form.isConfirmed || form.outcomeKeys.length > 0 || fault !== null || sent !== null;
}

/** The officer's reasons are not those that the desk knew itself. */
function areReasonsChosen({ item, form }: Work): boolean {
  return form.reasons.join() !== item.offer.reasons.join();
}
