/** The preload: gives the page window.desk and keeps ports, channels and events out of its reach. */
import { contextBridge, ipcRenderer } from 'electron';
import { PORT_CHANNEL, SERVICE_DOWN_CHANNEL, SHOWN_CHANNEL } from './contract/shell.ts';
import { makeServiceLink } from './serviceLink.ts';
import { makeShellClient } from './shellClient.ts';

const link = makeServiceLink();

ipcRenderer.on(PORT_CHANNEL, (event) => {
  const port = event.ports.at(0);
  if (port !== undefined) link.attach(port);
});
ipcRenderer.on(SERVICE_DOWN_CHANNEL, (_event, state: unknown) => link.down(state === 'givenUp' ? 'givenUp' : 'gone'));

function onShown(listener: (isShown: boolean) => void): void {
  ipcRenderer.on(SHOWN_CHANNEL, (_event, isShown: unknown) => listener(isShown === true));
}

contextBridge.exposeInMainWorld('desk', { service: link.client, shell: makeShellClient(ipcRenderer), on: link.on, onShown });
