// Gives a machine without a monitor a screen of its own, under a display number that nobody else uses.
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { spawnTied } from './tiedProcess.ts';

export interface VirtualScreen {
  readonly display: string;
  readonly server: ChildProcess;
}

/** Starts Xvfb, which chooses the free number itself: two test runs side by side never meet. */
export async function startScreen(size: string): Promise<VirtualScreen> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawnTied('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr?.on('data', (part: Buffer) => { complaint += part.toString(); });
  const number = await new Promise<string>((resolve, reject) => {
    const fail = (): void => reject(new Error(`The virtual screen (Xvfb) did not start. Run "npm run setup" and try again. ${complaint.trim()}`));
    let answer = '';
    (server.stdio[3] as Readable).on('data', (part: Buffer) => {
      answer += part.toString();
      if (answer.includes('\n')) resolve(answer.trim());
    });
    server.once('error', fail);
    server.once('exit', fail);
  });
  return { display: `:${number}`, server };
}
