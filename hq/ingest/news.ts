/** What entries just taken in are news of for other desks: exams for the desks of their facility, holds for all. */
import { examDigestSchema, type ExamDigest } from '../../domain/exam/digest.ts';
import { foldExams, type ExamHistory } from '../../domain/exam/history.ts';
import { holdEventSchema } from '../../domain/hold/events.ts';
import { holdEventsOfEntries } from '../../domain/hold/ofEntries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { findDevice } from '../store/devices.ts';
import type { Db } from '../store/driver.ts';
import { entriesOfExams } from '../store/entries.ts';
import { digestWriter, eventWriter } from '../store/feed.ts';

/**
 * entries: accepted ones, stored a moment ago; call inside their transaction, so that nothing is received and never told. An amendment
 * may come from another device than its exam, and before it, so an exam is always read anew from all that HQ holds of it. What the feed
 * has told already is not told again.
 */
export function publishNews(db: Db, entries: readonly Entry[]): void {
  const ofExams = entriesOfExams(db, new Set(entries.flatMap(examIdOf)));
  publishDigests(db, foldExams(ofExams).exams);
  publishHoldEvents(db, [...ofExams, ...entries]);
}

/** Of a record, an amendment or a link; an entry of another kind that names an exam has it read anew, which changes nothing. */
function examIdOf({ payload: { examId } }: Entry): readonly string[] {
  return typeof examId === 'string' ? [examId] : [];
}

/** To the facility of the device that HQ enrolled, whatever its entries say. An exam of an item without any number helps nobody find it. */
function publishDigests(db: Db, exams: readonly ExamHistory[]): void {
  const publish = digestWriter(db);
  for (const exam of exams) {
    const device = findDevice(db, exam.entry.deviceId);
    if (device !== null && exam.itemKey !== '') publish(device.facilityId, digestOf(exam));
  }
}

/** postedOn: the text that was shown to the officer; where that is no date at all, the posting is not known. */
function digestOf({ examId, entry: { deviceId, facilityId, recordedAt }, itemKey, postedOn, effective, isWithdrawn }: ExamHistory): ExamDigest {
  const { outcome, band } = effective;
  return {
    examId, deviceId, facilityId, itemKey, postedOn: examDigestSchema.shape.postedOn.catch(null).parse(postedOn), outcome, band, recordedAt, isWithdrawn,
  };
}

/** An event that does not fit the feed (a clock in the year 9999) is left out: no entry may hold up the upload it comes in. */
function publishHoldEvents(db: Db, entries: readonly Entry[]): void {
  const publish = eventWriter(db);
  for (const event of holdEventsOfEntries(entries)) {
    if (holdEventSchema.safeParse(event).success) publish({ kind: 'hold', event });
  }
}
