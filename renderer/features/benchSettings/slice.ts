/** The bench's settings, what the scanner sent last, and the scanners that are connected beside the keyboard. */
import { isSuffix, type KeyPress } from '../../../domain/scan/burst.ts';
import { PLAIN_PROFILE, SCANNER_LAYOUTS, type ScannerProfile } from '../../../domain/scan/profile.ts';
import { judgeSelfTest } from '../../../domain/scan/selfTest.ts';
import { FIRST_SETTINGS, type BenchSettings } from '../../../preload/contract/benchSettings.ts';
import { LANGUAGES } from '../../../preload/contract/language.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import type { Connecting, ScannerLine } from '../../app/scanners/scannerDevice.ts';
import { FOUR_EARCONS, type Sound } from '../../app/earcons.ts';
import type { Slice } from '../../app/state.ts';

/** Lines that this computer's browser part knows; null: it does not. */
export interface ScannerLines {
  readonly serial: ScannerLine | null;
  readonly hid: ScannerLine | null;
}

/** How a try to connect ended, until the next one. */
export type ConnectNote = Exclude<Connecting, 'connected'> | 'notHere';

export interface BenchSettingsSlice {
  readonly settings: BenchSettings;
  /** Why the settings hold only until the program ends; null when they are kept. */
  readonly settingsFault: Fault | null;
  readonly loadSettings: () => Promise<void>;
  readonly changeScanner: (change: Partial<ScannerProfile>) => void;
  readonly changeVolume: (by: number) => void;
  readonly nextLanguage: () => void;
  readonly nextLayout: () => void;
  readonly plainProfile: () => void;
  readonly playSounds: () => void;

  /** The presses of the last scan on the settings screen, with its suffix. */
  readonly testPresses: readonly KeyPress[];
  /** Bytes of the last scan of a device that is no keyboard. */
  readonly testBytes: readonly number[];
  /** What the bench would have taken; null while nothing was scanned. */
  readonly testTaken: string | null;
  readonly noteTestPress: (press: KeyPress) => void;
  readonly noteTestBytes: (bytes: Uint8Array, isFirst: boolean) => void;
  readonly takeTestScan: (text: string) => void;
  readonly acceptProposal: () => void;

  readonly scannerLines: ScannerLines;
  readonly connectedScanners: readonly string[];
  readonly connectNote: ConnectNote | null;
  readonly useLines: (lines: ScannerLines) => void;
  readonly connectScanner: (line: keyof ScannerLines) => Promise<void>;
  readonly scannerConnected: (name: string) => void;
  readonly scannerEnded: (name: string) => void;
}

/** A key that comes later than this after the one before begins another scan. */
const NEXT_SCAN_MS = 400;
const MAX_SHOWN = 400;
/** So that each of the sounds is heard by itself. */
const BETWEEN_SOUNDS_MS = 700;

export const makeBenchSettingsSlice: Slice<BenchSettingsSlice> = (set, get, { desk, play }) => {
  /** Keys that come close together, before it is known whether they are a scan. */
  let arriving: readonly KeyPress[] = [];

  function change(settings: BenchSettings): void {
    set({ settings });
    void desk.shell['benchSettings/write'](settings).then((answer) => set({ settingsFault: answer.ok ? null : answer.fault }));
  }

  return {
    settings: FIRST_SETTINGS,
    settingsFault: null,
    testPresses: [],
    testBytes: [],
    testTaken: null,
    scannerLines: { serial: null, hid: null },
    connectedScanners: [],
    connectNote: null,

    async loadSettings() {
      const answer = await desk.shell['benchSettings/read']();
      if (answer.ok) set({ settings: answer.value });
    },

    changeScanner(part) {
      const { settings } = get();
      change({ ...settings, scanner: { ...settings.scanner, ...part } });
    },

    changeVolume(by) {
      const { settings } = get();
      change({ ...settings, volume: Math.min(100, Math.max(0, settings.volume + by)) });
      play('CLEAR');
    },

    nextLanguage() {
      const { settings } = get();
      change({ ...settings, language: LANGUAGES[(LANGUAGES.indexOf(settings.language) + 1) % LANGUAGES.length] ?? 'en' });
    },

    nextLayout() {
      const { layout } = get().settings.scanner;
      get().changeScanner({ layout: SCANNER_LAYOUTS[(SCANNER_LAYOUTS.indexOf(layout) + 1) % SCANNER_LAYOUTS.length] ?? 'auto' });
    },

    plainProfile() {
      get().changeScanner(PLAIN_PROFILE);
    },

    playSounds() {
      FOUR_EARCONS.forEach((sound: Sound, index) => setTimeout(() => play(sound), index * BETWEEN_SOUNDS_MS));
    },

    noteTestPress(press) {
      const before = arriving.at(-1);
      // Enter or Tab ends a scan; what follows is a second suffix, or no longer the scanner.
      const isEnded = before !== undefined && isSuffix(before) && !isSuffix(press);
      const isNext = before === undefined || isEnded || press.at - before.at > NEXT_SCAN_MS;
      arriving = isNext ? [press] : [...arriving, press].slice(-MAX_SHOWN);
      // One key alone is an officer's, such as the one that takes the proposal: what is shown stays.
      if (arriving.length > 1) set({ testPresses: arriving, ...(arriving.length === 2 ? { testTaken: null, testBytes: [] } : {}) });
    },

    noteTestBytes(bytes, isFirst) {
      set(({ testBytes }) => ({ testBytes: [...(isFirst ? [] : testBytes), ...bytes].slice(-MAX_SHOWN), testPresses: [] }));
    },

    takeTestScan(text) {
      set({ testTaken: text });
    },

    acceptProposal() {
      const test = judgeSelfTest(get().testPresses);
      if (test.kind === 'found') get().changeScanner(test.profile);
    },

    useLines(scannerLines) {
      set({ scannerLines });
      void scannerLines.serial?.openKnown();
      void scannerLines.hid?.openKnown();
    },

    async connectScanner(name) {
      const line = get().scannerLines[name];
      set({ connectNote: null });
      const result = line === null ? 'notHere' : await line.choose();
      set({ connectNote: result === 'connected' ? null : result });
    },

    scannerConnected(name) {
      set(({ connectedScanners }) => ({ connectedScanners: [...connectedScanners, name], connectNote: null }));
    },

    scannerEnded(name) {
      set(({ connectedScanners }) => {
        const at = connectedScanners.indexOf(name);
        return { connectedScanners: connectedScanners.filter((_one, index) => index !== at) };
      });
    },
  };
};
