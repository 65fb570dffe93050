/** Gathers what a printed sheet says: one exam for its worksheet, or the shift for its hand-over. Reads only. */
import { detentionOf } from '../../domain/detention/clocks.ts';
import { detentionHistories } from '../../domain/detention/running.ts';
import { foldExams, type ExamHistory } from '../../domain/exam/history.ts';
import { classify } from '../../domain/identifier/classify.ts';
import { itemFacts } from '../../domain/identifier/facts.ts';
import type { ExamDetail } from '../../preload/contract/examViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { HandOverView, SheetOrigin, ShownAedView, WorksheetView } from '../../preload/contract/sheetViews.ts';
import type { DeliveryStatus, ShiftLog } from '../../preload/contract/views.ts';
import type { DraftStore } from '../store/ledger/drafts.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import { aedFieldViews } from './aedViews.ts';
import type { Clock } from './clock.ts';
import type { Holds } from './holds.ts';
import type { OpenSession } from './session.ts';

/** Of the holds outstanding as many are printed as fit on half a page; the sheet says how many there are. */
const HOLDS_PRINTED = 25;

export interface SheetPorts {
  readonly ledger: Ledger;
  readonly reference: Pick<ReferenceReader, 'aedOf'>;
  readonly clock: Clock;
  readonly papers: DraftStore;
  readonly holds: Holds;
  readonly detailOf: (session: OpenSession, examId: string) => Result<ExamDetail>;
  readonly logOf: (session: OpenSession) => ShiftLog;
  readonly deliveryStatus: () => DeliveryStatus;
}

export function makeSheets(ports: SheetPorts) {
  const { ledger, reference, clock } = ports;

  function sheetOrigin({ officer }: OpenSession): SheetOrigin {
    const identity = ledger.identity();
    return {
      facilityId: identity?.facilityId ?? '', facilityName: identity?.facilityName ?? '', deskName: identity?.deskName ?? '',
      deviceId: identity?.deviceId ?? '', madeAt: clock.stamp(), madeBy: officer.name,
    };
  }

  /** As the officer saw it, not as it is now: the worksheet tells what the exam rested on. */
  function aedShown({ original: { aedShown: shown, item } }: ExamHistory): ShownAedView | null {
    if (shown === null) return null;
    const version = reference.aedOf(item.id ?? '').find((one) => one.postedOn === shown.postedOn && one.version === shown.version);
    return { ...shown, receivedAt: version?.receivedAt ?? null, fields: version === undefined ? null : aedFieldViews(version.fields) };
  }

  function ofItem({ itemKey, examId }: ExamHistory) {
    const entries = itemKey === '' ? ledger.ofExam(examId) : ledger.ofItem(itemKey);
    const [steps = []] = detentionHistories(entries).values();
    return { exams: foldExams(entries).exams, detention: detentionOf(steps, ports.holds.detentionPolicy(), clock.stamp()) };
  }

  return {
    worksheet(session: OpenSession, examId: string): Result<WorksheetView> {
      const detail = ports.detailOf(session, examId);
      if (!detail.ok) return detail;
      const history = foldExams(ledger.ofExam(examId)).exams.find((exam) => exam.examId === examId);
      if (history === undefined) return fault('no-such-item');
      const { original, entry } = history;
      const facts = original.item.id === null ? null : itemFacts(classify(original.item.id));
      const { exams, detention } = ofItem(history);
      return ok({
        ...sheetOrigin(session),
        detail: detail.value,
        itemKind: original.item.kind,
        serviceWords: facts?.service ?? null,
        origin: facts?.originCode == null ? null : { code: facts.originCode, name: facts.originName ?? facts.originCode },
        aedShown: aedShown(history),
        aedAsOf: original.aedAsOf,
        holdIds: original.holdIds,
        detention: isDetaining(history) ? detention : null,
        closedDays: ports.holds.detentionPolicy().closedDays.length,
        priorDetention: priorDetention(exams, history),
        entryHash: entry.hash,
      });
    },

    handOver(session: OpenSession): Result<HandOverView> {
      const outstanding = ports.holds.lists('here');
      if (!outstanding.ok) return outstanding;
      const { waiting, oldestWaitingAt, refused, lastDeliveredAt, feedAsOf, lists } = ports.deliveryStatus();
      return ok({
        ...sheetOrigin(session),
        isSupervisor: session.officer.role === 'supervisor',
        log: ports.logOf(session),
        detained: ports.holds.detained(),
        holds: { count: outstanding.value.counts.outstanding, rows: outstanding.value.lists.outstanding.slice(0, HOLDS_PRINTED) },
        drafts: ports.papers.openFor(session.officer.officerId),
        delivery: { waiting, oldestWaitingAt, refused, lastDeliveredAt, feedAsOf, lists },
      });
    },
  };
}

function isDetaining({ effective, isWithdrawn }: ExamHistory): boolean {
  return !isWithdrawn && effective.outcome === 'DETAINED';
}

/** The last one before this exam: the custody receipt of a seizure asks for it (domain facts §7, CBP 6051S). */
function priorDetention(exams: readonly ExamHistory[], { entry: { seq, deviceId } }: ExamHistory): WorksheetView['priorDetention'] {
  const prior = exams.findLast((exam) => isDetaining(exam) && exam.entry.deviceId === deviceId && exam.entry.seq < seq);
  return prior === undefined ? null : { detainedAt: prior.entry.recordedAt, noticeNumber: prior.effective.outcomeFields['detentionNotice'] ?? null };
}
