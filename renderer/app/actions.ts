/** Every action that has a key: the one list that help shows and the command palette presses keys from. What a key does, the screens' own tables say. */
import { EXAM_METHOD_FACTS } from '../../domain/exam/methods.ts';
import { ALL_OUTCOMES_KEY, OUTCOMES } from '../../domain/outcome/outcomes.ts';
import { WITHDRAW_KEYS } from '../features/amend/index.ts';
import { PHOTOS_KEY } from '../features/bench/index.ts';
import { CAMERA_KEYS } from '../features/camera/index.ts';
import { REFUSAL_KEYS, RELAY_KEYS, REMOVAL_KEY } from '../features/delivery/index.ts';
import { SETTINGS_KEYS } from '../features/benchSettings/index.ts';
import { DRILL_KEYS } from '../features/drill/index.ts';
import { FINDINGS_KEY, REASONS_KEY } from '../features/examValues/index.ts';
import { HOLD_TABS, HOLDS_KEYS } from '../features/holds/index.ts';
import { HAND_OVER_KEY, SAVE_KEY, WORKSHEET_KEY } from '../features/sheets/index.ts';
import { say } from '../text/say.ts';
import { asPressed } from './keyNames.ts';
import type { Screen } from './screenSlice.ts';

export type Place = Screen | 'everywhere';

/** key: as a screen's table of keys gets it (a small letter, a digit, the name of a key), or `Ctrl+` and a key. */
export interface Action {
  readonly place: Place;
  readonly key: string;
  readonly words: string;
}

type KeyWords = readonly [key: string, words: string];

export const SCREEN_OF_KEY = { F1: 'help', F2: 'holds', F3: 'shift', F5: 'aedImport', F6: 'bag', F7: 'camera', F10: 'delivery', F11: 'benchSettings' } as const satisfies Record<string, Screen>;

/** Functions, for the language may change while the program runs. */
const rows = (): readonly KeyWords[] => [['ArrowUp', say.actions.rowUp], ['ArrowDown', say.actions.rowDown]];

const methods = (): readonly KeyWords[] => EXAM_METHOD_FACTS.map(({ key, code }) => [key, say.help.methodKey(say.lists.method(code))]);

