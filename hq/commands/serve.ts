/** The command that runs the server until it is told to stop. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { z } from 'zod';
import { chunkFolderOf, photoFolderOf, placeOf } from './place.ts';

const serveOptions = z.object({
  host: z.string(),
  port: z.int(),
  chunks: z.string().optional(),
  photos: z.string().optional(),
  tlsCert: z.string().optional(),
  tlsKey: z.string().optional(),
  quiet: z.boolean().default(false),
});

export function addServe(program: Command): void {
  program.command('serve', { isDefault: true })
    .description('Serve desks until SIGINT or SIGTERM. This is what runs when no command is given.')
    .option('--host <address>', 'address to listen on; any but loopback needs --tls-cert and --tls-key', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one', portOf, 8787)
    .option('--chunks <folder>', 'folder with the chunks of snapshots. Default: "chunks" in the data folder')
    .option('--photos <folder>', 'folder for photos, which several servers share. Default: "photos" in the data folder')
    .option('--tls-cert <file>', 'certificate chain, PEM')
    .option('--tls-key <file>', 'private key, PEM')
    .option('--quiet', 'log warnings and errors only')
    .action(async (_options: unknown, command: Command) => serve(serveOptions.parse(command.opts()), command));
}

async function serve({ host, port, chunks, photos, tlsCert, tlsKey, quiet }: z.infer<typeof serveOptions>, command: Command): Promise<void> {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) command.error('--tls-cert and --tls-key go together');
  const tls = tlsCert !== undefined && tlsKey !== undefined
    ? { cert: readFileSync(tlsCert, 'utf8'), key: readFileSync(tlsKey, 'utf8') } : null;
  if (tls === null && !isLoopback(host)) command.error(`HQ speaks plain HTTP on loopback only; give --tls-cert and --tls-key for ${host}`);

  // Loaded here only: admin commands start in half the time without the HTTP server.
  const { runServer } = await import('../runServer.ts');
  const folders = { chunks: chunks ?? chunkFolderOf(command), photos: photos ?? photoFolderOf(command) };
  const started = await runServer({ place: placeOf(command), ...folders, host, port, tls, level: quiet ? 'warn' : 'info' });
  if (!started.ok) command.error(`HQ cannot listen on ${host}, port ${port} (${started.cause})`);
  // Scripts and tests wait for this line.
  process.stdout.write(`HQ listening on ${started.url}\n`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}
