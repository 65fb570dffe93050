/** What each key does on the bench. */
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { MAIL_CLASSES } from '../../../domain/identifier/service.ts';
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';
import { FINDINGS_KEY, REASONS_KEY } from '../examValues/index.ts';
import { needsLabel } from '../noBarcode/index.ts';
import { SAVE_KEY, WORKSHEET_KEY } from '../sheets/index.ts';
import { mayBeRecorded } from './draftOf.ts';
import { actOnPart, findingsPart } from './parts.ts';
import { PHOTOS_KEY } from './photos.ts';
import { correctableOf } from './undoable.ts';
import { postingInHand, type Work } from './work.ts';
import { hasLabel, worksheetExamOf } from './worksheetExam.ts';

const NAMED_KEYS = new Set(['Delete', 'F8', 'ArrowUp', 'ArrowDown']);

/** Every key waits in line behind the scans before it. */
export function benchKey(state: AppState, key: string): boolean {
  if (Array.from(key).length > 1 && !NAMED_KEYS.has(key)) return false;
  state.takeKey(key);
  return true;
}

/** Performs one key on the item that is on top now. pressedAt: performance.now() of the press. */
export function actOnKey(state: AppState, key: string, pressedAt: number): void {
  const { top } = state;
  if (top !== null && top.form.outcomeKeys.length > 0) return state.pressOutcome([...top.form.outcomeKeys, key], pressedAt);
  if (key === 'F8') return actOnF8(state);
  if (top?.phase === 'open' && actOnPart(state, top, key)) return;
  if (key === 'Delete') return state.dropTop();
  const method = EXAM_METHOD_FACTS.find((one) => one.key === key);
  if (method !== undefined) return state.toggleMethod(method.code);
  if (/^\d$/.test(key)) return state.pressOutcome([key], pressedAt);
  if (top?.phase === 'open' && actOnForm(state, top, key)) return;
  actAnywhere(state, key);
}

/** Keys that need no open item. */
function actAnywhere(state: AppState, key: string): void {
  const correctable = correctableOf(state);
  if (key === 'b') state.resumeDraft();
  if (key === 'n') state.loadNews();
  if (key === 'u') void state.undoNewest();
  if (key === 'a' && correctable !== null) void state.openAmend(correctable);
  if (key === WORKSHEET_KEY) makeWorksheet(state, 'print');
  if (key === SAVE_KEY) saveSheet(state);
}

/** The one key that finishes what is open: the record with its details, the label of an item without barcode, or the papers of what was recorded. */
function actOnF8(state: AppState): void {
  if (state.top?.form.details != null) state.recordDetails();
  else if (hasLabel(state)) void state.printLabel();
  else makeWorksheet(state, 'print');
}

function saveSheet(state: AppState): void {
  if (hasLabel(state)) void state.saveLabel();
  else makeWorksheet(state, 'pdf');
}

function makeWorksheet(state: AppState, way: 'print' | 'pdf'): void {
  const exam = worksheetExamOf(state);
  if (exam !== null) void state.makeSheet({ examId: exam.examId }, way);
}

/** true when the key belongs to the form of an open item. */
function actOnForm(state: AppState, work: Work, key: string): boolean {
  const { item, form } = work;
  switch (key) {
    case 'f': focusField('finding'); return true;
    case REASONS_KEY: state.openPart({ part: 'reasons' }); return true;
    case FINDINGS_KEY: state.openPart(findingsPart(form.findings)); return true;
    case PHOTOS_KEY: if ((form.photos ?? []).length > 0) state.openPart({ part: 'photos' }); return true;
    case 'e': state.openPart({ part: 'detailsOutcome' }); return true;
    case 'y': state.takeNearMiss(); return true;
    case 'v': if (item.postings.length > 1) state.editForm({ postedOn: nextPosting(work) }); return true;
    case 'i': if (mayBeRecorded(item)) state.editForm({ isConfirmed: true }); return true;
    default: return needsLabel(item) && actOnLabel(state, work, key);
  }
}

function actOnLabel(state: AppState, { form }: Work, key: string): boolean {
  switch (key) {
    case 'k': focusField('contents'); return true;
    case 'g': focusField('origin'); return true;
    case 'm': state.editForm({ label: { ...form.label, mailClass: nextClass(form.label.mailClass) } }); return true;
    default: return false;
  }
}

/** The first press says that the newest is in hand, the next the one before it, and around again. */
function nextPosting(work: Work): string | null {
  const { postings } = work.item;
  const shown = postings.findIndex((posting) => posting === postingInHand(work));
  return postings[(shown + 1) % postings.length]?.postedOn ?? null;
}

/** letter, parcel, EMS, other, none, and around again. */
function nextClass(current: Work['form']['label']['mailClass']): Work['form']['label']['mailClass'] {
  return MAIL_CLASSES[current === null ? 0 : MAIL_CLASSES.indexOf(current) + 1] ?? null;
}
