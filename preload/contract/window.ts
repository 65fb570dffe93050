/** What the page finds at window.desk. */
import type { ServiceClient, ServiceEvent, ServiceEvents } from './service.ts';
import type { ShellClient } from './shell.ts';

export interface DeskBridge {
  readonly service: ServiceClient;
  readonly shell: ShellClient;
  /** Calls back with the event's data only; returns the way to stop listening. */
  readonly on: <E extends ServiceEvent>(event: E, listener: (data: ServiceEvents[E]) => void) => () => void;
  /** Told when the window is put away (minimised, hidden) and when it is back: its page does not notice by itself, for it is never slowed down. */
  readonly onShown: (listener: (isShown: boolean) => void) => void;
}

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}
