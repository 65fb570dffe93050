/** What each key does on the bench. */
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { MAIL_CLASSES } from '../../../domain/identifier/service.ts';
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';
import { needsLabel } from '../noBarcode/index.ts';
import { mayBeRecorded } from './draftOf.ts';
import type { Work } from './work.ts';

const NAMED_KEYS = new Set(['Delete']);

/** Every key waits in line behind the scans before it. */
export function benchKey(state: AppState, key: string): boolean {
  if (Array.from(key).length > 1 && !NAMED_KEYS.has(key)) return false;
  state.takeKey(key);
  return true;
}

/** Performs one key on the item that is on top now. pressedAt: performance.now() of the press. */
export function actOnKey(state: AppState, key: string, pressedAt: number): void {
  if (key === 'Delete') return state.dropTop();
  if (key === 'b') return state.resumeDraft();
  const { top } = state;
  if (top !== null && top.form.outcomeKeys.length > 0) return state.pressOutcome([...top.form.outcomeKeys, key], pressedAt);
  const method = EXAM_METHOD_FACTS.find((one) => one.key === key);
  if (method !== undefined) return state.toggleMethod(method.code);
  if (/^\d$/.test(key)) return state.pressOutcome([key], pressedAt);
  if (key === 'n') return state.loadNews();
  if (top?.phase === 'open') actOnForm(state, top, key);
}

function actOnForm(state: AppState, { item, form }: Work, key: string): void {
  if (key === 'f') return focusField('finding');
  if (key === 'v' && item.postings.length > 1) return state.editForm({ posting: (form.posting + 1) % item.postings.length });
  if (key === 'i' && mayBeRecorded(item)) return state.editForm({ isConfirmed: true });
  if (!needsLabel(item)) return;
  if (key === 'k') return focusField('contents');
  if (key === 'g') return focusField('origin');
  if (key === 'm') state.editForm({ label: { ...form.label, mailClass: nextClass(form.label.mailClass) } });
}

/** letter, parcel, EMS, other, none, and around again. */
function nextClass(current: Work['form']['label']['mailClass']): Work['form']['label']['mailClass'] {
  return MAIL_CLASSES[current === null ? 0 : MAIL_CLASSES.indexOf(current) + 1] ?? null;
}
