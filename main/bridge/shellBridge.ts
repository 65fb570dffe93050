/** Serves plane 1: checks the sender, parses the arguments, looks the method up by its own name only. */
import { ipcMain } from 'electron';
import { z } from 'zod';
import { fault, type Result } from '../../preload/contract/result.ts';
import { SHELL_CHANNEL, shellContract, type ShellHandlers, type ShellMethodName } from '../../preload/contract/shell.ts';
import { isTrusted } from './trustedSender.ts';

const callSchema = z.object({ method: z.string(), args: z.unknown() });

export function serveShell(handlers: ShellHandlers): void {
  ipcMain.handle(SHELL_CHANNEL, async (event, message: unknown): Promise<Result<unknown>> => {
    if (!isTrusted(event.senderFrame)) return fault('not-allowed');
    const call = callSchema.safeParse(message);
    if (!call.success || !isShellMethod(call.data.method)) return fault('invalid');
    const method = call.data.method;
    const args = shellContract[method].args.safeParse(call.data.args);
    if (!args.success) return fault('invalid', { method });
    // The contract ties name, arguments and handler together; the look-up by a runtime name cannot show it to the compiler.
    const handler = handlers[method] as (args: unknown) => Promise<Result<unknown>>;
    return handler(args.data);
  });
}

function isShellMethod(name: string): name is ShellMethodName {
  return Object.hasOwn(shellContract, name);
}
