/** What a desk does while its disk fails: each scenario insists on its work, and says what was answered as saved. */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { backUpLedgerTo } from '../../../main/headless/ledgerBackup.ts';
import { openDeskStores } from '../../../main/service/openStores.ts';
import type { Fault, Result } from '../../../preload/contract/result.ts';
import type { AnswerOf, ArgsOf, ServiceMethod } from '../../../preload/contract/service.ts';
import { examById } from '../../../main/store/ledger/projections.ts';
import { openDeskAtWork, placeOf, type DeskAtWork } from './deskAtWork.ts';
import { EMPTY_FORM, FEED_PAGES, HELD, PHOTO, RELEASED, WITHOUT_AED } from './material.ts';
import { BACKUP, EXAMS } from './prepared.ts';

export const SCENARIOS = ['record', 'photo', 'amend', 'feed', 'migrate', 'backup', 'import'] as const;

export type ScenarioName = (typeof SCENARIOS)[number];

export interface Disk {
  /** From now on the disk may fail. */
  readonly arm: () => void;
  /** There is room again. */
  readonly disarm: () => void;
  readonly staysFull: boolean;
}

export interface Scene {
  readonly folder: string;
  readonly key: string;
  readonly disk: Disk;
  /** Heard also when the process dies right after. */
  readonly say: (what: 'saved' | 'fault', words: string) => void;
}

export const RUN: Readonly<Record<ScenarioName, (scene: Scene) => Promise<void>>> = { record, photo, amend, feed, migrate, backup, import: takeIn };

/** An item with a hold is scanned, half filled in and recorded: three entries and papers. */
async function record(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  scene.disk.arm();
  const { scanId, postings } = await insist(scene, desk, 'item/scan', { raw: HELD, source: 'wedge' });
  await insist(scene, desk, 'draft/put', { scanId, form: EMPTY_FORM });
  const [posting] = postings;
  if (posting === undefined) throw new Error('the held item has AED');
  const args = { scanId, ...RELEASED, posting: { postedOn: posting.postedOn, version: posting.version } };
  await insist(scene, desk, 'exam/record', args, () => examById(desk.stores.ledger.db, scanId) !== null);
  scene.say('saved', `exam ${scanId}`);
  await desk.desk.close();
}

/** A photo is taken, and an exam that names it is recorded. */
async function photo(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  scene.disk.arm();
  const { photoId } = await insist(scene, desk, 'photo/keep', { bytes: PHOTO });
  scene.say('saved', `photo ${photoId}`);
  const { scanId } = await insist(scene, desk, 'item/scan', { raw: WITHOUT_AED, source: 'wedge' });
  const args = { scanId, ...RELEASED, photos: [{ photoId, shows: 'label' }], posting: null };
  await insist(scene, desk, 'exam/record', args, () => examById(desk.stores.ledger.db, scanId) !== null);
  scene.say('saved', `exam ${scanId}`);
  await desk.desk.close();
}

async function amend(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  scene.disk.arm();
  const isAmended = (examId: string) => () => examById(desk.stores.ledger.db, examId)?.is_amended === 1;
  const values = { ...RELEASED, outcome: 'DETAINED', outcomeFields: { reason: 'SUSPECTED_CONTRABAND' } };
  await insist(scene, desk, 'exam/amend', { examId: EXAMS.toCorrect, why: 'the other parcel', values }, isAmended(EXAMS.toCorrect));
  scene.say('saved', `amendment ${EXAMS.toCorrect}`);
  await insist(scene, desk, 'exam/undo', { examId: EXAMS.toTakeBack }, () => examById(desk.stores.ledger.db, EXAMS.toTakeBack)?.is_withdrawn === 1);
  scene.say('saved', `amendment ${EXAMS.toTakeBack}`);
  await desk.desk.close();
}

async function feed(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  await turn();
  desk.online();
  scene.disk.arm();
  for (let tries = 0; ; tries += 1) {
    await desk.ask('delivery/now', undefined);
    const download = await downloadEnded(desk);
    if (download === null) break;
    scene.say('fault', `feed ${download}`);
    if (tries > 3) throw new Error(`the feed is not read with room on the disk: ${download}`);
    if (tries > 0 || !scene.disk.staysFull) scene.disk.disarm();
  }
  scene.say('saved', 'feed');
  await desk.desk.close();
}

