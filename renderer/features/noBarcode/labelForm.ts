/** What the officer reads off a label when no AED is here, while it is being typed. */
import { countryName } from '../../../domain/identifier/iso3166.ts';
import type { MailClass } from '../../../domain/identifier/service.ts';
import type { ExamDraft, ItemView } from '../../../preload/contract/views.ts';

export interface LabelForm {
  readonly origin: string;
  readonly mailClass: MailClass | null;
  readonly contents: string;
}

/** Starts with what the number itself says; `other` says nothing, so it is left to the officer. */
export function labelFormOf(item: ItemView): LabelForm {
  const mailClass = item.mailClass === 'other' ? null : item.mailClass;
  return { origin: item.origin?.code ?? '', mailClass, contents: '' };
}

/** Without AED the label is all there is to record. */
export function needsLabel(item: ItemView): boolean {
  return item.postings.length === 0;
}

/** The officer changed what the form began with. */
export function isLabelTyped(item: ItemView, form: LabelForm): boolean {
  const start = labelFormOf(item);
  return form.contents !== start.contents || form.origin !== start.origin || form.mailClass !== start.mailClass;
}

/** What was read off the label is recorded also when AED came after it was typed. */
export function isLabelRecorded(item: ItemView, form: LabelForm): boolean {
  return needsLabel(item) || isLabelTyped(item, form);
}

export function isOriginValid({ origin }: LabelForm): boolean {
  return origin.trim() === '' || countryName(originCode(origin)) !== null;
}

export function labelOf({ origin, mailClass, contents }: LabelForm): ExamDraft['label'] {
  const code = originCode(origin);
  return { origin: code === '' ? null : code, mailClass, contents: contents.trim() === '' ? null : contents.trim() };
}

function originCode(origin: string): string {
  return origin.trim().toUpperCase();
}
