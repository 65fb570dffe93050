/** The page's side of the decoding worker: whose frame is read, and that every frame is answered. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../../domain/decoding/frame.ts';
import type { Read } from '../../../domain/decoding/read.ts';
import { answering } from '../../../renderer/decoding/answering.ts';
import { startDecoding, type Decoded, type DecodingClient, type WorkerHandle } from '../../../renderer/decoding/client.ts';
import { decodeRequestSchema, type DecodeReply, type DecodeRequest } from '../../../renderer/decoding/messages.ts';

const ITEM: Read = { text: 'RB123456785GB', symbology: 'Code128', reader: 'zxing-wasm' };

const frame = (): Frame => ({ width: 2, height: 2, data: new Uint8ClampedArray(4) });

/** A worker that does what the test says when the test says it. */
class PretendedWorker implements WorkerHandle {
  readonly requests: DecodeRequest[] = [];
  isEnded = false;
  readonly say: (message: unknown) => void;
  readonly die: () => void;

  constructor(on: { readonly said: (message: unknown) => void; readonly died: () => void }) {
    this.say = on.said;
    this.die = on.died;
  }

  send(request: DecodeRequest, handedOver: ArrayBuffer[]): void {
    this.requests.push(structuredClone(request, { transfer: handedOver }));
  }

  end(): void {
    this.isEnded = true;
  }

  /** Answers the frame it has. */
  finish(reads: readonly Read[] = [ITEM]): void {
    this.say({ kind: 'reads', id: this.requests.at(-1)?.id ?? 0, reads: [...reads] } satisfies DecodeReply);
  }
}

function desk(patienceMs?: number): { readonly client: DecodingClient; readonly workers: PretendedWorker[]; readonly worker: () => PretendedWorker } {
  const workers: PretendedWorker[] = [];
  const client = startDecoding((on) => {
    const worker = new PretendedWorker(on);
    workers.push(worker);
    return worker;
  }, patienceMs);
  return { client, workers, worker: () => workers.at(-1) ?? expect.fail('no worker was started') };
}

const word = (decoded: Decoded): string => (decoded.ok ? decoded.reads.map(({ text }) => text).join() : decoded.fault);

describe('a frame', () => {
  it('is answered with what was read, and its bytes are handed over', async () => {
    const { client, worker } = desk();
    const given = frame();
    const answer = client.decode(given, 'live');
    worker().finish();
    expect(await answer).toEqual({ ok: true, reads: [ITEM] });
    expect(given.data.byteLength).toBe(0);
  });

  it('that is part of something larger leaves the rest alone', async () => {
    const { client, worker } = desk();
    const memory = new Uint8ClampedArray(9).fill(7);
    const answer = client.decode({ width: 2, height: 2, data: memory.subarray(1, 5) }, 'live');
    expect(worker().requests[0]?.frame.data).toEqual(Uint8ClampedArray.of(7, 7, 7, 7));
    worker().finish([]);
    await answer;
    expect(memory).toHaveLength(9);
  });

  it('whose bytes do not fit its sides starts nothing', async () => {
    const { client, workers } = desk();
    expect(word(await client.decode({ width: 3, height: 2, data: new Uint8Array(4) }, 'capture'))).toBe('not-a-frame');
    expect(workers).toEqual([]);
  });
});

describe('while the worker is busy', () => {
  it('the newest live frame waits, and the ones before it are told so', async () => {
    const { client, worker } = desk();
    const answers = [client.decode(frame(), 'live'), client.decode(frame(), 'live'), client.decode(frame(), 'live')];
    worker().finish([]);
    expect(worker().requests.map(({ id }) => id)).toEqual([1, 3]);
    worker().finish();
    expect((await Promise.all(answers)).map(word)).toEqual(['', 'superseded', ITEM.text]);
  });

  it('a capture goes before live frames and gives way to a newer capture only', async () => {
    const { client, worker } = desk();
    const answers = [client.decode(frame(), 'live'), client.decode(frame(), 'capture'), client.decode(frame(), 'live'), client.decode(frame(), 'capture'), client.decode(frame(), 'live')];
    for (let n = 0; n < 3; n += 1) worker().finish();
    expect(worker().requests.map(({ effort }) => effort)).toEqual(['live', 'capture', 'live']);
    expect((await Promise.all(answers)).map(word)).toEqual([ITEM.text, 'superseded', 'superseded', ITEM.text, ITEM.text]);
  });
});

