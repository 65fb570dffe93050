/** Records exams of scanned items, once each, and reads them back for the screen. */
import type { Band } from '../../domain/band/bands.ts';
import { checkExam } from '../../domain/exam/check.ts';
import { examRecordedSchema, type ExamRecorded } from '../../domain/exam/recorded.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import type { OutcomeCode } from '../../domain/outcome/outcomes.ts';
import type { ExamPhoto } from '../../domain/photo/photo.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import type { ExamSummary } from '../../preload/contract/examViews.ts';
import type { ItemView } from '../../preload/contract/views.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { examById, examsOfItem, recentExams, type ExamRow } from '../store/ledger/projections.ts';
import type { Conflicts } from './conflicts.ts';
import { faultOf } from './examFaults.ts';
import type { OpenScan } from './openScans.ts';
import type { Photos } from './photos.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

/** Longest raw text kept with an exam; no barcode on mail comes near it. What is longer is refused, never cut. */
const MAX_RAW = 1_000;

export interface ExamPorts {
  readonly ledger: Ledger;
  readonly append: Append;
  readonly conflicts: Conflicts;
  readonly photos: Photos;
  readonly officerName: (officerId: string | null) => string;
  /** The exam is on disk. */
  readonly onSealed: (scan: OpenScan) => void;
}

export type Exams = ReturnType<typeof makeExams>;

export function makeExams(ports: ExamPorts) {
  const { ledger } = ports;

  function summaryOf(row: ExamRow): ExamSummary {
    const delivery = ledger.deliveryOf(row.seq);
    return {
      examId: row.exam_id,
      seq: row.seq,
      recordedAt: row.recorded_at,
      itemKey: row.item_key ?? '',
      display: formatItemId(row.item_key ?? ''),
      band: row.band as Band,
      outcome: row.outcome as OutcomeCode,
      isAmended: row.is_amended !== 0,
      isWithdrawn: row.is_withdrawn !== 0,
      officerId: row.officer_id,
      officerName: ports.officerName(row.officer_id),
      delivery: delivery.state,
      deliveredAt: delivery.at,
      isExaminedElsewhere: ports.conflicts.includes(row.exam_id, row.item_key ?? ''),
    };
  }

  return {
    /**
     * Seals one exam. The scan's id is the exam's id: the same call again, after a broken line or a stopped service, finds the exam that
     * is there and never makes a second one.
     */
    record(session: OpenSession | null, scan: OpenScan | null, draft: ArgsOf<'exam/record'>): Result<ExamSummary> {
      const known = examById(ledger.db, draft.scanId);
      // Also for nobody: whoever asks what became of a record must hear it, or it would be made again.
      if (known !== null) return ok(summaryOf(known));
      if (session === null) return fault('not-signed-in');
      if (scan === null) return fault('no-such-item');
      if (isTooLong(scan)) return fault('scan-too-long');
      if (!isShown(scan.view, draft.posting)) return fault('invalid', { why: 'posting' });
      const problems = [...checkExam(draft, { mailClass: scan.view.mailClass }), ...ports.photos.problemsOf(draft)];
      if (problems.length > 0) return faultOf(problems);
      ports.append({
        kind: 'exam.recorded',
        payload: examRecordedSchema.parse(examOf(scan, draft, ports.photos.sealed(draft.photos ?? []))),
        officerId: session.officer.officerId,
        sessionId: session.sessionId,
      });
      ports.onSealed(scan);
      const sealed = examById(ledger.db, draft.scanId);
      return sealed === null ? fault('bug') : ok(summaryOf(sealed));
    },

    recent: (limit: number): readonly ExamSummary[] => recentExams(ledger.db, limit).map(summaryOf),

    ofItem: (itemKey: string): readonly ExamSummary[] => (itemKey === '' ? [] : examsOfItem(ledger.db, itemKey).map(summaryOf)),

    byId(examId: string): ExamSummary | null {
      const row = examById(ledger.db, examId);
      return row === null ? null : summaryOf(row);
    },
  };
}

function isTooLong({ raw, view }: OpenScan): boolean {
  return (raw?.length ?? 0) > MAX_RAW || view.identifier.problems.some(({ code }) => code === 'TOO_LONG');
}

function isShown(view: ItemView, posting: ArgsOf<'exam/record'>['posting']): boolean {
  if (posting === null) return view.postings.length === 0;
  return view.postings.some(({ postedOn, version }) => postedOn === posting.postedOn && version === posting.version);
}

/** What the officer entered is checked already; the schema that seals it is the last to look. */
function examOf({ view, raw, deskItemId }: OpenScan, draft: ArgsOf<'exam/record'>, photos: readonly ExamPhoto[]): { readonly [Member in keyof ExamRecorded]: unknown } {
  const hasBarcode = deskItemId === null;
  return {
    examId: draft.scanId,
    item: { kind: hasBarcode ? view.identifier.kind : 'none', id: hasBarcode ? view.identifier.id : null, deskItemId, raw },
    aedShown: draft.posting,
    aedAsOf: view.dataAsOf,
    aedRequired: view.aedRequired,
    waiverListVersion: view.waiverListVersion,
    bagId: view.bag?.bagId ?? null,
    band: view.band,
    // Outstanding, not only open: the release of a detained item must reach the hold that the detention already answered.
    holdIds: view.holds.filter((hold) => hold.isOutstanding).map((hold) => hold.holdId),
    photos,
    label: draft.label,
    methods: draft.methods,
    reasons: draft.reasons,
    finding: draft.finding,
    findings: draft.findings,
    outcome: draft.outcome,
    outcomeFields: draft.outcomeFields,
  };
}
