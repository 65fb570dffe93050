/** One drill at work: a desk of its own over the drill's stores, the scans it lets through, and the steps that are judged. */
import { DRILL_CASES, drillCaseOf } from '../../../domain/drill/cases.ts';
import { foldDrill, type DrillProgress, type DrillStep } from '../../../domain/drill/fold.ts';
import { drillFeed, drillPostings } from '../../../domain/drill/material.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { deskMadeId } from '../../../domain/identifier/deskMade.ts';
import { fault, type Result } from '../../../preload/contract/result.ts';
import { serviceContract, type ServiceHandlers } from '../../../preload/contract/service.ts';
import type { DrillMethod } from '../../../preload/contract/drillViews.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import type { Identity, Stamp } from '../../store/ledger/ledger.ts';
import { makeDeviceKey } from '../../sync/deviceKey.ts';
import type { OpenSession } from '../session.ts';
import type { DrillStores } from './drillStores.ts';

export interface DrillPlace {
  /** Of the desk itself: the drill says the same facility, and nothing else of it. */
  readonly device: Identity;
  readonly session: OpenSession;
  readonly stores: DrillStores;
  readonly newId: () => string;
  readonly stamp: () => Stamp;
  /** RFC 3339 UTC. */
  readonly now: string;
  /** A desk over the drill's stores that speaks to nobody. */
  readonly handlersOver: (stores: DrillStores, session: OpenSession) => ServiceHandlers;
}

export type DrillAtWork = ReturnType<typeof openDrill>;

type Answer = Result<unknown> | Promise<Result<unknown>>;

export function openDrill({ device, session, stores, newId, stamp, now, handlersOver }: DrillPlace) {
  const { ledger } = stores;
  ledger.enrol(drillDevice(device), {
    id: newId(), kind: 'device.enrolled', payload: { hqId: DRILL, deskName: device.deskName }, officerId: null, sessionId: null, stamp: stamp(),
  });
  stores.takeIn(drillFeed({ now, facilityId: device.facilityId, officer: session.officer }), now);
  const handlers = handlersOver(stores, session);
  const postings = drillPostings({ now });
  const steps: DrillStep[] = [];
  let readTo = ledger.head().seq;

  function progress(): DrillProgress {
    return foldDrill(steps, postings);
  }

  /** Only samples of the cases so far, and what this drill gave an id itself: a real item must not be taken for practice. */
  function refusalOf(raw: string): Result<never> | null {
    const { id } = classify(raw);
    const made = deskMadeId(id);
    if (made !== null && isMadeHere(made)) return null;
    const found = drillCaseOf(id);
    if (found === null) return fault('not-a-drill-item');
    const due = DRILL_CASES.find(({ code }) => code === progress().current);
    return due !== undefined && found.number > due.number ? fault('drill-case-later', { sample: found.number, now: due.number }) : null;
  }

  function isMadeHere(deskItemId: string): boolean {
    return steps.some((step) => step.step === 'scan' && step.itemKey === deskItemId);
  }

  /** A look-up anew of what is on the bench already is no scan. */
  function scan(args: unknown): Answer {
    const parsed = serviceContract['item/scan'].args.safeParse(args);
    const refusal = parsed.success ? refusalOf(parsed.data.raw) : fault('invalid');
    if (refusal !== null || !parsed.success) return refusal ?? fault('invalid');
    const answer = handlers['item/scan'](parsed.data);
    return parsed.data.bagId === undefined ? noted(answer) : answer;
  }

  async function noted(answer: Result<ItemView> | Promise<Result<ItemView>>): Promise<Result<ItemView>> {
    const found = await answer;
    if (found.ok) steps.push({ step: 'scan', itemKey: found.value.itemKey });
    return found;
  }

  function answerOf(method: DrillMethod, args: unknown): Answer {
    if (method === 'item/scan') return scan(args);
    if (method === 'item/withoutBarcode') return noted(handlers[method](undefined));
    const parsed = serviceContract[method].args.safeParse(args);
    if (!parsed.success) return fault('invalid', { method });
    // The contract ties name, arguments and handler together; the look-up by a runtime name cannot show it to the compiler.
    return (handlers[method] as (args: unknown) => Answer)(parsed.data);
  }

  return {
    session,
    progress,

    async call(method: DrillMethod, args: unknown): Promise<Result<unknown>> {
      const result = await answerOf(method, args);
      const sealed = ledger.after(readTo, MOST_ENTRIES_OF_A_CALL);
      steps.push(...sealed.map((entry): DrillStep => ({ step: 'entry', entry })));
      readTo = sealed.at(-1)?.seq ?? readTo;
      return result;
    },

    close: stores.close,
  };
}

const MOST_ENTRIES_OF_A_CALL = 100;
const DRILL = 'DRILL';

/** A key of its own, so that nothing the drill seals could ever pass for an entry of the desk. */
function drillDevice({ facilityId, facilityName, deskName }: Identity): Identity {
  const { publicKey, privateKey } = makeDeviceKey();
  return { deviceId: DRILL, facilityId, facilityName, deskName, hqUrl: 'https://drill.invalid', hqId: DRILL, hqPublicKey: publicKey, privateKey };
}

