/** The problem of one field in words, to be shown beside it. */
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import { say } from '../../text/say.ts';

/** null when the field is right. */
export function problemWordsAt(problems: readonly ExamProblem[], field: string): string | null {
  const found = problems.find((one) => one.field === field);
  return found === undefined ? null : say.lists.examProblem(found.problem);
}

/** The same as the property of a text field. */
export function problemAt(problems: readonly ExamProblem[], field: string): { readonly problem?: string } {
  const problem = problemWordsAt(problems, field);
  return problem === null ? {} : { problem };
}
