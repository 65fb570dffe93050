/** The page's state, put together from the slices of its features: a cache of the desk service's store, never a source of truth. */
import type { StoreApi } from 'zustand';
import type { DeskBridge } from '../../preload/contract/window.ts';
import type { AedImportSlice } from '../features/aedImport/slice.ts';
import type { AmendSlice } from '../features/amend/slice.ts';
import type { BagSlice } from '../features/bag/slice.ts';
import type { BenchSettingsSlice } from '../features/benchSettings/slice.ts';
import type { BenchSlice } from '../features/bench/slice.ts';
import type { CameraPorts } from '../features/camera/ports.ts';
import type { RelaySlice } from '../features/delivery/relaySlice.ts';
import type { CameraSlice } from '../features/camera/slice.ts';
import type { DeliverySlice } from '../features/delivery/slice.ts';
import type { DrillSlice } from '../features/drill/slice.ts';
import type { EnrolmentSlice } from '../features/enrolment/slice.ts';
import type { HelpSlice } from '../features/help/slice.ts';
import type { HoldsSlice } from '../features/holds/slice.ts';
import type { LabelPrintingSlice } from '../features/noBarcode/labelPrinting.ts';
import type { SheetSlice } from '../features/sheets/slice.ts';
import type { ShiftSlice } from '../features/shift/slice.ts';
import type { SignInSlice } from '../features/signIn/slice.ts';
import type { DeskSlice } from './deskSlice.ts';
import type { DisplaySlice } from './displaySlice.ts';
import type { PaletteSlice } from './palette/slice.ts';
import type { ScreenSlice } from './screenSlice.ts';
import type { Sound } from './earcons.ts';

export type AppState = DeskSlice & DisplaySlice & PaletteSlice & ScreenSlice & EnrolmentSlice & SignInSlice & BenchSlice & LabelPrintingSlice & HoldsSlice & BagSlice & CameraSlice & AmendSlice & ShiftSlice & DeliverySlice & RelaySlice & AedImportSlice & HelpSlice & DrillSlice & SheetSlice & BenchSettingsSlice;

/** What slices need from outside; a test gives its own. */
export interface Deps {
  readonly desk: DeskBridge;
  readonly play: (sound: Sound) => void;
  readonly camera: CameraPorts;
}

export type AppStore = StoreApi<AppState>;
export type Slice<T> = (set: AppStore['setState'], get: AppStore['getState'], deps: Deps) => T;
