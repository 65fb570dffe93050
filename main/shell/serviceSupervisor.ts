/** Owns the desk service's life: starts it, hands windows their ports, starts it again when it stops, drains it at the end. */
import { MessageChannelMain, utilityProcess, type BrowserWindow, type UtilityProcess } from 'electron';
import { PORT_CHANNEL, SERVICE_DOWN_CHANNEL } from '../../preload/contract/shell.ts';
import { fromServiceSchema, type FromService, type OpenMessage, type ResumedSession, type ToService } from '../service/messages.ts';

/** A service that stops sooner than this after it was ready is started again with a growing wait, so that a fault cannot spin. */
const QUICK_STOP_MS = 1_000;
const LONGEST_WAIT_MS = 4_000;
/** After so many starts in a row that never became ready the officer is asked instead of trying for ever. */
const MAX_FAILED_STARTS = 3;
const CLOSE_WAIT_MS = 5_000;

export interface SupervisorPorts {
  readonly serviceFile: string;
  readonly openMessage: () => Omit<OpenMessage, 'resume'>;
  readonly log: (words: string, facts: Readonly<Record<string, string | number>>) => void;
  /** The service could not open its store. Nothing was changed. */
  readonly onFailed: (fault: Extract<FromService, { kind: 'failed' }>['fault']) => void;
}

export type ServiceSupervisor = ReturnType<typeof superviseService>;

export function superviseService(ports: SupervisorPorts) {
  /** Windows, and whether their page is loaded: a port sent to a page that is still loading is lost. */
  const windows = new Map<BrowserWindow, { loaded: boolean }>();
  let service: UtilityProcess | null = null;
  let session: ResumedSession | null = null;
  let readySince: number | null = null;
  let failedStarts = 0;
  let quickStops = 0;
  let closing = false;
  let onClosed: (() => void) | null = null;

  function start(): void {
    const child = utilityProcess.fork(ports.serviceFile, [], { serviceName: 'desk-service', stdio: 'inherit' });
    service = child;
    child.on('message', (message: unknown) => receive(message));
    child.once('exit', (code) => stopped(child, code));
    child.once('spawn', () => {
      child.postMessage({ ...ports.openMessage(), resume: session } satisfies ToService);
      for (const [window, page] of windows) if (page.loaded) handPort(child, window);
    });
  }

  function receive(message: unknown): void {
    const parsed = fromServiceSchema.safeParse(message);
    if (!parsed.success) return ports.log('service sent something unknown', {});
    switch (parsed.data.kind) {
      case 'ready':
        readySince = performance.now();
        failedStarts = 0;
        return;
      case 'session':
        session = parsed.data.session;
        return;
      case 'failed':
        closing = true;
        ports.onFailed(parsed.data.fault);
        return;
      case 'closed':
        onClosed?.();
        return;
    }
  }

  function stopped(child: UtilityProcess, code: number): void {
    if (service === child) service = null;
    ports.log('service stopped', { code });
    if (closing) {
      onClosed?.();
      return;
    }
    tellWindows('gone');
    const lived = readySince === null ? 0 : performance.now() - readySince;
    if (readySince === null) failedStarts += 1;
    readySince = null;
    quickStops = lived < QUICK_STOP_MS ? quickStops + 1 : 0;
    if (failedStarts >= MAX_FAILED_STARTS) return tellWindows('given-up');
    // At once the first time: the officer may be in the middle of an item.
    setTimeout(startUnlessClosing, quickStops < 2 ? 0 : Math.min(LONGEST_WAIT_MS, 125 * 2 ** quickStops));
  }

  function startUnlessClosing(): void {
    if (!closing && service === null) start();
  }

  function tellWindows(state: 'gone' | 'given-up'): void {
    for (const window of windows.keys()) if (!window.isDestroyed()) window.webContents.send(SERVICE_DOWN_CHANNEL, state);
  }

  function handPort(child: UtilityProcess, window: BrowserWindow): void {
    if (window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'window' } satisfies ToService, [port1]);
    window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
  }

  return {
    start,

    /** Gives a window its port, now and after every restart and reload. */
    serve(window: BrowserWindow): void {
      const page = { loaded: false };
      windows.set(window, page);
      window.on('closed', () => windows.delete(window));
      window.webContents.on('did-start-loading', () => (page.loaded = false));
      window.webContents.on('did-finish-load', () => {
        page.loaded = true;
        if (service?.pid !== undefined) handPort(service, window);
      });
    },

    tell(message: ToService): void {
      service?.postMessage(message);
    },

    /** The officer asked to try again after the supervisor had given up. */
    restart(): void {
      failedStarts = 0;
      quickStops = 0;
      if (service === null) start();
    },

    /** Resolves when the service has closed its databases, or has had its time. */
    close(): Promise<void> {
      closing = true;
      const child = service;
      if (child === null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, CLOSE_WAIT_MS);
        onClosed = () => {
          clearTimeout(timer);
          resolve();
        };
        child.postMessage({ kind: 'close' } satisfies ToService);
      });
    },
  };
}
