/** Starts the page: one store, the service's events, the keyboard, the window's content. */
import '@fontsource/roboto/400.css';
import '@fontsource/roboto/500.css';
import '@fontsource/roboto/700.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followClock, followDesk } from './deskEvents.ts';
import { captureKeys } from './keyboard/capture.ts';
import { joinCutScans } from './keyboard/cutScans.ts';
import { routeKeys } from './keyboard/routing.ts';
import { makePlayer } from './sounds.ts';
import { createAppStore } from './store.ts';
import { StoreProvider } from './storeContext.tsx';

const { desk } = window;
const store = createAppStore({ desk, play: makePlayer() });

followDesk(desk, store);
followClock(store);
store.subscribe(() => store.getState().keepDrafts());
captureKeys(window, joinCutScans(routeKeys(store)));
void store.getState().loadDesk();
void store.getState().loadDelivery();

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <StoreProvider store={store}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
