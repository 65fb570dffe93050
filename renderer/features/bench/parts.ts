/** The parts of the exam form that open in its place: reasons, findings, photos, an outcome with its numbers and note. */
import type { ExamForm } from '../../../preload/contract/examForm.ts';
import { focusField } from '../../app/keyboard/focus.ts';
import type { AppState } from '../../app/state.ts';
import { detailsStep, findingsStep, openDetails, openFindings, toggleReason, type DetailsState, type FindingsState, type FormStep } from '../examValues/index.ts';
import { situationOf } from './draftOf.ts';
import { withoutPhotoOf } from './photos.ts';
import type { Work } from './work.ts';

/** What is open; what was entered lies in the form. detailsOutcome: the outcome is chosen first, then its fields. */
export type Part =
  | { readonly part: 'reasons' }
  | { readonly part: 'photos' }
  | ({ readonly part: 'findings' } & Omit<FindingsState, 'findings'>)
  | { readonly part: 'detailsOutcome' }
  | { readonly part: 'details'; readonly at: number };

export function findingsPart(findings: ExamForm['findings']): Part {
  const { at, ask } = openFindings(findings);
  return { part: 'findings', at, ask };
}

export function findingsState({ findings }: ExamForm, { at, ask }: Extract<Part, { part: 'findings' }>): FindingsState {
  return { findings, at, ask };
}

/** The details as they stand in the form; null while no outcome is chosen for them. */
export function detailsState(work: Work, methods: AppState['methods'], part: Part | null): DetailsState | null {
  const { details } = work.form;
  if (details === null) return null;
  const opened = openDetails(details.outcome, details.fields, situationOf(work, methods));
  return part?.part === 'details' ? { ...opened, at: part.at } : opened;
}

/** One key inside the part that is open; false when none is. */
export function actOnPart(state: AppState, work: Work, key: string): boolean {
  const { part, methods } = state;
  const details = detailsState(work, methods, part);
  if (part?.part === 'reasons') takeReason(state, work, key);
  else if (part?.part === 'photos') takePhotoOut(state, work, key);
  else if (part?.part === 'findings') {
    take(state, findingsStep(findingsState(work.form, part), key), ({ findings, at, ask }) => {
      state.editForm({ findings: [...findings] });
      state.openPart({ part: 'findings', at, ask });
    });
  } else if (details !== null) {
    take(state, detailsStep(details, situationOf(work, methods), key), ({ outcome, fields, at }) => {
      state.editForm({ details: { outcome: outcome as NonNullable<ExamForm['details']>['outcome'], fields: { ...fields } } });
      state.openPart({ part: 'details', at });
    }, () => state.editForm({ details: null }));
  } else return false;
  return true;
}

function takeReason(state: AppState, { form }: Work, key: string): void {
  if (key === 'Escape') state.openPart(null);
  else state.editForm({ reasons: [...toggleReason(form.reasons, key)] });
}

/** The list closes with its last photo. */
function takePhotoOut(state: AppState, { form }: Work, key: string): void {
  const photos = withoutPhotoOf(form.photos ?? [], key);
  if (photos.length < (form.photos ?? []).length) state.editForm({ photos });
  if (key === 'Escape' || photos.length === 0) state.openPart(null);
}

function take<State>(state: AppState, step: FormStep<State>, onChanged: (next: State) => void, onDone: () => void = () => undefined): void {
  if (step.kind === 'changed') onChanged(step.state);
  if (step.kind === 'field') focusField(step.field);
  if (step.kind !== 'done') return;
  onDone();
  state.openPart(null);
}
