/** The desk itself: puts ledger, reference store, sessions, exams, shift, sync and imports together behind the service contract. */
import { classify } from '../../domain/identifier/classify.ts';
import { deskMadeId } from '../../domain/identifier/deskMade.ts';
import { deskItemId } from '../../domain/identifier/deskItemId.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { shiftOf } from '../../domain/shift/shift.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ServiceEvents, ServiceHandlers } from '../../preload/contract/service.ts';
import type { DeskState, ItemView } from '../../preload/contract/views.ts';
import { draftStore } from '../store/ledger/drafts.ts';
import { photoStore } from '../store/ledger/photos.ts';
import type { PhotoFiles } from '../store/photos/photoFiles.ts';
import type { EntryDraft, Ledger } from '../store/ledger/ledger.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';
import { makeAmendments } from './amendments.ts';
import { makeBags } from './bags.ts';
import { makeCarriedDelivery } from './carriedDelivery.ts';
import { makeConflicts } from './conflicts.ts';
import { refuseInACopy } from './copiedDesk.ts';
import { makeDelivery } from './delivery.ts';
import { makeDrafts } from './drafts.ts';
import { makeDrills } from './drill/drills.ts';
import { leaveNoLedger, noPhotos, silentPorts } from './drill/silentPorts.ts';
import { deviceView, makeEnrolment } from './enrolment.ts';
import { makeExams } from './exams.ts';
import { makeHolds } from './holds.ts';
import { makeImports } from './imports.ts';
import { lookUp, type FoundItem } from './itemLookup.ts';
import { makeLinks } from './links.ts';
import type { OpenMessage } from './messages.ts';
import { OpenScans } from './openScans.ts';
import { makePhotoDelivery } from './photoDelivery.ts';
import { makePhotos } from './photos.ts';
import type { DeskPorts, LeaveNextLedger } from './ports.ts';
import { present } from './presenting.ts';
import { makeRefusals } from './refusals.ts';
import { makeRelay } from './relay.ts';
import { makeSessions, type OpenSession } from './session.ts';
import { makeRoster } from './roster.ts';
import { makeSheets } from './sheets.ts';
import { makeShifts } from './shiftLog.ts';
import { makeSuccession } from './succession.ts';

