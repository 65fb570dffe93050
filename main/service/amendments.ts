/** Corrects and withdraws sealed exams by entries of their own, and tells the whole story of an exam. */
import { undo, type ExamAmended } from '../../domain/exam/amended.ts';
import { checkAmendment } from '../../domain/exam/check.ts';
import { foldExams, type ExamHistory } from '../../domain/exam/history.ts';
import { examValuesSchema, type Exam } from '../../domain/exam/recorded.ts';
import { classify } from '../../domain/identifier/classify.ts';
import { itemFacts } from '../../domain/identifier/facts.ts';
import type { MailClass } from '../../domain/identifier/service.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import type { AmendmentView, ExamDetail, ExamSummary } from '../../preload/contract/examViews.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { faultOf } from './examFaults.ts';
import type { Exams } from './exams.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

export interface AmendmentPorts {
  readonly ledger: Ledger;
  readonly exams: Exams;
  readonly append: Append;
  readonly newId: () => string;
  readonly officerName: (officerId: string | null) => string;
}

export function makeAmendments({ ledger, exams, append, newId, officerName }: AmendmentPorts) {
  /** An exam that this officer may amend: their own, or any to a supervisor. */
  function amendable(session: OpenSession, examId: string): Result<ExamSummary> {
    const exam = exams.byId(examId);
    if (exam === null) return fault('no-such-item');
    return mayAmend(session, exam) ? ok(exam) : fault('not-allowed');
  }

  function seal(session: OpenSession, amended: ExamAmended): Result<ExamSummary> {
    append({ kind: 'exam.amended', payload: amended, officerId: session.officer.officerId, sessionId: session.sessionId });
    const exam = exams.byId(amended.examId);
    return exam === null ? fault('bug') : ok(exam);
  }

  function historyOf(examId: string): ExamHistory | null {
    return foldExams(ledger.ofExam(examId)).exams.find((exam) => exam.examId === examId) ?? null;
  }

  return {
    /** Takes an exam back at the bench: a withdrawal is sealed beside it, and both stay in the history. Asking twice withdraws once. */
    undo(session: OpenSession, examId: string): Result<ExamSummary> {
      const exam = amendable(session, examId);
      if (!exam.ok || exam.value.isWithdrawn) return exam;
      return seal(session, undo(newId(), examId));
    },

    amend(session: OpenSession, { examId, why, values }: ArgsOf<'exam/amend'>): Result<ExamSummary> {
      const exam = amendable(session, examId);
      if (!exam.ok) return exam;
      if (exam.value.isWithdrawn) return fault('exam-not-right', { field: 'exam', problem: 'WITHDRAWN' });
      const history = historyOf(examId);
      if (history === null) return fault('no-such-item');
      const problems = checkAmendment(why, values, { mailClass: mailClassOf(history.original) });
      if (problems.length > 0) return faultOf(problems);
      const base = { amendmentId: newId(), examId, why };
      return seal(session, values === null ? { ...base, kind: 'withdrawn' } : { ...base, kind: 'corrected', values: examValuesSchema.parse(values) });
    },

    detail(session: OpenSession, examId: string): Result<ExamDetail> {
      const summary = exams.byId(examId);
      const history = historyOf(examId);
      if (summary === null || history === null) return fault('no-such-item');
      const { original, effective, amendments } = history;
      const { methods, reasons, finding, findings, outcome, outcomeFields, label } = effective;
      return ok({
        summary,
        sealedOutcome: original.outcome,
        values: { methods, reasons, finding, findings, outcome, outcomeFields, label },
        amendments: amendments.map((one): AmendmentView => ({
          kind: one.amended.kind,
          why: one.amended.why,
          at: one.entry.recordedAt,
          officerName: officerName(one.entry.officerId),
          outcome: one.amended.kind === 'corrected' ? one.amended.values.outcome : null,
        })),
        mailClass: mailClassOf(original),
        mayAmend: mayAmend(session, summary) && !summary.isWithdrawn,
      });
    },
  };
}

function mayAmend({ officer }: OpenSession, { officerId }: ExamSummary): boolean {
  return officer.role === 'supervisor' || officer.officerId === officerId;
}

/** What the item's number says; null when it has none. */
function mailClassOf({ item }: Exam): MailClass | null {
  return item.id === null ? null : itemFacts(classify(item.id)).mailClass;
}
