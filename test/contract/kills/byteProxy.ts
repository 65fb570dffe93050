/** Stands between a desk and HQ as a bad line does: passes bytes, and breaks connections at any byte of either direction. */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What becomes of one connection; `at` counts bytes of one direction. */
export type Fate =
  | { readonly kind: 'passes' }
  /** The sender gets no further than that byte; both ends see the connection break. */
  | { readonly kind: 'cut'; readonly direction: 'toHq' | 'toDesk'; readonly at: number }
  /** One byte arrives as another. */
  | { readonly kind: 'flipped'; readonly direction: 'toHq' | 'toDesk'; readonly at: number }
  /** Bytes arrive one small piece after the other. */
  | { readonly kind: 'trickles'; readonly piece: number }
  | { readonly kind: 'refused' };

export interface ByteProxy {
  readonly url: string;
  pointTo(hqUrl: string): void;
  /** From now on every connection passes. */
  heal(): void;
  /** How many connections had each fate. */
  readonly fates: Readonly<Record<Fate['kind'], number>>;
  stop(): Promise<void>;
}

/** random: 0 ≤ random < 1, from the seed of the run. at: the port to listen on; a free one when left out. */
export async function startByteProxy(hqUrl: string, random: () => number, at = 0): Promise<ByteProxy> {
  let port = Number(new URL(hqUrl).port);
  let isHealed = false;
  const fates = { passes: 0, cut: 0, flipped: 0, trickles: 0, refused: 0 };
  const open = new Set<Socket>();
  const server = createServer((desk) => {
    const fate = isHealed ? ({ kind: 'passes' } as const) : fateOf(random);
    fates[fate.kind] += 1;
    if (fate.kind === 'refused') {
      desk.destroy();
      return;
    }
    const hq = connect(port, '127.0.0.1');
    for (const socket of [desk, hq]) {
      open.add(socket);
      // A broken end breaks the other; the error itself is what this proxy is for.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        desk.destroy();
        hq.destroy();
      });
    }
    pipe(desk, hq, 'toHq', fate);
    pipe(hq, desk, 'toDesk', fate);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pointTo: (next) => (port = Number(new URL(next).port)),
    heal: () => {
      isHealed = true;
      for (const socket of open) socket.destroy();
    },
    fates,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Half of the connections are good, so that work gets done at all. */
function fateOf(random: () => number): Fate {
  const draw = random();
  const direction = random() < 0.5 ? 'toHq' : 'toDesk';
  // Heads are a few hundred bytes, bodies up to some hundred thousand: each size class is met as often.
  const at = Math.floor(2 ** (random() * 17));
  if (draw < 0.5) return { kind: 'passes' };
  if (draw < 0.75) return { kind: 'cut', direction, at };
  if (draw < 0.85) return { kind: 'flipped', direction, at };
  if (draw < 0.95) return { kind: 'trickles', piece: 1 + (at % 900) };
  return { kind: 'refused' };
}

function pipe(from: Socket, to: Socket, direction: 'toHq' | 'toDesk', fate: Fate): void {
  let passed = 0;
  from.on('data', (bytes: Buffer) => {
    const start = passed;
    passed += bytes.length;
    if (fate.kind === 'trickles') {
      for (let at = 0; at < bytes.length; at += fate.piece) to.write(bytes.subarray(at, at + fate.piece));
      return;
    }
    if ((fate.kind === 'cut' || fate.kind === 'flipped') && fate.direction === direction && start <= fate.at && fate.at < passed) {
      const at = fate.at - start;
      if (fate.kind === 'cut') {
        to.write(bytes.subarray(0, at), () => {
          to.destroy();
          from.destroy();
        });
        return;
      }
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x20;
      to.write(altered);
      return;
    }
    if (fate.kind === 'cut' && fate.direction === direction && start > fate.at) return;
    to.write(bytes);
  });
  from.on('end', () => to.end());
}