export interface DeskOptions {
  readonly keyProtection: 'os' | 'demo';
  readonly appVersion: string;
  readonly demo: OpenMessage['demo'];
  readonly resume: OpenSession | null;
  /** The desk of a drill: it never speaks to HQ. */
  readonly isSilent?: true;
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
  stores: { readonly ledger: Ledger; readonly reference: ReferenceReader; readonly leaveNextLedger: LeaveNextLedger; readonly photos: PhotoFiles },
  ports: DeskPorts,
  emit: Emit,
  onSession: (session: OpenSession | null) => void,
): Desk {
  const { ledger, reference } = stores;
  const { clock, random } = ports;
  const scans = new OpenScans();
  const newId = random.id;
  let isClosed = false;

  const roster = makeRoster(reference, ledger);
  const officerName = roster.nameOf;
  const facilityId = (): string => ledger.identity()?.facilityId ?? '';
  const delivery = makeDelivery({
    ledger, reference, ports, emit, onReference: referenceChanged, onHqKeys: (keys) => relay.hqKeys(keys),
    onSync: (what) => {
      carried.ownLaneMoved(what);
      photoDelivery.ownLaneMoved(what);
    },
    onTaken: (verdicts, again) => photoDelivery.entriesTaken(verdicts, again), photos: () => photoDelivery.view(),
    onCopied: () => emit('desk/changed', state()),
  });
  const carried = makeCarriedDelivery({ ledger, ports, isOwnLaneFree: delivery.isUploadFree, onChange: () => emit('relay/changed', relay.view()) });
  const kept = photoStore(ledger.db);
  const photoDelivery = makePhotoDelivery({
    ledger, store: kept, files: stores.photos, ports, isOwnLaneFree: delivery.isUploadFree, onChange: () => emit('delivery/changed', delivery.status()),
  });
  const photos = makePhotos({ store: kept, files: stores.photos, clock, mayRemove: () => !isCopied() && delivery.hqHeardAt() !== null });
  const enrolment = makeEnrolment(ports);
  const sessions = makeSessions(
    {
      ledger,
      roster,
      clock,
      newId,
      append,
      onChange: (session) => {
        onSession(session);
        emit('desk/changed', state());
      },
    },
    options.resume,
  );
  const isCopied = (): boolean => ledger.copied() !== null;
  const succession = makeSuccession({
    ledger, enrolment, newId, stamp, leaveNextLedger: stores.leaveNextLedger,
    onLeft: () => {
      delivery.stop();
      carried.stop();
      photoDelivery.stop();
      sessions.signOut();
      emit('desk/changed', state());
      ports.startAnew?.();
    },
  });
  const papers = draftStore(ledger.db);
  const conflicts = makeConflicts({ ledger, examDigestsOf: reference.examDigestsOf });
  const exams = makeExams({ ledger, append, officerName, conflicts, photos, onSealed: ({ view }) => dropDraft(view.scanId) });
  const amendments = makeAmendments({ ledger, exams, photos, append, newId, officerName });
  const holds = makeHolds({ ledger, reference, clock, append, facilityId });
  const bags = makeBags({ ledger, clock, append, newId });
  const links = makeLinks({ ledger, aedOf: reference.aedOf, append, onLinked: () => emit('reference/changed', null) });
  const drafts = makeDrafts({ store: papers, clock, scanOf: (scanId) => scans.get(scanId), isSealed: (examId) => exams.byId(examId) !== null, reopen });
  const shifts = makeShifts({ ledger, exams, conflicts, links, clock, append, officerName });
  const sheets = makeSheets({
    ledger, reference, clock, papers, holds, detailOf: amendments.detail, logOf: shifts.log, deliveryStatus: () => delivery.status(),
  });
  const imports = makeImports({ loader: ports.loader, clock, newId, append, emit, session: sessions.current, onImported });
  const refusals = makeRefusals({ ledger, clock, append, officerName, takeFile: imports.take, onOfferedAgain: delivery.offerAgain });

  const drills = makeDrills({
    ledger, clock, newId, stamp, append, officers: roster.officers, openStores: ports.openDrillStores,
    handlersOver: (drillStores, resume) => makeDesk(
      { ...options, demo: null, resume, isSilent: true }, { ...drillStores, leaveNextLedger: leaveNoLedger, photos: noPhotos }, silentPorts(ports), () => undefined, () => undefined,
    ).handlers,
  });

  const relay = makeRelay({ ledger, append, newId, takeFile: imports.take, now: clock.utc, failure: carried.failure, onTakenIn });

  /** The one way to a ledger entry: sealed and on disk when it returns. Nothing that happens afterwards may make a saved entry look unsaved. */
  function append(draft: Pick<EntryDraft, 'kind' | 'payload' | 'officerId' | 'sessionId'>): Entry {
    const entry = ledger.append({ ...draft, id: random.id(), stamp: stamp() });
    queueMicrotask(() => delivery.entrySealed());
    return entry;
  }

  function stamp(): EntryDraft['stamp'] {
    return { recordedAt: clock.stamp(), monotonicMs: clock.monotonicMs(), hqHeardAt: delivery.hqHeardAt() };
  }

  function onTakenIn(what: 'entries' | 'receipts'): void {
    if (what === 'entries') return carried.takenIn();
    const { throughSeq, lastAt } = ledger.delivered();
    emit('exam/delivered', { upToSeq: throughSeq, deliveredAt: lastAt ?? clock.utc() });
    emit('delivery/changed', delivery.status());
  }

  function onImported(): void {
    holds.referenceChanged();
    void links.arrived();
  }

  function referenceChanged(): void {
    roster.refresh();
    holds.referenceChanged();
    emit('reference/changed', null);
    void links.arrived();
  }

  async function enrol(hqUrl: string, code: string, deskName: string): Promise<Result<DeskState>> {
    if (isCopied()) {
      const anew = await succession.enrolAnew({ hqUrl, code, deskName });
      return anew.ok ? ok(state()) : anew;
    }
    if (ledger.identity() !== null) return ok(state());
    const enrolled = await enrolment.enrol({ hqUrl, code, deskName }, (identity, hqKeys) => {
      ledger.enrol(identity, {
        id: random.id(),
        kind: 'device.enrolled',
        payload: { hqId: identity.hqId, deskName },
        officerId: null,
        sessionId: null,
        stamp: stamp(),
      });
      if (hqKeys !== undefined) relay.hqKeys(hqKeys);
    });
    if (!enrolled.ok) return enrolled;
    delivery.start();
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
    const copied = succession.view();
    return {
      phase: identity === null ? 'enrolment' : copied !== null ? 'copied' : session === null ? 'signedOut' : 'signedIn',
      device: identity === null ? null : deviceView(identity),
      copied,
      officer: session?.officer ?? null,
      lockedBy: sessions.lockedBy(),
      keyProtection: options.keyProtection,
      demoOfficers: options.demo?.officers ?? [],
      shift: shiftOf(clock.stamp()),
      appVersion: options.appVersion,
    };
  }

  function find(identifier: Identifier, scanId: string): FoundItem {
    return lookUp(identifier, scanId, {
      aedOf: reference.aedOf,
      holdEventsOf: reference.holdEventsOf,
      uspsEventsOf: reference.uspsEventsOf,
      examDigestsOf: reference.examDigestsOf,
      countryList: reference.countryList,
      feedAsOf: reference.feedAsOf,
      entriesOf: ledger.ofItem,
      heldIds: holds.heldIds,
      officerName,
      facilityId: facilityId(),
      today: clock.stamp().slice(0, 10),
    });
  }

  /** Resolves a scan and keeps it open for an exam. A held item is presented by it, a receptacle tag opens its bag. bagId: see 'item/scan'. */
  function openScan(session: OpenSession, raw: string, madeId: string | null, bagId?: string | null): ItemView {
    const identifier = classify(raw);
    const scanId = random.id();
    let found = find(identifier, scanId);
    // A look-up still works; nothing is presented and no bag is opened by it.
    if (isCopied()) return keepOpen({ ...found, bag: bags.ofId(bagId ?? null) }, raw, madeId);
    if (present(append, session, found)) found = find(identifier, scanId);
    const scannedFrom = () => (identifier.kind === 's9' ? bags.onTag(session, raw) : bags.onItem(found.itemKey, found.band));
    return keepOpen({ ...found, bag: bagId === undefined ? scannedFrom() : bags.ofId(bagId) }, raw, madeId);
  }

  /** After a restart: the same item under the scan id it had. Nothing is presented or counted again. */
  function reopen(scanId: string, raw: string, madeId: string | null, bagId: string | null): ItemView {
    return keepOpen({ ...find(classify(raw), scanId), bag: bags.ofId(bagId) }, raw, madeId);
  }

  /** An item that this or another desk had given an id is found again under that id when its printed label is scanned. */
  function keepOpen(view: ItemView, raw: string, madeId: string | null): ItemView {
    scans.open({ view, raw: madeId === null ? raw : null, deskItemId: madeId ?? deskMadeId(view.identifier.id) });
    return view;
  }

  function dropDraft(scanId: string): void {
    const officerId = sessions.current()?.officer.officerId;
    if (officerId === undefined) return;
    try {
      papers.drop(scanId, officerId);
    } catch {
      // The exam is sealed, and a disk that is full now must not make it look unsaved. A draft of a sealed exam is never shown again.
    }
  }

  /** Most of the contract needs an officer; this is the one place that says so. */
  function withSession<A, R>(work: (session: OpenSession, args: A) => Result<R> | Promise<Result<R>>) {
    return (args: A): Result<R> | Promise<Result<R>> => {
      const session = sessions.current();
      return session === null ? fault('not-signed-in') : work(session, args);
    };
  }

  const handlers: ServiceHandlers = refuseInACopy({
    'desk/state': () => ok(state()),
    'desk/enrol': ({ hqUrl, code, deskName }) => enrol(hqUrl, code, deskName),
    'session/signIn': async ({ badge, pin }) => {
      if (ledger.identity() === null) return fault('not-enrolled');
      const signedIn = await sessions.signIn(badge, pin);
      return signedIn.ok ? ok(state()) : signedIn;
    },
    'session/signOut': () => {
      drills.leave();
      sessions.signOut();
      return ok(state());
    },
    'session/lock': ({ reason }) => {
      drills.leave();
      sessions.lock(reason);
      return ok(state());
    },
    'item/scan': withSession((session, { raw, bagId }) => ok(openScan(session, raw, null, bagId))),
    'item/withoutBarcode': withSession((session) => {
      const id = deskItemId(facilityId(), random.bytes(10));
      return ok(openScan(session, id, id));
    }),
    'exam/record': (draft) => exams.record(sessions.current(), scans.get(draft.scanId), draft),
    'exam/undo': withSession((session, { examId }) => amendments.undo(session, examId)),
    'exam/amend': withSession((session, args) => amendments.amend(session, args)),
    'exam/detail': withSession((session, { examId }) => amendments.detail(session, examId)),
    'exam/recent': withSession((_session, { limit }) => ok(exams.recent(limit))),
    'draft/put': withSession((session, args) => drafts.put(session, args)),
    'draft/drop': withSession((session, { scanId }) => drafts.drop(session, scanId)),
    'draft/mine': withSession((session) => drafts.mine(session)),
    'photo/keep': withSession((_session, { bytes }) => photos.keep(bytes)),
    'photo/read': withSession((_session, { photoId }) => photos.read(photoId)),
    'holds/lists': withSession((_session, { scope }) => holds.lists(scope)),
    'holds/notPresented': withSession((session, args) => holds.notPresented(session, args)),
    'detained/list': withSession(() => ok(holds.detained())),
    'bag/list': withSession(() => ok(bags.list())),
    'bag/close': withSession((session, args) => bags.close(session, args)),
    'aed/link': withSession((session, args) => links.byHand(session, args)),
    'shift/log': withSession((session) => ok(shifts.log(session))),
    'shift/sign': withSession((session, { note }) => shifts.sign(session, note)),
    'sheet/worksheet': withSession((session, { examId }) => sheets.worksheet(session, examId)),
    'sheet/handOver': withSession((session) => sheets.handOver(session)),
    'drill/begin': withSession((session) => drills.begin(session)),
    'drill/call': withSession((session, args) => drills.call(session, args)),
    'drill/end': withSession((session, args) => drills.end(session, args)),
    'drill/results': withSession((session) => drills.results(session)),
    'delivery/status': () => ok(delivery.status()),
    'delivery/allowRemoval': withSession(({ officer, sessionId }) => {
      if (officer.role !== 'supervisor') return fault('not-allowed');
      const asked = delivery.removalAsked();
      if (asked !== null) append({ kind: 'aed.removalAllowed', payload: { ...asked }, officerId: officer.officerId, sessionId });
      delivery.allowRemoval();
      return ok(delivery.status());
    }),
    'delivery/now': () => {
      delivery.wake('officer');
      carried.wake('officer');
      photoDelivery.wake('officer');
      return ok(delivery.status());
    },
    'relay/view': withSession(() => ok(relay.view())),
    'relay/export': withSession((session, { fileToken }) => relay.exportByToken(session, fileToken)),
    'relay/import': withSession((session, { fileToken }) => relay.takeInByToken(session, fileToken)),
    'relay/receipts': withSession((_session, { fileToken }) => relay.receiptsByToken(fileToken)),
    'refusals/list': withSession(() => ok(refusals.list())),
    'refusals/read': withSession((_session, { seq }) => ok(refusals.read(seq))),
    'refusals/offerAgain': withSession((session, { seq }) => refusals.offerAgain(session, seq)),
    'refusals/export': withSession((session, { seq, fileToken }) => refusals.exportTo(session, seq, fileToken)),
    'aed/import': withSession((session, { fileToken }) => imports.run(session, fileToken)),
    'aed/importCancel': withSession(() => imports.cancel()),
    'aed/refusedRows': withSession((_session, { importId, limit }) => imports.refusedRows(importId, limit)),
    'aed/refusedSave': withSession((_session, { importId, fileToken }) => imports.saveRefused(importId, fileToken)),
  }, isCopied);

  if (options.isSilent !== true) {
    void photos.start();
    delivery.start();
  }
  if (options.demo !== null && ledger.identity() === null) void enrolDemo(options.demo);

  return {
    handlers,
    chosenFile: imports.chosen,
    wake: (by) => {
      delivery.wake(by);
      carried.wake(by);
      photoDelivery.wake(by);
    },
    lock() {
      drills.leave();
      sessions.lock('system');
    },
    async close(): Promise<void> {
      isClosed = true;
      drills.leave();
      delivery.stop();
      carried.stop();
      photoDelivery.stop();
      await photos.stop();
      await ports.loader.close();
      reference.close();
      ledger.close();
    },
  };
}
