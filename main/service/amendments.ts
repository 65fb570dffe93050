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
import type { Photos } from './photos.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

export interface AmendmentPorts {
  readonly ledger: Ledger;
  readonly exams: Exams;
  readonly photos: Photos;
  readonly append: Append;
  readonly newId: () => string;
  readonly officerName: (officerId: string | null) => string;
}

export function makeAmendments({ ledger, exams, photos, append, newId, officerName }: AmendmentPorts) {
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
      const problems = [
        ...checkAmendment(why, values, { mailClass: mailClassOf(history.original) }),
        ...(values === null ? [] : photos.problemsOf(values, photosIn(history))),
      ];
      if (problems.length > 0) return faultOf(problems);
      const base = { amendmentId: newId(), examId, why };
      if (values === null) return seal(session, { ...base, kind: 'withdrawn' });
      // Only what it adds: what the exam has it keeps, said again or not.
      const added = photos.sealed((values.photos ?? []).filter(({ photoId }) => !history.effective.photos.some((one) => one.photoId === photoId)));
      return seal(session, { ...base, kind: 'corrected', values: examValuesSchema.parse(values), ...(added.length === 0 ? {} : { photos: added }) });
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
        photos: photos.viewsOf(effective.photos),
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

/** Named by the exam or a correction of it: one that is lost by now may stay named. */
function photosIn({ original, amendments, effective }: ExamHistory): ReadonlySet<string> {
  const findings = [...original.findings, ...amendments.flatMap(({ amended }) => (amended.kind === 'corrected' ? amended.values.findings : []))];
  return new Set([...effective.photos.map(({ photoId }) => photoId), ...findings.flatMap(({ photoIds }) => photoIds)]);
}

function mayAmend({ officer }: OpenSession, { officerId }: ExamSummary): boolean {
  return officer.role === 'supervisor' || officer.officerId === officerId;
}

/** What the item's number says; null when it has none. */
function mailClassOf({ item }: Exam): MailClass | null {
  return item.id === null ? null : itemFacts(classify(item.id)).mailClass;
}
