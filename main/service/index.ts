/** Entry of the desk service's process: opens the stores it is told to, serves windows, closes in order. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { guardReference } from './guardedReference.ts';
import { markForRebuild, openDeskStores, type StoreFault } from './openStores.ts';
import { systemClock } from './clock.ts';
import { openDrillStores } from './drill/drillStores.ts';
import { makeDesk, type Desk } from './desk.ts';
import { toServiceSchema, type FromService, type OpenMessage } from './messages.ts';
import { makeRouter, type PortEnd } from './router.ts';
import { makeTransport } from '../sync/transport.ts';
import type { OpenSession } from './session.ts';

const parent = process.parentPort;
let desk: Desk | null = null;
let route: ReturnType<typeof makeRouter> | null = null;
const windows = new Set<Electron.MessagePortMain>();

// Electron 33 would end the process on an unhandled rejection and 45 would go on: the same on both, loudly (the supervisor starts anew).
process.on('unhandledRejection', (reason) => {
  log('unhandled rejection', whyOf(reason));
  process.exit(70);
});

parent.on('message', ({ data, ports }) => {
  const message = toServiceSchema.safeParse(data);
  if (!message.success) return;
  switch (message.data.kind) {
    case 'open':
      open(message.data);
      return;
    case 'window':
      for (const port of ports) serve(port);
      return;
    case 'chosenFile':
      desk?.chosenFile(message.data.token, message.data.path);
      return;
    case 'wake':
      desk?.wake(message.data.by);
      return;
    case 'lock':
      desk?.lock();
      return;
    case 'ping':
      tell({ kind: 'pong' });
      return;
    case 'close':
      void close();
      return;
  }
});

function open(message: OpenMessage): void {
  const stores = openDeskStores(message);
  if (!stores.ok) return failed(stores.fault);
  const { ledger, loader, leaveNextLedger, photos } = stores.value;
  const reference = guardReference(stores.value.reference, () => {
    log('the reference store is damaged and will be made again', {});
    markForRebuild(message.storeFolder);
    // The supervisor starts this process again at once; the officer stays signed in.
    setImmediate(() => process.exit(75));
  });
  desk = makeDesk(
    { keyProtection: message.keyProtection, appVersion: message.appVersion, demo: message.demo, resume: resumedSession(message) },
    { ledger, reference, leaveNextLedger, photos },
    {
      clock: systemClock,
      random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => Math.random() },
      transport: makeTransport(),
      loader,
      startAnew,
      openDrillStores: () => openDrillStores(message.sqliteBinding),
    },
    (event, data) => {
      for (const port of windows) port.postMessage({ kind: 'event', event, data });
    },
    tellSession,
  );
  route = makeRouter(desk.handlers, (method, error) => {
    log('a call failed', { method, ...whyOf(error) });
  });
  tell({ kind: 'ready' });
}

/** The answer that led here goes out first; then every file is closed, and the supervisor starts a process that finds the next ledger. */
function startAnew(): void {
  setTimeout(() => void desk?.close().finally(() => process.exit(75)), 100);
}

function resumedSession({ resume }: OpenMessage): OpenSession | null {
  return resume === null
    ? null
    : { sessionId: resume.sessionId, officer: { officerId: resume.officerId, name: resume.name, role: resume.role } };
}

function tellSession(session: OpenSession | null): void {
  tell({ kind: 'session', session: session === null ? null : { sessionId: session.sessionId, ...session.officer } });
}

function serve(port: Electron.MessagePortMain): void {
  windows.add(port);
  port.on('close', () => windows.delete(port));
  port.on('message', ({ data }) => void route?.(port satisfies PortEnd, data));
  port.start();
}

function failed(fault: StoreFault): void {
  log('the store does not open', { fault });
  tell({ kind: 'failed', fault });
}

async function close(): Promise<void> {
  await desk?.close();
  // The process ends only when main has heard this: an exit right after a message may swallow it (Electron 37).
  tell({ kind: 'closed' });
}

function tell(message: FromService): void {
  parent.postMessage(message);
}

function log(words: string, facts: Readonly<Record<string, string>>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), from: 'desk-service', words, ...facts })}\n`);
}

/** What may stand in a log: names and places in our own code, never a message, which can quote what was typed or where a file lies. */
function whyOf(error: unknown): { readonly error: string; readonly code: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: 'unknown', code: '', at: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const frames = [...(error.stack ?? '').matchAll(/\n\s+at ([\w.<>]+) \(.*?([\w.-]+:\d+):\d+\)/g)].slice(0, 4);
  return { error: error.name, code, at: frames.map(([, name, place]) => `${name ?? ''} ${place ?? ''}`).join(' < ') };
}
