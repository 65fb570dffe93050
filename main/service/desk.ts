/** The desk itself: puts ledger, reference store, sessions, exams, shift, sync and imports together behind the service contract. */
import { classify } from '../../domain/identifier/classify.ts';
import { deskMadeId } from '../../domain/identifier/deskMade.ts';
import { deskItemId } from '../../domain/identifier/deskItemId.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { shiftOf } from '../../domain/shift/shift.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ServiceEvents, ServiceHandlers } from '../../preload/contract/service.ts';
import type { DeliveryStatus, DeskState, ItemView } from '../../preload/contract/views.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import { makeSyncRunner, type SyncRunner } from '../sync/runner.ts';
import { makeEnrolment } from './enrolment.ts';
import { makeExams, type OpenScan } from './exams.ts';
import { makeImports } from './imports.ts';
import { lookUp } from './itemLookup.ts';
import type { OpenMessage } from './messages.ts';
import { OpenScans } from './openScans.ts';
import type { DeskPorts } from './ports.ts';
import { makeSessions, type OpenSession } from './session.ts';
import { makeRoster } from './roster.ts';
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
  let isClosed = false;

  const roster = makeRoster(reference, ledger);
  const enrolment = makeEnrolment(ports);
  const sessions = makeSessions(
    {
      ledger,
      roster,
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
  const officerName = roster.nameOf;
  const exams = makeExams({ ledger, append, newId: random.id, officerName });
  const shifts = makeShifts({ ledger, exams, clock, append, officerName });
  const imports = makeImports({ loader: ports.loader, clock, newId: random.id, append, emit, session: sessions.current });

  /** The one way to a ledger entry: sealed and on disk when it returns. Nothing that happens afterwards may make a saved entry look unsaved. */
  function append(draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>): Entry {
    const entry = ledger.append({ ...draft, id: random.id(), stamp: stamp() });
    queueMicrotask(() => runner?.entrySealed());
    return entry;
  }

  function stamp(): EntryDraft['stamp'] {
    return { recordedAt: clock.stamp(), monotonicMs: clock.monotonicMs(), hqHeardAt: runner?.facts().hqHeardAt ?? null };
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
          roster.refresh();
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
    const enrolled = await enrolment.enrol({ hqUrl, code, deskName }, (identity) => {
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

  /** The demo's HQ starts beside the desk and may be a moment later. */
  async function enrolDemo(demo: NonNullable<DeskOptions['demo']>): Promise<void> {
    const enrolled = await enrol(demo.hqUrl, demo.enrolmentCode, demo.deskName);
    if (!enrolled.ok && enrolled.fault.kind === 'hq-unreachable' && !isClosed) setTimeout(() => void enrolDemo(demo), 1_000);
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
    const refused = ledger.refusals().length;
    const facts = runner?.facts();
    return {
      waiting: waiting.waiting,
      oldestWaitingAt: waiting.oldestAt,
      delivered: delivered.throughSeq - refused,
      lastDeliveredAt: delivered.lastAt,
      refused,
      ...referenceFacts(reference),
      lastContactAt: facts?.lastContactAt ?? null,
      upload: facts?.upload ?? NOT_RUNNING,
      download: facts?.download ?? NOT_RUNNING,
    };
  }

  function lookUpScan(identifier: Identifier, scanId: string): ItemView {
    return lookUp(identifier, scanId, ledger.identity()?.facilityId ?? '', {
      aedOf: reference.aedOf,
      holdEventsOf: reference.holdEventsOf,
      countryList: reference.countryList,
      feedAsOf: reference.feedAsOf,
      examsOf: exams.ofItem,
      ownHoldEvents: exams.holdEventsOf,
    });
  }

  /** Resolves a scan and keeps it open for an exam. */
  function openScan(raw: string, itemId: string | null): ItemView {
    const scanId = random.id();
    const view = lookUpScan(classify(raw), scanId);
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
    'item/scan': withSession((session, { raw }) => {
      const view = openScan(raw, null);
      return ok(exams.presented(session, view) ? scans.renew(view.scanId, lookUpScan(view.identifier, view.scanId)) : view);
    }),
    'item/withoutBarcode': withSession(() => {
      const id = deskItemId(ledger.identity()?.facilityId ?? '', random.bytes(10));
      return ok(openScan(id, id));
    }),
    'exam/record': (draft) => exams.record(sessions.current(), scans.get(draft.scanId), draft),
    'exam/undo': withSession((session, { examId }) => exams.undo(session, examId)),
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
  if (options.demo !== null && ledger.identity() === null) void enrolDemo(options.demo);

  return {
    handlers,
    chosenFile: imports.chosen,
    wake: (by) => runner?.wake(by),
    lock: () => sessions.lock('system'),
    async close(): Promise<void> {
      isClosed = true;
      runner?.stop();
      await ports.loader.close();
      reference.close();
      ledger.close();
    },
  };
}

const NOT_RUNNING: DeliveryStatus['upload'] = { phase: 'idle', failure: null, nextAttemptAt: null };

/** A damaged reference store is being made again; until then the outbox's facts must still be told. */
function referenceFacts(reference: ReferenceReader): Pick<DeliveryStatus, 'feedAsOf' | 'aedRows' | 'lists'> {
  try {
    return { feedAsOf: reference.feedAsOf(), aedRows: reference.counts().aed, lists: reference.lists() };
  } catch {
    return { feedAsOf: null, aedRows: 0, lists: [] };
  }
}
