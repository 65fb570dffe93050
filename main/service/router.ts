/** Serves one window's port: parses every call by the contract, answers by its number, and turns a throw into a fault. */
import { z } from 'zod';
import { fault, type FaultKind, type Result } from '../../preload/contract/result.ts';
import { serviceContract, type ServiceHandlers, type ServiceMethod } from '../../preload/contract/service.ts';
import { isDamage, isFull } from '../store/driver.ts';
import { LedgerCopied } from '../store/ledger/copied.ts';

const callSchema = z.object({ call: z.int().min(1), method: z.string(), args: z.unknown() });

/** The end of a port, as Electron's MessagePortMain and Node's MessagePort both have it. */
export interface PortEnd {
  readonly postMessage: (message: unknown) => void;
}

export function makeRouter(handlers: ServiceHandlers, report: (method: string, error: unknown) => void) {
  /** Answers one message of a port; a message that is no call is dropped, since there is no number to answer to. */
  return async function route(port: PortEnd, message: unknown): Promise<void> {
    const call = callSchema.safeParse(message);
    if (!call.success) return;
    port.postMessage({ kind: 'answer', call: call.data.call, result: await answer(call.data.method, call.data.args) });
  };

  async function answer(method: string, args: unknown): Promise<Result<unknown>> {
    if (!isMethod(method)) return fault('invalid', { method: method.slice(0, 80) });
    const parsed = serviceContract[method].args.safeParse(args);
    if (!parsed.success) return fault('invalid', { method, why: z.prettifyError(parsed.error).slice(0, 300) });
    try {
      // The contract ties name, arguments and handler together; the look-up by a runtime name cannot show it to the compiler.
      const handler = handlers[method] as (args: unknown) => Result<unknown> | Promise<Result<unknown>>;
      return await handler(parsed.data);
    } catch (error) {
      report(method, error);
      return fault(faultKindOf(error), { method });
    }
  }
}

function isMethod(name: string): name is ServiceMethod {
  return Object.hasOwn(serviceContract, name);
}

function faultKindOf(error: unknown): FaultKind {
  if (error instanceof LedgerCopied) return 'store-copied';
  if (isFull(error)) return 'storage-full';
  return isDamage(error) ? 'storage-damaged' : 'bug';
}
