/** Records exams of scanned items, once each, and reads them back for the screen. */
import type { Band } from '../../domain/band/bands.ts';
import { undo } from '../../domain/exam/amended.ts';
import { examRecordedSchema, type ExamRecorded } from '../../domain/exam/recorded.ts';
import type { HoldEvent } from '../../domain/hold/events.ts';
import { holdEventsOfItem } from '../../domain/hold/ofEntries.ts';
import { formatItemId } from '../../domain/identifier/facts.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { checkOutcome, type OutcomeCode } from '../../domain/outcome/outcomes.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import type { ExamSummary, ItemView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import { examById, examsOfItem, recentExams, type ExamRow } from '../store/ledger/projections.ts';
import type { OpenSession } from './session.ts';

/** Longest raw text kept with an exam; no barcode on mail comes near it. */
const MAX_RAW = 1_000;

/** A scan that an exam may still be recorded for. */
export interface OpenScan {
  readonly view: ItemView;
  readonly raw: string | null;
  readonly deskItemId: string | null;
}

export interface ExamPorts {
  readonly ledger: Ledger;
  readonly append: (draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>) => Entry;
  readonly newId: () => string;
  readonly officerName: (officerId: string | null) => string;
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
      display: formatItemId(row.item_key ?? ''),
      band: row.band as Band,
      outcome: row.outcome as OutcomeCode,
      isAmended: row.is_amended !== 0,
      isWithdrawn: row.is_withdrawn !== 0,
      officerName: ports.officerName(row.officer_id),
      delivery: delivery.state,
      deliveredAt: delivery.at,
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
      if (!isShown(scan.view, draft.posting)) return fault('invalid', { why: 'posting' });
      const problems = checkOutcome(draft.outcome, draft.outcomeFields);
      const first = problems.at(0);
      if (first !== undefined) return fault('outcome-incomplete', { field: first.field, problem: first.problem });
      ports.append({
        kind: 'exam.recorded',
        payload: examRecordedSchema.parse(examOf(scan, draft)),
        officerId: session.officer.officerId,
        sessionId: session.sessionId,
      });
      const sealed = examById(ledger.db, draft.scanId);
      return sealed === null ? fault('bug') : ok(summaryOf(sealed));
    },

    recent: (limit: number): readonly ExamSummary[] => recentExams(ledger.db, limit).map(summaryOf),

    ofItem: (itemKey: string): readonly ExamSummary[] => (itemKey === '' ? [] : examsOfItem(ledger.db, itemKey).map(summaryOf)),

    ofEntry(seq: number, examId: string): ExamSummary | null {
      const row = examById(ledger.db, examId);
      return row !== null && row.seq === seq ? summaryOf(row) : null;
    },

    /** Hold events that this desk's entries about an item amount to. */
    holdEventsOf: (itemKey: string): readonly HoldEvent[] => (itemKey === '' ? [] : holdEventsOfItem(ledger.ofItem(itemKey), itemKey)),

    /**
     * Takes an exam back: a withdrawal is sealed beside it, and both stay in the history. Only by who made it, or by a supervisor. Asking
     * twice withdraws once.
     */
    undo(session: OpenSession, examId: string): Result<ExamSummary> {
      const row = examById(ledger.db, examId);
      if (row === null) return fault('no-such-item');
      if (row.is_withdrawn !== 0) return ok(summaryOf(row));
      if (row.officer_id !== session.officer.officerId && session.officer.role !== 'supervisor') return fault('not-allowed');
      ports.append({
        kind: 'exam.amended',
        payload: undo(ports.newId(), examId),
        officerId: session.officer.officerId,
        sessionId: session.sessionId,
      });
      return ok(summaryOf(examById(ledger.db, examId) ?? row));
    },

    /** Presenting is a scan: the holds that were still waiting for this item are answered by it, once each. */
    presented(session: OpenSession, view: ItemView): boolean {
      const holdIds = view.holds.filter(({ status }) => status === 'open' || status === 'notPresented').map(({ holdId }) => holdId);
      if (holdIds.length === 0 || view.identifier.id === '') return false;
      ports.append({
        kind: 'item.presented',
        payload: { itemKey: view.identifier.id, holdIds, scanId: view.scanId },
        officerId: session.officer.officerId,
        sessionId: session.sessionId,
      });
      return true;
    },
  };
}

function isShown(view: ItemView, posting: ArgsOf<'exam/record'>['posting']): boolean {
  if (posting === null) return view.postings.length === 0;
  return view.postings.some(({ postedOn, version }) => postedOn === posting.postedOn && version === posting.version);
}

function examOf(scan: OpenScan, draft: ArgsOf<'exam/record'>): ExamRecorded {
  const { view } = scan;
  const hasBarcode = scan.deskItemId === null;
  return {
    examId: draft.scanId,
    item: {
      kind: hasBarcode ? view.identifier.kind : 'none',
      id: hasBarcode ? view.identifier.id : null,
      deskItemId: scan.deskItemId,
      raw: scan.raw?.slice(0, MAX_RAW) ?? null,
    },
    aedShown: draft.posting,
    aedAsOf: view.dataAsOf,
    band: view.band,
    // Outstanding, not only open: the release of a detained item must reach the hold that the detention already answered.
    holdIds: view.holds.filter((hold) => hold.isOutstanding).map((hold) => hold.holdId),
    label: draft.label,
    methods: draft.methods,
    finding: draft.finding,
    outcome: draft.outcome,
    outcomeFields: draft.outcomeFields,
  };
}
