/** Fills a demo headquarters through its own admin functions, once, and gives a code by which one desk enrols. */
import { closeHold, placeHold } from '../../hq/admin/holds.ts';
import { loadAed } from '../../hq/admin/loadAed.ts';
import { makeEnrolmentCode } from '../../hq/admin/makeEnrolmentCode.ts';
import { publishList } from '../../hq/admin/publishList.ts';
import { publishRoster } from '../../hq/admin/publishRoster.ts';
import { publishUspsEvents } from '../../hq/admin/publishUsps.ts';
import type { AdminResult } from '../../hq/admin/result.ts';
import { feedWriter } from '../../hq/store/feed.ts';
import { latestRoster } from '../../hq/store/rosters.ts';
import { openHqStore, within, type HqStore } from '../../hq/store/store.ts';
import { demoAedRows, type DemoAedRow } from './aedRows.ts';
import { demoHolds, type DemoHold } from './holds.ts';
import { demoLists } from './lists.ts';
import { demoOfficers } from './officers.ts';
import { demoExamDigest } from './otherDesk.ts';
import { storyAedRows } from './storyItems.ts';
import { trackedHolds, uspsEvents } from './tracking.ts';

export const DEMO_FACILITY = 'JFK';
export const DEMO_SEED = 20_230_912;

/**
 * Returns an enrolment code; a folder that was seeded before only gets another code. rows: of bulk AED. now: newest posting dates and
 * hold times count back from it.
 */
export async function seedDemoHq(dataFolder: string, rows = 50_000, now = new Date()): Promise<string> {
  const store = await openHqStore({ folder: dataFolder });
  try {
    if (!await isSeeded(store)) await seed(store, rows, now);
    return needed(await makeEnrolmentCode(store, { facilityId: DEMO_FACILITY, isApproved: true })).code;
  } finally {
    await store.close();
  }
}

/** The roster is published in the last transaction: where it is, all the rest is. */
async function isSeeded(store: HqStore): Promise<boolean> {
  return await latestRoster(store.reads, DEMO_FACILITY) !== null;
}

async function seed(store: HqStore, rows: number, now: Date): Promise<void> {
  // Loading the same AED again adds nothing, so a seeding that broke off here simply starts over.
  await loadAed(store, allRows(rows, now.toISOString().slice(0, 10)), now);
  await store.inTransaction(async (tx) => {
    const inside = within(store, tx);
    for (const list of demoLists()) needed(await publishList(inside, list));
    for (const hold of [...demoHolds(DEMO_SEED, rows), ...trackedHolds()]) await putHold(inside, hold, now);
    await publishUspsEvents(inside, uspsEvents(now));
    await (await feedWriter(tx)).tellDigests([{ facilityId: DEMO_FACILITY, digest: demoExamDigest(DEMO_FACILITY, now) }]);
    needed(await publishRoster(inside, { facilityId: DEMO_FACILITY, officers: demoOfficers() }));
  });
}

function* allRows(count: number, lastPosting: string): Generator<DemoAedRow> {
  yield* storyAedRows(lastPosting);
  yield* demoAedRows(DEMO_SEED, count, lastPosting);
}

async function putHold(store: HqStore, { itemId, facilityId, by, reason, hoursAgo, closedAs }: DemoHold, now: Date): Promise<void> {
  const placedAt = new Date(now.getTime() - hoursAgo * 3_600_000);
  const { holdId } = needed(await placeHold(store, { itemId, facilityId, by, reason }, placedAt));
  if (closedAs === null) return;
  const closedAt = new Date(placedAt.getTime() + (hoursAgo / 2) * 3_600_000);
  needed(await closeHold(store, { holdId, as: closedAs, by: facilityId, reason: null }, closedAt));
}

/** Demo data is right by construction: a refusal is a defect here, not a case to handle. */
function needed<T>(result: AdminResult<T>): T {
  if (!result.ok) throw new Error(`demo data was refused: ${result.fault.message}`);
  return result.value;
}
