/** The page's line to the desk service: calls with numbered answers, events, and a fault for every call when the line breaks. */
import { fault, type Result } from './contract/result.ts';
import { serviceContract, SERVICE_EVENTS, type ServiceClient, type ServiceEvent, type ServiceEvents } from './contract/service.ts';

interface PendingCall {
  readonly settle: (result: Result<unknown>) => void;
}

type FromPort =
  | { readonly kind: 'answer'; readonly call: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: ServiceEvent; readonly data: unknown };

export function makeServiceLink() {
  let port: MessagePort | null = null;
  let calls = 0;
  const pending = new Map<number, PendingCall>();
  /** Calls made before the first port is here: the page may start faster than the service. */
  const queued: { readonly call: number; readonly method: string; readonly args: unknown }[] = [];
  const listeners = new Map<ServiceEvent, Set<(data: never) => void>>();
  let wasAttached = false;

  function call(method: string, args: unknown): Promise<Result<unknown>> {
    calls += 1;
    const message = { call: calls, method, args };
    return new Promise((resolve) => {
      if (port === null && wasAttached) return resolve(fault('service-gone', { method }));
      pending.set(message.call, { settle: resolve });
      if (port === null) queued.push(message);
      else port.postMessage(message);
    });
  }

  function receive(message: FromPort): void {
    if (message.kind === 'event') return emit(message.event, message.data as ServiceEvents[ServiceEvent]);
    pending.get(message.call)?.settle(message.result);
    pending.delete(message.call);
  }

  function emit<E extends ServiceEvent>(event: E, data: ServiceEvents[E]): void {
    for (const listener of listeners.get(event) ?? []) (listener as (data: ServiceEvents[E]) => void)(data);
  }

  function attach(next: MessagePort): void {
    const isFirst = !wasAttached;
    down('gone');
    port = next;
    wasAttached = true;
    next.onmessage = (event: MessageEvent<FromPort>) => receive(event.data);
    next.addEventListener('close', () => {
      if (port === next) down('gone');
    });
    for (const message of queued.splice(0)) next.postMessage(message);
    if (!isFirst) emit('service/state', 'alive');
  }

  /** No answer will come any more: every call under way gets its fault now. */
  function down(state: 'gone' | 'givenUp'): void {
    if (port !== null) {
      port.close();
      port = null;
      for (const { settle } of pending.values()) settle(fault('service-gone'));
      pending.clear();
      emit('service/state', 'gone');
    }
    if (state === 'givenUp') {
      // Also when there never was a port: a page that waits for its first answer must not wait for ever.
      wasAttached = true;
      for (const { call } of queued.splice(0)) pending.get(call)?.settle(fault('service-gone'));
      emit('service/state', 'givenUp');
    }
  }

  return {
    attach,
    down,
    client: Object.fromEntries(
      Object.keys(serviceContract).map((method) => [method, (args?: unknown) => call(method, args)]),
    ) as ServiceClient,

    on<E extends ServiceEvent>(event: E, listener: (data: ServiceEvents[E]) => void): () => void {
      if (!SERVICE_EVENTS.includes(event)) return () => undefined;
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
