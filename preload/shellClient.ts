/** One function per shell method; the page cannot name a channel or a method of its own. */
import type { IpcRenderer } from 'electron';
import { fault, type Result } from './contract/result.ts';
import { SHELL_CHANNEL, shellContract, type ShellClient } from './contract/shell.ts';

export function makeShellClient(ipc: Pick<IpcRenderer, 'invoke'>): ShellClient {
  const call = (method: string) => async (args?: unknown): Promise<Result<unknown>> => {
    try {
      return (await ipc.invoke(SHELL_CHANNEL, { method, args })) as Result<unknown>;
    } catch {
      return fault('bug', { method });
    }
  };
  return Object.fromEntries(Object.keys(shellContract).map((method) => [method, call(method)])) as ShellClient;
}