const tables = (): Readonly<Record<Place, readonly KeyWords[]>> => ({
  everywhere: [
    ['F1', say.keys.help], ['F2', say.keys.holds], ['F3', say.keys.shift], ['F4', say.keys.noBarcode], ['F5', say.keys.aedImport], ['F6', say.keys.bag], ['F7', say.camera.key],
    ['F9', say.keys.lock], ['F10', say.keys.delivery], ['F11', say.benchSettings.heading], ['Escape', `${say.keys.backOut}, ${say.keys.back}`], ['PageUp', say.actions.pageUp],
    ['PageDown', say.actions.pageDown], ['Ctrl+k', say.keys.palette], ['Ctrl++', say.actions.larger], ['Ctrl+-', say.actions.smaller],
    ['Ctrl+0', say.actions.usual], ['Ctrl+d', say.actions.theme],
  ],
  bench: [
    ...OUTCOMES.flatMap(({ benchKey, code }): KeyWords[] => (benchKey === null ? [] : [[benchKey, say.help.outcomeKey(say.lists.outcome(code))]])),
    [ALL_OUTCOMES_KEY, say.exam.allOutcomes],
    ...methods(),
    [REASONS_KEY, say.bench.reasons], ['f', say.exam.findingKey], [FINDINGS_KEY, say.bench.findings], ['e', say.bench.details], [PHOTOS_KEY, say.photos.key],
    ['k', say.label.contentsHint], ['g', say.label.originHint], ['m', say.label.classHint], ['v', say.keys.posting], ['i', say.exam.recordAllTheSame], ['n', say.keys.news],
    ['b', say.keys.draft], ['u', say.keys.undo], ['a', say.bench.amend], ['y', say.bench.nearMissYes], ['F8', say.keys.finish], ['s', say.label.savePdf],
    ['Delete', say.keys.drop], [WORKSHEET_KEY, say.sheet.help.worksheet],
  ],
  holds: [
    ...HOLD_TABS.map((tab, index): KeyWords => [String(index + 1), say.actions.holdsList(say.holds.list[tab])]), ...rows(),
    [HOLDS_KEYS.select, say.actions.selectRow], [HOLDS_KEYS.selectAll, say.actions.selectAll],
    [HOLDS_KEYS.mark, say.holds.mark], [HOLDS_KEYS.scope, say.actions.holdsScope],
  ],
  shift: [
    ...rows(), ['a', say.actions.amendRow], ['l', say.actions.linkRow], ['n', say.shift.noteKey], ['F8', say.shift.sign], ['q', say.shift.signOut],
    [WORKSHEET_KEY, say.sheet.help.worksheet], [HAND_OVER_KEY, say.sheet.help.handOver], [SAVE_KEY, say.sheet.help.save],
  ],
  aedImport: [['o', say.aedImport.choose], ['F8', say.aedImport.save], ['c', say.aedImport.cancel]],
  bag: [['F8', say.bag.close], ['t', say.bag.note]],
  camera: [
    [CAMERA_KEYS.photo, say.camera.photoKey], [CAMERA_KEYS.shows, say.camera.showsKey], [CAMERA_KEYS.file, say.camera.fileKey],
    [CAMERA_KEYS.next, say.camera.next], [CAMERA_KEYS.drop, say.camera.drop],
  ],
  delivery: [
    ['F8', say.delivery.now], ...rows(), [REFUSAL_KEYS.read, say.refusals.read], [REFUSAL_KEYS.all, say.actions.allRefused],
    [REFUSAL_KEYS.offerAgain, say.refusals.offerAgain(null)], [REFUSAL_KEYS.export, say.refusals.export(null)],
    [REMOVAL_KEY, say.delivery.removal.allow], [RELAY_KEYS.write, say.relay.export],
    [RELAY_KEYS.takeIn, say.relay.takeIn], [RELAY_KEYS.receipts, say.relay.receipts],
  ],
  benchSettings: [
    [SETTINGS_KEYS.accept, say.benchSettings.accept], [SETTINGS_KEYS.layout, say.benchSettings.nextLayout],
    [SETTINGS_KEYS.plain, say.benchSettings.plain], [SETTINGS_KEYS.prefix, say.benchSettings.prefix],
    [SETTINGS_KEYS.suffix, say.benchSettings.suffix], [SETTINGS_KEYS.serial, say.benchSettings.serial],
    [SETTINGS_KEYS.hid, say.benchSettings.hid], ['ArrowUp', say.benchSettings.louder], ['ArrowDown', say.benchSettings.softer],
    [SETTINGS_KEYS.play, say.benchSettings.play], [SETTINGS_KEYS.language, `${say.benchSettings.language}: ${say.benchSettings.otherLanguage}`], [SETTINGS_KEYS.sheet, say.sheet.help.scanner],
    [SETTINGS_KEYS.sheetPdf, say.sheet.help.save],
  ],
  help: [[DRILL_KEYS.start, say.drill.help.start], [DRILL_KEYS.print, say.sheet.print.drill], [DRILL_KEYS.savePdf, say.sheet.save.drill]],
  amend: [
    ['F8', say.amend.seal], [WITHDRAW_KEYS.ask, say.amend.withdraw], ['y', say.amend.why], [WORKSHEET_KEY, say.sheet.help.worksheet], ...methods(),
    [REASONS_KEY, say.bench.reasons], ['f', say.exam.findingKey], [FINDINGS_KEY, say.bench.findings], ['e', say.bench.details],
    [ALL_OUTCOMES_KEY, say.exam.allOutcomes], ['k', say.label.contentsHint], ['g', say.label.originHint], ['m', say.label.classHint],
  ],
});

/** In the order of help: the places by the keys that lead to them. */
export const PLACES = ['everywhere', 'bench', 'holds', 'shift', 'aedImport', 'bag', 'camera', 'delivery', 'benchSettings', 'amend', 'help'] as const satisfies readonly Place[];

export function actions(): readonly Action[] {
  const said = tables();
  return PLACES.flatMap((place) => said[place].map(([key, words]) => ({ place, key: asPressed(key), words })));
}

/** The key that brings a place to the front from anywhere; null where only an item or an exam leads there. */
export function keyToPlace(place: Place): string | null {
  return Object.entries(SCREEN_OF_KEY).find(([, screen]) => screen === place)?.[0] ?? null;
}
