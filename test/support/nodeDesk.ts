/** A whole desk without a window: real stores, real loader, real HTTP, in the test's own process. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Result } from '../../preload/contract/result.ts';
import type { ServiceEvents } from '../../preload/contract/service.ts';
import type { ExamSummary } from '../../preload/contract/examViews.ts';
import type { DeliveryStatus, ItemView } from '../../preload/contract/views.ts';
import { systemClock } from '../../main/service/clock.ts';
import { makeDesk, type Desk } from '../../main/service/desk.ts';
import { openDrillStores } from '../../main/service/drill/drillStores.ts';
import { openDeskStores, type DeskStores } from '../../main/service/openStores.ts';
import { makeTransport } from '../../main/sync/transport.ts';
import { threadProgram } from './threadPrograms.ts';

export interface NodeDesk {
  readonly desk: Desk;
  readonly stores: DeskStores;
  readonly folder: string;
  readonly events: { readonly event: string; readonly data: unknown }[];
  record(itemId: string): Promise<ExamSummary>;
  status(): Promise<DeliveryStatus>;
  /** Waits until the facts are so; throws with the last facts when they do not become so. */
  until(what: (status: DeliveryStatus) => boolean, withinMs?: number): Promise<DeliveryStatus>;
  /** Closes and opens again on the same files. */
  reopen(): Promise<NodeDesk>;
  stop(): Promise<void>;
}

export interface NodeDeskPlace {
  readonly folder: string;
  readonly key: string;
}

export function openNodeDesk(place: NodeDeskPlace = { folder: mkdtempSync(join(tmpdir(), 'desk-')), key: randomBytes(32).toString('base64') }): NodeDesk {
  const events: { event: string; data: unknown }[] = [];
  const stores = openDeskStores({
    storeFolder: place.folder,
    key: place.key,
    sqliteBinding: null,
    loaderFile: threadProgram('LOADER'),
  });
  if (!stores.ok) throw new Error(`the stores do not open: ${stores.fault}, ${stores.why}`);
  const desk = makeDesk(
    { keyProtection: 'os', appVersion: 'test', demo: null, resume: null },
    stores.value,
    {
      clock: systemClock,
      // Waits after failures are kept short: the fraction is the share of the back-off range.
      random: { id: () => uuidv7(), bytes: (count) => randomBytes(count), fraction: () => Math.random() * 0.02 },
      transport: makeTransport(5_000),
      loader: stores.value.loader,
      openDrillStores: () => openDrillStores(null),
    },
    <E extends keyof ServiceEvents>(event: E, data: ServiceEvents[E]) => void events.push({ event, data }),
    () => undefined,
  );

  async function status(): Promise<DeliveryStatus> {
    return valueOf(await desk.handlers['delivery/status'](undefined));
  }

  const self: NodeDesk = {
    desk,
    stores: stores.value,
    folder: place.folder,
    events,
    async record(itemId) {
      const item = valueOf(await desk.handlers['item/scan']({ raw: itemId, source: 'wedge' }));
      return valueOf(
        await desk.handlers['exam/record']({ scanId: item.scanId, methods: ['xray'], reasons: [], finding: null, findings: [], outcome: 'RELEASED_TO_USPS', outcomeFields: {}, label: null, posting: newestOf(item) }),
      );
    },
    status,
    async until(what, withinMs = 10_000) {
      const end = Date.now() + withinMs;
      for (;;) {
        const facts = await status();
        if (what(facts)) return facts;
        if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(facts)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async reopen() {
      await desk.close();
      return openNodeDesk(place);
    },
    async stop() {
      await desk.close();
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
  return self;
}

/** The AED that stands on the screen when an officer chooses nothing else. */
export function newestOf(item: ItemView): { postedOn: string; version: number } | null {
  const [newest] = item.postings;
  return newest === undefined ? null : { postedOn: newest.postedOn, version: newest.version };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a fault where a value was due: ${JSON.stringify(result.fault)}`);
  return result.value;
}
