/** The one check of an exam before it is sealed: methods, reasons, findings, outcome, fields and label together. */
import { MAIL_CLASSES, type MailClass } from '../identifier/service.ts';
import type { Choice } from '../outcome/fields.ts';
import { MAX_EXAM_PHOTOS, PHOTO_ID, PHOTO_SHOWS } from '../photo/photo.ts';
import { checkOutcome, outcomeOf, type FieldSituation } from '../outcome/outcomes.ts';
import { MAX_WHY } from './amended.ts';
import { checkFindings, type DraftFinding } from './checkFindings.ts';
import { MAX_TEXT } from './findings.ts';
import { EXAM_METHODS } from './methods.ts';
import type { ExamProblem } from './problems.ts';
import { EXAM_REASONS } from './reasons.ts';
import { textProblem } from './text.ts';

/** What an officer has filled in so far; codes are plain text, because a draft may come from a file or a newer screen. */
export interface DraftValues {
  readonly methods: readonly string[];
  readonly reasons: readonly string[];
  readonly finding: string | null;
  readonly findings: readonly DraftFinding[];
  readonly outcome: string;
  readonly outcomeFields: Readonly<Record<string, string>>;
  readonly label: { readonly origin: string | null; readonly mailClass: string | null; readonly contents: string | null } | null;
  /** Of the exam as such, e.g. of the label where nothing was found. In a correction: those that it adds. */
  readonly photos?: readonly DraftPhoto[] | undefined;
}

/** The desk itself knows how large a photo is and when it was taken. */
export interface DraftPhoto {
  readonly photoId: string;
  readonly shows: string;
}

/** What is known about the item. mailClass: what its number says (`itemFacts`), null when nothing. legalBases: the site's wording. */
export interface ExamSituation {
  readonly mailClass: MailClass | null;
  readonly legalBases?: readonly Choice[];
}

/**
 * Everything wrong with a draft, in the order of the form; an empty list means that it can be sealed exactly as it is. Reasons and
 * findings may be empty: a release with one key is worth more than a form that is filled in without thought.
 */
export function checkExam(draft: DraftValues, situation: ExamSituation): readonly ExamProblem[] {
  return [
    ...(draft.methods.length === 0 ? [{ field: 'methods', problem: 'NO_METHOD' } as const] : []),
    ...checkCodes('methods', draft.methods, EXAM_METHODS),
    ...checkCodes('reasons', draft.reasons, EXAM_REASONS),
    ...checkText('finding', draft.finding, MAX_TEXT),
    ...checkFindings(draft.findings),
    ...(outcomeOf(draft.outcome) === null ? [{ field: 'outcome', problem: 'UNKNOWN_OUTCOME' } as const] : []),
    ...checkOutcome(draft.outcome, draft.outcomeFields, fieldSituation(draft, situation)),
    ...checkLabel(draft.label),
    ...checkPhotos(draft.photos ?? []),
  ];
}

/** Checks a correction or a withdrawal; values: null for a withdrawal. */
export function checkAmendment(why: string, values: DraftValues | null, situation: ExamSituation): readonly ExamProblem[] {
  const blank: readonly ExamProblem[] = why.trim() === '' ? [{ field: 'why', problem: 'REQUIRED' }] : [];
  return [...blank, ...checkText('why', why, MAX_WHY), ...(values === null ? [] : checkExam(values, situation))];
}

/** The situation by which `examFields` and `followKeys` ask: the number's own class first, else what the officer read off the label. */
export function fieldSituation({ methods, label }: Pick<DraftValues, 'methods' | 'label'>, situation: ExamSituation): FieldSituation {
  const { mailClass } = situation;
  const isSaid = mailClass !== null && mailClass !== 'other';
  return { ...situation, methods, mailClass: isSaid ? mailClass : (MAIL_CLASSES.find((one) => one === label?.mailClass) ?? mailClass) };
}

function checkLabel(label: DraftValues['label']): ExamProblem[] {
  if (label === null) return [];
  const { origin, mailClass, contents } = label;
  return [
    ...(origin === null || /^[A-Z]{2}$/.test(origin) ? [] : [{ field: 'label.origin', problem: 'NOT_A_COUNTRY_CODE' } as const]),
    ...(mailClass === null ? [] : checkCodes('label.mailClass', [mailClass], MAIL_CLASSES)),
    ...checkText('label.contents', contents, MAX_TEXT),
  ];
}

function checkPhotos(photos: readonly DraftPhoto[]): ExamProblem[] {
  const ids = photos.map(({ photoId }) => photoId);
  return [
    ...(photos.length > MAX_EXAM_PHOTOS ? [{ field: 'photos', problem: 'TOO_MANY' } as const] : []),
    ...(ids.every((id) => PHOTO_ID.test(id)) ? [] : [{ field: 'photos', problem: 'NOT_AN_ID' } as const]),
    ...(new Set(ids).size === ids.length ? [] : [{ field: 'photos', problem: 'TWICE' } as const]),
    ...(photos.every(({ shows }) => PHOTO_SHOWS.some((one) => one === shows)) ? [] : [{ field: 'photos', problem: 'NOT_A_CHOICE' } as const]),
  ];
}

function checkText(field: string, text: string | null, max: number): ExamProblem[] {
  const problem = text === null ? null : textProblem(text, { max });
  return problem === null ? [] : [{ field, problem }];
}

function checkCodes(field: string, codes: readonly string[], list: readonly string[]): ExamProblem[] {
  return [
    ...(codes.every((code) => list.includes(code)) ? [] : [{ field, problem: 'NOT_A_CHOICE' } as const]),
    ...(new Set(codes).size === codes.length ? [] : [{ field, problem: 'TWICE' } as const]),
  ];
}
