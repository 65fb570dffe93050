/** What a desk still does when its ledger is an older copy: it reads and looks up, and refuses everything that would be recorded. */
import { fault, type Result } from '../../preload/contract/result.ts';
import type { ServiceHandlers, ServiceMethod } from '../../preload/contract/service.ts';
import { LedgerCopied } from '../store/ledger/copied.ts';

/** Refused before anything begins: the others refuse where they would seal, and answer as ever when nothing is to be sealed. */
const NOT_IN_A_COPY: readonly ServiceMethod[] = [
  'session/signIn', 'item/withoutBarcode', 'shift/sign', 'aed/import', 'relay/export', 'relay/import', 'refusals/export', 'refusals/offerAgain',
  'drill/begin', 'photo/keep',
];

type AnyHandler = (args: unknown) => Result<unknown> | Promise<Result<unknown>>;

export function refuseInACopy(handlers: ServiceHandlers, isCopied: () => boolean): ServiceHandlers {
  // The contract ties each name to its own types; a wrapper that only looks at the outcome is the same for all of them.
  const refusing = Object.entries(handlers).map(([method, handler]) => [method, refusingOne(method as ServiceMethod, handler as AnyHandler, isCopied)]);
  return Object.fromEntries(refusing) as ServiceHandlers;
}

function refusingOne(method: ServiceMethod, handler: AnyHandler, isCopied: () => boolean): AnyHandler {
  return (args) => {
    if (NOT_IN_A_COPY.includes(method) && isCopied()) return fault('store-copied');
    try {
      const result = handler(args);
      return result instanceof Promise ? result.catch(orCopied) : result;
    } catch (error) {
      return orCopied(error);
    }
  };
}

function orCopied(error: unknown): Result<never> {
  if (error instanceof LedgerCopied) return fault('store-copied');
  throw error;
}
