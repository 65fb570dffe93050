/** Makes the page's one store from the features' slices; a factory, so that every test has its own. */
import { createStore } from 'zustand';
import { makeAedImportSlice } from '../features/aedImport/index.ts';
import { makeAmendSlice } from '../features/amend/index.ts';
import { makeBagSlice } from '../features/bag/index.ts';
import { makeBenchSettingsSlice } from '../features/benchSettings/index.ts';
import { makeBenchSlice } from '../features/bench/index.ts';
import { makeCameraSlice } from '../features/camera/index.ts';
import { makeDeliverySlice, makeRelaySlice } from '../features/delivery/index.ts';
import { makeDrillSlice } from '../features/drill/index.ts';
import { makeEnrolmentSlice } from '../features/enrolment/index.ts';
import { makeHelpSlice } from '../features/help/index.ts';
import { makeHoldsSlice } from '../features/holds/index.ts';
import { makeLabelPrintingSlice } from '../features/noBarcode/index.ts';
import { makeSheetSlice } from '../features/sheets/index.ts';
import { makeShiftSlice } from '../features/shift/index.ts';
import { makeSignInSlice } from '../features/signIn/index.ts';
import { makeDeskSlice } from './deskSlice.ts';
import { makeDisplaySlice } from './displaySlice.ts';
import { makePaletteSlice } from './palette/slice.ts';
import { makeScreenSlice } from './screenSlice.ts';
import type { AppState, AppStore, Deps } from './state.ts';

export function createAppStore(deps: Deps): AppStore {
  return createStore<AppState>()((set, get) => ({
    ...makeDeskSlice(set, get, deps),
    ...makeDisplaySlice(set, get, deps),
    ...makePaletteSlice(set, get, deps),
    ...makeScreenSlice(set, get, deps),
    ...makeEnrolmentSlice(set, get, deps),
    ...makeSignInSlice(set, get, deps),
    ...makeBenchSlice(set, get, deps),
    ...makeLabelPrintingSlice(set, get, deps),
    ...makeSheetSlice(set, get, deps),
    ...makeHoldsSlice(set, get, deps),
    ...makeBagSlice(set, get, deps),
    ...makeCameraSlice(set, get, deps),
    ...makeAmendSlice(set, get, deps),
    ...makeShiftSlice(set, get, deps),
    ...makeDeliverySlice(set, get, deps),
    ...makeRelaySlice(set, get, deps),
    ...makeAedImportSlice(set, get, deps),
    ...makeHelpSlice(set, get, deps),
    ...makeBenchSettingsSlice(set, get, deps),
    ...makeDrillSlice(createAppStore)(set, get, deps),
  }));
}
