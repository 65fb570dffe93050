/** Begins and leaves drills: a drill has a page state of its own over its own line, so the real bench waits untouched behind it. */
import type { DrillView, OfficerDrillView } from '../../../preload/contract/drillViews.ts';
import type { Fault } from '../../../preload/contract/result.ts';
import { DRILL_CASES } from '../../../domain/drill/cases.ts';
import type { Screen } from '../../app/screenSlice.ts';
import type { AppStore, Deps, Slice } from '../../app/state.ts';
import { drillBridge } from './bridge.ts';

/** A sample's symbol, drawn; number: of its case. */
export interface DrillSymbol {
  readonly number: number;
  readonly svg: string;
}

/** What became of a drill. */
export type DrillNotice =
  | { readonly kind: 'ended'; readonly view: DrillView & { readonly savedAt: string } }
  | { readonly kind: 'lost' | 'notSaved' }
  | { readonly kind: 'fault'; readonly fault: Fault };

export interface DrillSlice {
  /** The page state of the drill in front, in the desk's own state; null: the real bench is in front. */
  readonly drill: AppStore | null;
  /** How far the drill is, in the drill's own state and nowhere else. */
  readonly drillView: DrillView | null;
  readonly drillSymbols: readonly DrillSymbol[];
  readonly drillNotice: DrillNotice | null;
  /** A key of the real desk was pressed in the drill. */
  readonly isDeskOnlyTold: boolean;
  /** null until a supervisor asked. */
  readonly drillResults: readonly OfficerDrillView[] | null;
  readonly beginDrill: () => Promise<void>;
  readonly leaveDrill: () => Promise<void>;
  /** The drill is gone already: the session ended, or the service stopped. */
  readonly dropDrill: (notice: DrillNotice | null) => void;
  readonly forgetDrillNotice: () => void;
  readonly loadDrillResults: () => Promise<void>;
}

/** They show or change what is the desk's alone. */
const DESK_ONLY: ReadonlySet<Screen> = new Set(['shift', 'delivery', 'aedImport', 'benchSettings', 'camera']);

/** makeStore: of a whole page, so that what is practised is what is done. */
export const makeDrillSlice = (makeStore: (deps: Deps) => AppStore): Slice<DrillSlice> => (set, get, { desk, play, camera }) => {
  let isBeginning = false;

  function openPage(view: DrillView, drillSymbols: readonly DrillSymbol[]): AppStore {
    const store = makeStore({
      play,
      camera,
      desk: drillBridge(desk, view.drillId, {
        onView: (drillView) => store.setState({ drillView }),
        onForeign(raw) {
          play('scanCut');
          // Left meanwhile: nobody would see there that it was refused.
          if (get().drill !== store) get().takeScan(raw);
        },
        onUnanswered: (raw) => get().takeScan(raw),
      }),
    });
    const { go } = store.getState();
    store.setState({
      drillView: view,
      drillSymbols,
      methods: get().methods,
      lock: get().lock,
      settings: get().settings,
      display: get().display,
      zoom: get().zoom,
      nextTheme: get().nextTheme,
      leaveDrill: get().leaveDrill,
      go: (screen) => {
        store.setState({ isDeskOnlyTold: DESK_ONLY.has(screen) });
        if (!DESK_ONLY.has(screen)) go(screen);
      },
    });
    const { deskState } = get();
    if (deskState !== null) store.getState().applyDesk(deskState);
    store.subscribe(() => store.getState().keepDrafts());
    return store;
  }

  /** What was refused last and still stands on the drill's screen: it is in the officer's hand. */
  function foreignScan(store: AppStore): string | null {
    const { scanFault } = store.getState();
    return scanFault?.fault.kind === 'not-a-drill-item' ? scanFault.raw : null;
  }

  /** Without a symbol on the screen a case's number can still be typed, or scanned from paper. */
  async function drawnSamples(): Promise<readonly DrillSymbol[]> {
    const samples = DRILL_CASES.flatMap(({ number, itemId }) => (itemId === null ? [] : [{ number, itemId }]));
    const drawn = await desk.shell['symbols/draw'](samples.map(({ itemId }) => itemId));
    return drawn.ok ? samples.flatMap(({ number }, at) => ({ number, svg: drawn.value[at] ?? '' })) : [];
  }

  return {
    drill: null,
    drillView: null,
    drillSymbols: [],
    drillNotice: null,
    isDeskOnlyTold: false,
    drillResults: null,

    async beginDrill() {
      if (isBeginning || get().drill !== null || get().drillView !== null) return;
      isBeginning = true;
      get().keepDraftsNow();
      const symbols = await drawnSamples();
      const begun = await desk.service['drill/begin']();
      isBeginning = false;
      if (!begun.ok) return set({ drillNotice: { kind: 'fault', fault: begun.fault } });
      if (get().deskState?.phase !== 'signedIn') return;
      set({ drill: openPage(begun.value, symbols), drillNotice: null, screen: 'bench' });
    },

    /** The real bench is in front at once, whatever the service has still to write; what was refused is opened there. */
    async leaveDrill() {
      const { drill } = get();
      const view = drill?.getState().drillView ?? null;
      if (drill === null || view === null) return;
      const raw = foreignScan(drill);
      set({ drill: null });
      if (raw !== null) get().takeScan(raw);
      const ended = await desk.service['drill/end']({ drillId: view.drillId });
      const savedAt = ended.ok ? ended.value.savedAt : null;
      set({ drillNotice: ended.ok && savedAt !== null ? { kind: 'ended', view: { ...ended.value, savedAt } } : { kind: 'notSaved' } });
    },

    dropDrill(notice) {
      if (get().drill !== null || notice === null) set({ drill: null, drillNotice: notice });
      if (notice === null) set({ drillResults: null });
    },

    forgetDrillNotice() {
      if (get().drillNotice !== null) set({ drillNotice: null });
    },

    async loadDrillResults() {
      if (get().deskState?.officer?.role !== 'supervisor') return;
      const answer = await desk.service['drill/results']();
      if (answer.ok) set({ drillResults: answer.value });
    },
  };
};
