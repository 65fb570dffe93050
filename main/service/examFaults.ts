/** Says in the words of the contract what is wrong with an exam before it is sealed. */
import type { ExamProblem } from '../../domain/exam/problems.ts';
import { fault, type Result } from '../../preload/contract/result.ts';

/** The first problem in the order of the form: the officer mends one at a time. What is missing is asked for; what is wrong is named. */
export function faultOf(problems: readonly ExamProblem[]): Result<never> {
  const [first] = problems;
  if (first === undefined) return fault('bug');
  const { field, problem } = first;
  return fault(problem === 'REQUIRED' ? 'outcome-incomplete' : 'exam-not-right', { field, problem });
}
