/** Every action that has a key: the one list that help shows and the command palette presses keys from. What a key does, the screens' own tables say. */
import { EXAM_METHOD_FACTS } from '../../domain/exam/methods.ts';
import { ALL_OUTCOMES_KEY, OUTCOMES } from '../../domain/outcome/outcomes.ts';
import { PHOTOS_KEY } from '../features/bench/index.ts';
import { REFUSAL_KEYS, RELAY_KEYS, REMOVAL_KEY } from '../features/delivery/index.ts';
import { SETTINGS_KEYS } from '../features/benchSettings/index.ts';
import { DRILL_KEYS } from '../features/drill/index.ts';
import { FINDINGS_KEY, REASONS_KEY } from '../features/examValues/index.ts';
import { HOLD_TABS, HOLDS_KEYS } from '../features/holds/index.ts';
import { HAND_OVER_KEY, SAVE_KEY, WORKSHEET_KEY } from '../features/sheets/index.ts';
import { en } from '../text/en.ts';
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

export const SCREEN_OF_KEY = { F1: 'help', F2: 'holds', F3: 'shift', F5: 'aedImport', F6: 'bag', F10: 'delivery', F11: 'benchSettings' } as const satisfies Record<string, Screen>;

const ROWS: readonly KeyWords[] = [['ArrowUp', en.actions.rowUp], ['ArrowDown', en.actions.rowDown]];

const TABLES: Readonly<Record<Place, readonly KeyWords[]>> = {
  everywhere: [
    ['F1', en.keys.help], ['F2', en.keys.holds], ['F3', en.keys.shift], ['F4', en.keys.noBarcode], ['F5', en.keys.aedImport], ['F6', en.keys.bag],
    ['F9', en.keys.lock], ['F10', en.keys.delivery], ['F11', en.benchSettings.heading], ['Escape', `${en.keys.backOut}, ${en.keys.back}`], ['PageUp', en.actions.pageUp],
    ['PageDown', en.actions.pageDown], ['Ctrl+k', en.keys.palette], ['Ctrl++', en.actions.larger], ['Ctrl+-', en.actions.smaller],
    ['Ctrl+0', en.actions.usual], ['Ctrl+d', en.actions.theme],
  ],
  bench: [
    ...OUTCOMES.flatMap(({ benchKey, words }): KeyWords[] => (benchKey === null ? [] : [[benchKey, en.help.outcomeKey(words)]])),
    [ALL_OUTCOMES_KEY, en.exam.allOutcomes],
    ...EXAM_METHOD_FACTS.map(({ key, words }): KeyWords => [key, en.help.methodKey(words)]),
    [REASONS_KEY, en.bench.reasons], ['f', en.exam.findingKey], [FINDINGS_KEY, en.bench.findings], ['e', en.bench.details], [PHOTOS_KEY, en.photos.key],
    ['k', en.label.contentsHint], ['g', en.label.originHint], ['m', en.label.classHint], ['v', en.keys.posting], ['i', en.exam.recordAllTheSame], ['n', en.keys.news],
    ['b', en.keys.draft], ['u', en.keys.undo], ['a', en.bench.amend], ['y', en.bench.nearMissYes], ['F8', en.keys.finish], ['s', en.label.savePdf],
    ['Delete', en.keys.drop], [WORKSHEET_KEY, en.sheet.help.worksheet],
  ],
  holds: [
    ...HOLD_TABS.map((tab, index): KeyWords => [String(index + 1), en.actions.holdsList(en.holds.list[tab])]), ...ROWS,
    [HOLDS_KEYS.select, en.actions.selectRow], [HOLDS_KEYS.selectAll, en.actions.selectAll],
    [HOLDS_KEYS.mark, en.holds.mark], [HOLDS_KEYS.scope, en.actions.holdsScope],
  ],
  shift: [
    ...ROWS, ['a', en.actions.amendRow], ['l', en.actions.linkRow], ['n', en.shift.noteKey], ['F8', en.shift.sign], ['q', en.shift.signOut],
    [WORKSHEET_KEY, en.sheet.help.worksheet], [HAND_OVER_KEY, en.sheet.help.handOver], [SAVE_KEY, en.sheet.help.save],
  ],
  aedImport: [['o', en.aedImport.choose], ['F8', en.aedImport.save], ['c', en.aedImport.cancel]],
  bag: [['F8', en.bag.close], ['t', en.bag.note]],
  delivery: [
    ['F8', en.delivery.now], ...ROWS, [REFUSAL_KEYS.read, en.refusals.read], [REFUSAL_KEYS.all, en.actions.allRefused],
    [REFUSAL_KEYS.offerAgain, en.refusals.offerAgain(null)], [REFUSAL_KEYS.export, en.refusals.export(null)],
    [REMOVAL_KEY, en.delivery.removal.allow], [RELAY_KEYS.write, en.relay.export],
    [RELAY_KEYS.takeIn, en.relay.takeIn], [RELAY_KEYS.receipts, en.relay.receipts],
  ],
  benchSettings: [
    [SETTINGS_KEYS.accept, en.benchSettings.accept], [SETTINGS_KEYS.layout, en.benchSettings.nextLayout],
    [SETTINGS_KEYS.plain, en.benchSettings.plain], [SETTINGS_KEYS.prefix, en.benchSettings.prefix],
    [SETTINGS_KEYS.suffix, en.benchSettings.suffix], [SETTINGS_KEYS.serial, en.benchSettings.serial],
    [SETTINGS_KEYS.hid, en.benchSettings.hid], ['ArrowUp', en.benchSettings.louder], ['ArrowDown', en.benchSettings.softer],
    [SETTINGS_KEYS.play, en.benchSettings.play], [SETTINGS_KEYS.sheet, en.sheet.help.scanner],
    [SETTINGS_KEYS.sheetPdf, en.sheet.help.save],
  ],
  help: [[DRILL_KEYS.start, en.drill.help.start], [DRILL_KEYS.print, en.sheet.print.drill], [DRILL_KEYS.savePdf, en.sheet.save.drill]],
  amend: [
    ['F8', en.amend.seal], ['F7', en.amend.withdraw], ['y', en.amend.why], [WORKSHEET_KEY, en.sheet.help.worksheet], ...EXAM_METHOD_FACTS.map(({ key, words }): KeyWords => [key, en.help.methodKey(words)]),
    [REASONS_KEY, en.bench.reasons], ['f', en.exam.findingKey], [FINDINGS_KEY, en.bench.findings], ['e', en.bench.details],
    [ALL_OUTCOMES_KEY, en.exam.allOutcomes], ['k', en.label.contentsHint], ['g', en.label.originHint], ['m', en.label.classHint],
  ],
};

/** In the order of help: the places by the keys that lead to them. */
export const PLACES = ['everywhere', 'bench', 'holds', 'shift', 'aedImport', 'bag', 'delivery', 'benchSettings', 'amend', 'help'] as const satisfies readonly Place[];

export const ACTIONS: readonly Action[] = PLACES.flatMap((place) => TABLES[place].map(([key, words]) => ({ place, key: asPressed(key), words })));

/** The key that brings a place to the front from anywhere; null where only an item or an exam leads there. */
export function keyToPlace(place: Place): string | null {
  return Object.entries(SCREEN_OF_KEY).find(([, screen]) => screen === place)?.[0] ?? null;
}
