/** The line of a drill's page to the service: what officers do with items goes to the drill, and the rest goes nowhere. */
import { drillCaseOf } from '../../../domain/drill/cases.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { DRILL_METHODS, type DrillMethod, type DrillView } from '../../../preload/contract/drillViews.ts';
import { fault, type Result } from '../../../preload/contract/result.ts';
import { serviceContract, type ArgsOf, type ServiceClient, type ServiceMethod } from '../../../preload/contract/service.ts';
import type { DeskBridge } from '../../../preload/contract/window.ts';

export interface DrillEars {
  readonly onView: (view: DrillView) => void;
  /** A scan of something that is no sample. */
  readonly onForeign: (raw: string) => void;
  /** A scan that the drill could not answer any more: it may be of real mail and must not be lost with the drill. */
  readonly onUnanswered: (raw: string) => void;
}

export function drillBridge(desk: DeskBridge, drillId: string, ears: DrillEars): DeskBridge {
  async function call(method: DrillMethod, args: unknown): Promise<Result<unknown>> {
    const answer = await desk.service['drill/call']({ drillId, method, args });
    const raw = method === 'item/scan' ? scannedIn(args) : null;
    if (!answer.ok) {
      if (raw !== null && drillCaseOf(classify(raw).id) === null) ears.onUnanswered(raw);
      return answer;
    }
    ears.onView(answer.value.drill);
    const { result } = answer.value;
    if (raw !== null && !result.ok && result.fault.kind === 'not-a-drill-item') ears.onForeign(raw);
    return result;
  }

  const serve = (method: string) => (args?: unknown): Promise<Result<unknown>> =>
    isDrillMethod(method) ? call(method, args) : Promise.resolve(fault('not-in-a-drill'));
  return {
    service: Object.fromEntries((Object.keys(serviceContract) as ServiceMethod[]).map((method) => [method, serve(method)])) as ServiceClient,
    shell: desk.shell,
    // News of the desk are for the desk's own page; nothing ever happens to a drill by itself.
    on: () => () => undefined,
    onShown: () => undefined,
  };
}

function isDrillMethod(method: string): method is DrillMethod {
  return (DRILL_METHODS as readonly string[]).includes(method);
}

/** What the officer scanned; null when an item that is on the bench already is only looked up anew. */
function scannedIn(args: unknown): string | null {
  const { raw, bagId } = args as ArgsOf<'item/scan'>;
  return bagId === undefined ? raw : null;
}
