/** The desk itself: puts ledger, reference store, sessions, exams, shift, sync and imports together behind the service contract. */
import { classify } from '../../domain/identifier/classify.ts';
import { deskMadeId } from '../../domain/identifier/deskMade.ts';
import { deskItemId } from '../../domain/identifier/deskItemId.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { shiftOf } from '../../domain/shift/shift.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ServiceEvents, ServiceHandlers } from '../../preload/contract/service.ts';
import type { DeliveryStatus, DeskState, ItemView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import { makeSyncRunner, type SyncRunner } from '../sync/runner.ts';
import { enrolDesk } from './enrolment.ts';
import { makeExams, type OpenScan } from './exams.ts';
import { makeImports } from './imports.ts';
import { lookUp } from './itemLookup.ts';
import type { OpenMessage } from './messages.ts';
import { OpenScans } from './openScans.ts';
import type { DeskPorts } from './ports.ts';
import { makeSessions, type OpenSession } from './session.ts';
import { officerNames } from './officerNames.ts';
import { makeShifts } from './shiftLog.ts';

export interface DeskOptions {
  readonly keyProtection: 'os' | 'demo';
  readonly appVersion: string;
  readonly demo: OpenMessage['demo'];
  readonly resume: OpenSession | null;
}

export type Emit = <E extends keyof ServiceEvents>(event: E, data: ServiceEvents[E]) => void;

export interface Desk {
  readonly handlers: ServiceHandlers;
  readonly chosenFile: (token: string, path: string) => void;
  readonly wake: (by: 'resume' | 'network') => void;
  readonly lock: () => void;
  readonly close: () => Promise<void>;
}

export function makeDesk(
  options: DeskOptions,
  stores: { readonly ledger: Ledger; readonly reference: ReferenceReader },
  ports: DeskPorts,
  emit: Emit,
  onSession: (session: OpenSession | null) => void,
): Desk {
  const { ledger, reference } = stores;
  const { clock, random } = ports;
  const scans = new OpenScans();
  let runner: SyncRunner | null = null;

  const sessions = makeSessions(
    {
      ledger,
      roster: reference,
      clock,
      newId: random.id,
      append,
      onChange: (session) => {
        onSession(session);
        emit('desk/changed', state());
      },
    },
    options.resume,
  );
  const names = officerNames(reference);
  const officerName = names.of;
  const exams = makeExams({ ledger, append, officerName });
  const shifts = makeShifts({ ledger, exams, clock, append, officerName });
  const imports = makeImports({ loader: ports.loader, clock, newId: random.id, append, emit, session: sessions.current });

  /** The one way to a ledger entry: sealed and on disk when it returns; the runner hears of it afterwards. */
  function append(draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>): Entry {
    const entry = ledger.append({ ...draft, id: random.id(), stamp: stamp() });
    runner?.entrySealed();
    return entry;
  }

  function stamp(): EntryDraft['stamp'] {
    return { recordedAt: clock.stamp(), monotonicMs: clock.monotonicMs(), hqHeardAt: runner?.facts().hqHeardAt ?? reference.feedAsOf() };
  }

  function startSync(): void {
    const identity = ledger.identity();
    if (identity === null || runner !== null) return;
    runner = makeSyncRunner(identity, {
      transport: ports.transport,
      ledger: {
        headSeq: () => ledger.head().seq,
        deliveredSeq: () => ledger.delivered().throughSeq,
        after: ledger.after,
        receive: ledger.receive,
      },
      reference: { cursor: reference.cursor, applyPage: ports.loader.applyPage },
      monotonicMs: clock.monotonicMs,
      wallClock: clock.utc,
      random: random.fraction,
      onChange: (what) => {
        if (what === 'reference') {
          names.forget();
          emit('reference/changed', null);
        }
        if (what === 'delivered') emit('exam/delivered', { upToSeq: ledger.delivered().throughSeq, deliveredAt: ledger.delivered().lastAt ?? clock.utc() });
        emit('delivery/changed', deliveryStatus());
      },
    });
    runner.start();
  }

  async function enrol(hqUrl: string, code: string, deskName: string): Promise<Result<DeskState>> {
    if (ledger.identity() !== null) return ok(state());
    const enrolled = await enrolDesk({ hqUrl, code, deskName }, ports, (identity) => {
      ledger.enrol(identity, {
        id: random.id(),
        kind: 'device.enrolled',
        payload: { hqId: identity.hqId, deskName },
        officerId: null,
        sessionId: null,
        stamp: stamp(),
      });
    });
    if (!enrolled.ok) return enrolled;
    startSync();
    emit('desk/changed', state());
    return ok(state());
  }

  function state(): DeskState {
    const identity = ledger.identity();
    const session = sessions.current();
    return {
      phase: identity === null ? 'enrolment' : session === null ? 'signedOut' : 'signedIn',
      device: identity === null ? null : { deviceId: identity.deviceId, facilityId: identity.facilityId, facilityName: identity.facilityName, deskName: identity.deskName },
      officer: session?.officer ?? null,
      lockedBy: sessions.lockedBy(),
      keyProtection: options.keyProtection,
      demoOfficers: options.demo?.officers ?? [],
      shift: shiftOf(clock.stamp()),
      appVersion: options.appVersion,
    };
  }

  function deliveryStatus(): DeliveryStatus {
    const waiting = ledger.waiting();
    const delivered = ledger.delivered();
    const facts = runner?.facts();
    return {
      waiting: waiting.waiting,
      oldestWaitingAt: waiting.oldestAt,
      delivered: delivered.throughSeq,
      lastDeliveredAt: delivered.lastAt,
      refused: ledger.refusals().length,
      feedAsOf: reference.feedAsOf(),
      aedRows: reference.counts().aed,
      lists: reference.lists(),
      lastContactAt: facts?.lastContactAt ?? null,
      lastFailure: facts?.lastFailure ?? null,
      nextAttemptAt: facts?.nextAttemptAt ?? null,
      sending: facts?.sending ?? false,
      receiving: facts?.receiving ?? false,
    };
  }

  /** Resolves a scan and keeps it open for an exam. */
  function openScan(raw: string, itemId: string | null): ItemView {
    const scanId = random.id();
    const view = lookUp(classify(raw), scanId, ledger.identity()?.facilityId ?? '', {
      aedOf: reference.aedOf,
      holdEventsOf: reference.holdEventsOf,
      countryList: reference.countryList,
      feedAsOf: reference.feedAsOf,
      examsOf: exams.ofItem,
      ownHoldEvents: (id) => exams.holdEventsOf(id, ledger.identity()?.facilityId ?? ''),
    });
    // An item that this or another desk had given an id is found again under that id when its printed label is scanned.
    const scan: OpenScan = { view, raw: itemId === null ? raw : null, deskItemId: itemId ?? deskMadeId(view.identifier.id) };
    scans.open(scanId, scan);
    return view;
  }

  /** Most of the contract needs an officer; this is the one place that says so. */
  function withSession<A, R>(work: (session: OpenSession, args: A) => Result<R> | Promise<Result<R>>) {
    return (args: A): Result<R> | Promise<Result<R>> => {
      const session = sessions.current();
      return session === null ? fault('not-signed-in') : work(session, args);
    };
  }

  const handlers: ServiceHandlers = {
    'desk/state': () => ok(state()),
    'desk/enrol': ({ hqUrl, code, deskName }) => enrol(hqUrl, code, deskName),
    'session/signIn': async ({ badge, pin }) => {
      if (ledger.identity() === null) return fault('not-enrolled');
      const signedIn = await sessions.signIn(badge, pin);
      return signedIn.ok ? ok(state()) : signedIn;
    },
    'session/signOut': () => {
      sessions.signOut();
      return ok(state());
    },
    'session/lock': ({ reason }) => {
      sessions.lock(reason);
      return ok(state());
    },
    'item/scan': withSession((_session, { raw }) => ok(openScan(raw, null))),
    'item/withoutBarcode': withSession(() => {
      const id = deskItemId(ledger.identity()?.facilityId ?? '', random.bytes(10));
      return ok(openScan(id, id));
    }),
    'exam/record': withSession((session, draft) => exams.record(session, scans.get(draft.scanId), draft)),
    'exam/recent': withSession((_session, { limit }) => ok(exams.recent(limit))),
    'shift/log': withSession((session) => ok(shifts.log(session))),
    'shift/sign': withSession((session, { note }) => shifts.sign(session, note)),
    'delivery/status': () => ok(deliveryStatus()),
    'delivery/now': () => {
      runner?.wake('officer');
      return ok(deliveryStatus());
    },
    'aed/import': withSession((session, { fileToken }) => imports.run(session, fileToken)),
    'aed/importCancel': withSession(() => imports.cancel()),
    'aed/refusedRows': withSession((_session, { importId, limit }) => imports.refusedRows(importId, limit)),
    'aed/refusedSave': withSession((_session, { importId, fileToken }) => imports.saveRefused(importId, fileToken)),
  };

  startSync();
  if (options.demo !== null && ledger.identity() === null) void enrol(options.demo.hqUrl, options.demo.enrolmentCode, options.demo.deskName);

  return {
    handlers,
    chosenFile: imports.chosen,
    wake: (by) => runner?.wake(by),
    lock: () => sessions.lock('system'),
    async close(): Promise<void> {
      runner?.stop();
      await ports.loader.close();
      reference.close();
      ledger.close();
    },
  };
}