describe('a worker', () => {
  it.each<readonly [string, (worker: PretendedWorker) => void]>([
    ['dies', (worker) => worker.die()],
    ['says that its reader is broken', (worker) => worker.say({ kind: 'broken', id: 1, why: 'x' })],
    ['says what no worker says', (worker) => worker.say({ kind: 'reads', id: 1, reads: [{ text: 1 }] })],
    ['answers another frame', (worker) => worker.say({ kind: 'reads', id: 9, reads: [] })],
  ])('that %s is ended, its frame is answered, and the frame that waits starts another', async (_what, happen) => {
    const { client, workers, worker } = desk();
    const answers = [client.decode(frame(), 'live'), client.decode(frame(), 'live')];
    const first = worker();
    happen(first);
    expect(first.isEnded).toBe(true);
    expect(workers).toHaveLength(2);
    // What the ended one still says is not taken for the new one's word.
    first.say({ kind: 'reads', id: 2, reads: [{ ...ITEM, text: 'late' }] });
    worker().finish();
    expect((await Promise.all(answers)).map(word)).toEqual(['gone', ITEM.text]);
  });

  it('that hangs is ended', async () => {
    vi.useFakeTimers();
    try {
      const { client, worker } = desk(1_000);
      const hung = client.decode(frame(), 'capture');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(word(await hung)).toBe('gone');
      expect(worker().isEnded).toBe(true);
      const answered = client.decode(frame(), 'capture');
      worker().finish();
      expect(word(await answered)).toBe(ITEM.text);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(worker().isEnded).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that cannot be started is told, and tried again by the next frame', async () => {
    let tries = 0;
    const client = startDecoding(() => {
      tries += 1;
      throw new Error('no worker');
    });
    expect(word(await client.decode(frame(), 'live'))).toBe('gone');
    expect(word(await client.decode(frame(), 'live'))).toBe('gone');
    expect(tries).toBe(2);
  });

  it('rests and is started by the next frame; after the end none is', async () => {
    const { client, workers, worker } = desk();
    const first = client.decode(frame(), 'live');
    client.rest();
    expect(word(await first)).toBe('closed');
    const second = client.decode(frame(), 'live');
    worker().finish();
    expect(word(await second)).toBe(ITEM.text);
    client.close();
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    expect(word(await client.decode(frame(), 'live'))).toBe('closed');
    expect(workers).toHaveLength(2);
  });

  it('has one frame at a time and leaves none unanswered, whatever happens in whatever order', async () => {
    const steps = fc.array(fc.constantFrom('live', 'capture', 'finish', 'die', 'rest'), { maxLength: 40 });
    await fc.assert(fc.asyncProperty(steps, async (all) => {
      const { client, workers } = desk();
      const answers: Promise<Decoded>[] = [];
      let finished = 0;
      const open = (): number => workers.reduce((sum, one) => sum + (one.isEnded ? 0 : one.requests.length), 0) - finished;
      for (const step of all) {
        const current = workers.at(-1);
        const isBusy = current !== undefined && !current.isEnded && open() > 0;
        if (step === 'live' || step === 'capture') answers.push(client.decode(frame(), step));
        else if (step === 'rest') client.rest();
        else if (isBusy && step === 'finish') current.finish();
        else if (isBusy) current.die();
        if (isBusy && step === 'finish') finished += 1;
        if (workers.at(-1) !== current || current?.isEnded === true) finished = 0;
        expect(open()).toBeLessThanOrEqual(1);
      }
      client.close();
      expect(await Promise.all(answers)).toHaveLength(answers.length);
    }));
  });
});

describe('inside the worker', () => {
  const request = (id: number): DecodeRequest => decodeRequestSchema.parse({ id, effort: 'live', frame: frame() });

  it('the reader is started by the first frame and once', async () => {
    const start = vi.fn(async () => ({ read: async () => [ITEM] }));
    const answer = answering(start);
    expect(start).not.toHaveBeenCalled();
    expect(await answer(request(1))).toEqual({ kind: 'reads', id: 1, reads: [ITEM] });
    expect(await answer(request(2))).toEqual({ kind: 'reads', id: 2, reads: [ITEM] });
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('what is no request is not answered, and a reader that does not start or breaks is told', async () => {
    const answer = answering(() => Promise.reject(new Error('no WebAssembly')));
    expect(await answer({ id: 1, effort: 'live', frame: { ...frame(), width: 9 } })).toBeNull();
    expect(await answer('hello')).toBeNull();
    expect(await answer(request(3))).toEqual({ kind: 'broken', id: 3, why: 'no WebAssembly' });
  });
});
