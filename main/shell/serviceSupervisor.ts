/** Owns the desk service's life: starts it, hands windows their ports, starts it again when it stops, drains it at the end. */
import { MessageChannelMain, utilityProcess, type BrowserWindow, type UtilityProcess } from 'electron';
import type { ServiceState } from '../../preload/contract/service.ts';
import { PORT_CHANNEL, SERVICE_DOWN_CHANNEL } from '../../preload/contract/shell.ts';
import { fromServiceSchema, type FromService, type OpenMessage, type ResumedSession, type ToService } from '../service/messages.ts';

/** A service that stops sooner than this after it was ready is started again with a growing wait, so that a fault cannot spin. */
const QUICK_STOP_MS = 1_000;
const LONGEST_WAIT_MS = 4_000;
/** After so many starts in a row that never became ready the officer is asked instead of trying for ever. */
const MAX_FAILED_STARTS = 3;
const CLOSE_WAIT_MS = 5_000;
const PING_MS = 5_000;
/** The longest the service may block is a busy database (5 s) and then some. */
const MAX_UNANSWERED = 6;

export interface SupervisorPorts {
  readonly serviceFile: string;
  readonly openMessage: () => Omit<OpenMessage, 'resume'>;
  readonly log: (words: string, facts: Readonly<Record<string, string | number>>) => void;
  /** The service could not open its store at the first start. Nothing was changed. */
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
  let wasEverReady = false;
  let hasGivenUp = false;
  /** Pings without an answer; counted and not timed, because a computer that slept has lost time but no answers. */
  let unanswered = 0;
  /** The computer was locked while no service was there to hear it: nobody may find the session open afterwards. */
  let lockWaits = false;
  let closing = false;
  let onClosed: (() => void) | null = null;

  function start(): void {
    const child = utilityProcess.fork(ports.serviceFile, [], { serviceName: 'desk-service', stdio: 'inherit' });
    service = child;
    child.on('message', (message: unknown) => receive(message));
    child.once('exit', (code) => stopped(child, code));
    child.once('spawn', () => {
      child.postMessage({ ...ports.openMessage(), resume: session } satisfies ToService);
      if (lockWaits) child.postMessage({ kind: 'lock' } satisfies ToService);
      lockWaits = false;
      unanswered = 0;
      for (const [window, page] of windows) if (page.loaded) handPort(child, window);
    });
  }

  function receive(message: unknown): void {
    const parsed = fromServiceSchema.safeParse(message);
    if (!parsed.success) return ports.log('service sent something unknown', {});
    switch (parsed.data.kind) {
      case 'ready':
        readySince = performance.now();
        wasEverReady = true;
        failedStarts = 0;
        return;
      case 'session':
        session = parsed.data.session;
        return;
      case 'failed':
        if (wasEverReady) return giveUp(parsed.data.fault);
        closing = true;
        ports.onFailed(parsed.data.fault);
        return;
      case 'pong':
        unanswered = 0;
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
    if (hasGivenUp) return;
    if (failedStarts >= MAX_FAILED_STARTS) return giveUp('it does not start');
    // At once the first time: the officer may be in the middle of an item.
    setTimeout(startUnlessClosing, quickStops < 2 ? 0 : Math.min(LONGEST_WAIT_MS, 125 * 2 ** quickStops));
  }

  function startUnlessClosing(): void {
    if (!closing && service === null) start();
  }

  /** Half-done work lives in the window: it stays, and the officer decides when to try again. */
  function giveUp(why: string): void {
    hasGivenUp = true;
    ports.log('service given up', { why });
    tellWindows('givenUp');
  }

  /** A service that hangs holds up the officer like one that is gone, and is ended so that a new one can start. */
  function ping(): void {
    if (service?.pid === undefined || readySince === null) return;
    unanswered += 1;
    if (unanswered > MAX_UNANSWERED) service.kill();
    else service.postMessage({ kind: 'ping' } satisfies ToService);
  }

  function tellWindows(state: Exclude<ServiceState, 'alive'>): void {
    for (const window of windows.keys()) if (!window.isDestroyed()) window.webContents.send(SERVICE_DOWN_CHANNEL, state);
  }

  function handPort(child: UtilityProcess, window: BrowserWindow): void {
    if (window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'window' } satisfies ToService, [port1]);
    window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
  }

  setInterval(ping, PING_MS).unref();

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
      if (service?.pid !== undefined) service.postMessage(message);
      else if (message.kind === 'lock') lockWaits = true;
    },

    /** The officer asked to try again after the supervisor had given up. */
    restart(): void {
      failedStarts = 0;
      quickStops = 0;
      hasGivenUp = false;
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
