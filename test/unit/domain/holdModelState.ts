/** A simple model of holds, written from domain facts §4.6 and §6.1 and not from the code: flags that are set as things happen. */
import type { UspsCode } from '../../../domain/hold/uspsEvents.ts';
import type { OutcomeCode } from '../../../domain/outcome/outcomes.ts';

/** placedAt: minute of the placing, null while its news has not come. The flags: what the desk was told, or did. */
export interface ModelHold {
  readonly holdId: string;
  readonly itemId: string;
  placedAt: number | null;
  isSent: boolean;
  isMarked: boolean;
  isPresented: boolean;
  isReleased: boolean;
  isCancelled: boolean;
}

/** outcome: null when withdrawn. */
export interface ModelExam {
  readonly examId: string;
  readonly deviceId: string;
  readonly holdIds: readonly string[];
  outcome: OutcomeCode | null;
}

export interface ModelUsps {
  readonly itemId: string;
  readonly code: UspsCode;
  readonly minute: number;
}

export interface Model {
  minute: number;
  made: number;
  readonly holds: Map<string, ModelHold>;
  readonly exams: ModelExam[];
  readonly usps: ModelUsps[];
  /** News on its way: what each does when it arrives. */
  readonly pending: (() => void)[];
}

export function emptyModel(): Model {
  return { minute: 0, made: 0, holds: new Map(), exams: [], usps: [], pending: [] };
}

/** What the desk must say about one hold. */
export interface Expected {
  readonly status: string;
  readonly isOpen: boolean;
  readonly isOutstanding: boolean;
  readonly isProposed: boolean;
}

/** A hold of which the desk has heard: one that was only announced under way does not exist for it yet. */
export function isKnown({ placedAt, isSent }: ModelHold): boolean {
  return placedAt !== null || isSent;
}

export function expectedOf(model: Model, hold: ModelHold): Expected {
  const visit = visitOf(model, hold);
  const outcomes = model.exams.filter(({ holdIds }) => holdIds.includes(hold.holdId)).map(({ outcome }) => outcome);
  const isExamined = outcomes.some((outcome) => outcome !== null && outcome !== 'NOT_FOUND');
  const isFinished = outcomes.some((outcome) => outcome !== null && outcome !== 'NOT_FOUND' && outcome !== 'DETAINED');
  const status = hold.isReleased || visit.isReturned || isFinished ? 'released'
    : hold.isCancelled ? 'cancelled'
    : isExamined ? 'examined'
    : hold.isPresented || visit.isSeen ? 'presented'
    : hold.isMarked ? 'notPresented' : 'open';
  return {
    status,
    isOpen: ['open', 'notPresented', 'presented'].includes(status),
    isOutstanding: !['released', 'cancelled'].includes(status),
    isProposed: status === 'open' && visit.hasLeft,
  };
}

/** Follows the item through the office. What came before the placing is forgotten, but whether customs had the item at that moment. */
function visitOf(model: Model, { itemId, placedAt }: ModelHold): { isSeen: boolean; isReturned: boolean; hasLeft: boolean } {
  const visit = { isSeen: false, isReturned: false, hasLeft: false };
  let wasWithCustoms = false;
  for (const { code, minute } of model.usps.filter((event) => event.itemId === itemId).sort((a, b) => a.minute - b.minute)) {
    if (placedAt !== null && minute < placedAt) {
      if (code === 'EDB' || code === 'EME') wasWithCustoms = true;
      if (code === 'EDC' || code === 'EMF' || code === 'EDX') wasWithCustoms = false;
    } else {
      if (code === 'EDB' || code === 'EME' || code === 'EDC') visit.isSeen = true;
      if (code === 'EDC') visit.isReturned = true;
      if (code === 'EMF') visit.hasLeft = true;
    }
  }
  return { ...visit, isSeen: visit.isSeen || wasWithCustoms };
}