/** null: read to its end. Otherwise why the download lane waits. */
async function downloadEnded(desk: DeskAtWork): Promise<string | null> {
  for (;;) {
    const status = await desk.ask('delivery/status', undefined);
    if (!status.ok) return status.fault.kind;
    const { download, feedAsOf } = status.value;
    if (download.phase !== 'busy') {
      if (download.failure !== null) return download.failure.kind;
      if (feedAsOf === FEED_PAGES[1].hqTime) return null;
    }
    await pause(2);
  }
}

/** A program of today starts on stores of an old one. */
async function migrate(scene: Scene): Promise<void> {
  scene.disk.arm();
  const place = placeOf(scene.folder, scene.key);
  let stores = openDeskStores(place);
  if (!stores.ok && scene.disk.staysFull) {
    scene.say('fault', stores.fault);
    stores = openDeskStores(place);
  }
  if (!stores.ok) {
    scene.say('fault', stores.fault);
    scene.disk.disarm();
    stores = openDeskStores(place);
  }
  if (!stores.ok) throw new Error(`with room again the stores do not open: ${stores.fault}, ${stores.why}`);
  scene.say('saved', 'migration');
  await stores.value.loader.close();
  stores.value.reference.close();
  stores.value.ledger.close();
}

/** As the headless command does it, beside the desk at work. */
async function backup(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  process.env['DESK_STORE_KEY'] = scene.key;
  scene.disk.arm();
  const copied = (): number => backUpLedgerTo(join(scene.folder, 'ledger.db'), join(scene.folder, BACKUP), new Writable({ write: (_bytes, _encoding, next) => next() }), new Writable({
    write: (bytes: Buffer, _encoding, next) => {
      scene.say('fault', `backup: ${bytes.toString('utf8').trim()}`);
      next();
    },
  }));
  let code = copied();
  if (code !== 0 && scene.disk.staysFull) code = copied();
  if (code !== 0) {
    scene.disk.disarm();
    code = copied();
  }
  if (code !== 0) throw new Error('with room again no copy is made');
  scene.say('saved', 'backup');
  await desk.desk.close();
}

async function takeIn(scene: Scene): Promise<void> {
  const desk = openDeskAtWork(scene.folder, scene.key);
  scene.disk.arm();
  const run = async (): Promise<Fault | null> => {
    const wereIn = desk.stores.reference.aedOf(WITHOUT_AED).length > 0;
    desk.desk.chosenFile('token', join(scene.folder, 'aed.csv'));
    const result = await desk.ask('aed/import', { fileToken: 'token' });
    if (result.ok && result.value.state === 'done') return null;
    // The ledger's entry comes after the rows and may fail alone, which the router answers; whatever the loader answers means: no rows.
    const isOfLoader = result.ok || result.fault.detail['method'] === undefined;
    if (isOfLoader && !wereIn && desk.stores.reference.aedOf(WITHOUT_AED).length > 0) throw new Error('said that nothing was taken in, but it is');
    return result.ok ? { kind: 'bug', detail: {}, ...result.value.fault } as Fault : result.fault;
  };
  let failed = await run();
  if (failed !== null && scene.disk.staysFull) {
    scene.say('fault', `aed/import ${failed.kind}`);
    failed = await run();
  }
  if (failed !== null) {
    scene.say('fault', `aed/import ${failed.kind}`);
    scene.disk.disarm();
    failed = await run();
  }
  if (failed !== null) throw new Error(`with room again the file is not taken in: ${failed.kind}`);
  scene.say('saved', 'import');
  await desk.desk.close();
}

/**
 * Asks; after a fault once more while the disk stays full, and then with room again, when the answer must be a value. isThere: a fault says
 * that nothing was saved, so nothing may be there.
 */
async function insist<M extends ServiceMethod>(scene: Scene, desk: DeskAtWork, method: M, args: ArgsOf<M>, isThere = () => false): Promise<AnswerOf<M>> {
  const ask = async (): Promise<Result<AnswerOf<M>>> => {
    const result = await desk.ask(method, args);
    if (result.ok) return result;
    scene.say('fault', `${method} ${result.fault.kind}`);
    if (isThere()) throw new Error(`${method} said ${result.fault.kind}, but it is saved`);
    return result;
  };
  let answer = await ask();
  if (!answer.ok && scene.disk.staysFull) answer = await ask();
  if (!answer.ok) {
    scene.disk.disarm();
    answer = await ask();
  }
  if (!answer.ok) throw new Error(`with room again ${method} answers ${answer.fault.kind}`);
  return answer.value;
}
