/** Starts the page: one store, the service's events, the keyboard, the window's content. */
import '../decoding/withoutEval.ts';
import '@fontsource/roboto/400.css';
import '@fontsource/roboto/500.css';
import '@fontsource/roboto/700.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import type { KeyPress } from '../../domain/scan/burst.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { openDecoding, photoFrame } from '../decoding/index.ts';
import { jpegOf, openCamera } from './camera.ts';
import { followClock, followDesk } from './deskEvents.ts';
import { captureKeys } from './keyboard/capture.ts';
import { captureChords } from './keyboard/chords.ts';
import { joinCutScans } from './keyboard/cutScans.ts';
import { routeKeysAndDrill } from './keyboard/drillRouting.ts';
import { makeReadKeys } from './keyboard/scannerKeys.ts';
import { followLanguage } from './language.ts';
import { connectScanners } from './scanners/connectScanners.ts';
import { makePlayer } from './sounds.ts';
import { createAppStore } from './store.ts';
import type { AppStore } from './state.ts';
import { StoreProvider } from './storeContext.tsx';

const { desk } = window;
const player = makePlayer(() => store.getState().settings.volume);
const store: AppStore = createAppStore({
  desk,
  play: player.play,
  camera: { open: openCamera, openDecoding, photoFrame, jpegOf, onScan: (text) => input.onDeviceScan(text) },
});
const input = routeKeysAndDrill(store);
const readKeys = makeReadKeys(() => store.getState().settings.scanner);

followLanguage(store, document.documentElement);
followDesk(desk, store);
followClock(store);
store.subscribe(() => store.getState().keepDrafts());
store.subscribe(() => store.getState().followCamera());
desk.onShown((isShown) => store.getState().setWindowShown(isShown));
captureKeys(window, { ...joinCutScans(input, readKeys), onPress: notePress }, readKeys);
captureChords(window, () => store.getState().drill ?? store);
connectScanners(navigator, store, input.onDeviceScan);
void store.getState().loadSettings();
void store.getState().loadDisplay();
void store.getState().loadDesk();
void store.getState().loadDelivery();
window.requestIdleCallback(player.makeReady);

/** On the self-test every key is shown as it came. */
function notePress(press: KeyPress): void {
  if (store.getState().screen === 'benchSettings') store.getState().noteTestPress(press);
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <StoreProvider store={store}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
