/** What entries just taken in are news of for other desks: exams for the desks of their facility, holds for all. */
import { examDigestSchema, type ExamDigest } from '../../domain/exam/digest.ts';
import { foldExams, type ExamHistory } from '../../domain/exam/history.ts';
import { holdEventSchema, type HoldEvent } from '../../domain/hold/events.ts';
import { holdEventsOfEntries } from '../../domain/hold/ofEntries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { entryCarriedSchema, factOf } from '../../domain/ledger/succession.ts';
import type { Tx } from '../store/database.ts';
import { findDevice, type Device } from '../store/devices.ts';
import { entriesOfExams } from '../store/entries.ts';
import { feedWriter, type EventRow, type NewDigest } from '../store/feed.ts';

/**
 * entries: accepted ones, stored a moment ago; call inside their transaction, so that nothing is received and never told. An amendment
 * may come from another device than its exam, and before it, so an exam is always read anew from all that HQ holds of it. What the feed
 * has told already is not told again.
 */
export async function publishNews(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const facts = entries.map(factOf);
  const examIds = new Set(facts.flatMap((fact) => examIdOf(fact) ?? []));
  // Uploads that are no news do not wait for each other.
  if (examIds.size === 0 && holdEventsOfEntries(facts).length === 0) return;
  const feed = await feedWriter(tx);
  // Read after the feed was waited for: what another upload brought of these exams meanwhile is seen here, or this is seen there.
  const held = await entriesOfExams(tx, examIds, entries);
  const ofExams = onlyOnce(held);
  await feed.tellDigests(await digestsOf(tx, foldExams(ofExams).exams, sealersOf(held)));
  // What stands in both is taken as HQ holds it, which may be sealed and not carried.
  await feed.tellEvents(holdEventsOfEntries(onlyOnce([...facts, ...ofExams])).flatMap(eventRow));
}

/** What HQ holds both from the desk that sealed it and carried under a later chain of that desk counts as the desk sealed it. */
function onlyOnce(entries: readonly Entry[]): readonly Entry[] {
  const facts = new Map<string, Entry>();
  for (const entry of entries) {
    const fact = factOf(entry);
    if (fact === entry || !facts.has(fact.id)) facts.set(fact.id, fact);
  }
  return [...facts.values()];
}

const OF_EXAMS: readonly string[] = ['exam.recorded', 'exam.amended', 'aed.linked'];

/** The exam that an entry records, amends or links; kept beside the entry, so that all entries of an exam are found. */
export function examIdOf({ kind, payload: { examId } }: Entry): string | null {
  return OF_EXAMS.includes(kind) && typeof examId === 'string' ? examId : null;
}

/** By hash: the device under which an entry was sealed first. A desk that was enrolled anew may have moved; its exams were made where it was. */
function sealersOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ hash, deviceId, kind, payload }) => {
    const carried = kind === 'entry.carried' ? entryCarriedSchema.safeParse(payload) : null;
    return [hash, carried?.data?.deviceId ?? deviceId];
  }));
}

/** To the facility of the device that HQ enrolled, whatever its entries say. An exam of an item without any number helps nobody find it. */
async function digestsOf(tx: Tx, exams: readonly ExamHistory[], sealers: ReadonlyMap<string, string>): Promise<readonly NewDigest[]> {
  const sealerOf = ({ entry: { hash, deviceId } }: ExamHistory) => sealers.get(hash) ?? deviceId;
  const devices = new Map<string, Device | null>();
  for (const deviceId of new Set(exams.map(sealerOf))) devices.set(deviceId, await findDevice(tx, deviceId));
  return exams.flatMap((exam) => {
    const device = devices.get(sealerOf(exam)) ?? null;
    return device === null || exam.itemKey === '' ? [] : [{ facilityId: device.facilityId, digest: digestOf(exam) }];
  });
}

/** postedOn: the text that was shown to the officer; where that is no date at all, the posting is not known. */
function digestOf({ examId, entry: { deviceId, facilityId, recordedAt }, itemKey, postedOn, effective, isWithdrawn }: ExamHistory): ExamDigest {
  const { outcome, band } = effective;
  return {
    examId, deviceId, facilityId, itemKey, postedOn: examDigestSchema.shape.postedOn.catch(null).parse(postedOn), outcome, band, recordedAt, isWithdrawn,
  };
}

/** An event that does not fit the feed (a clock in the year 9999) is left out: no entry may hold up the upload it comes in. */
function eventRow(event: HoldEvent): readonly EventRow[] {
  return holdEventSchema.safeParse(event).success ? [{ kind: 'hold', event }] : [];
}
