/** Takes scans and single keys in the order they were made: a key pressed after a scan acts on that scan, however long its look-up takes. */

/** taken: done, also when it ended in a fault that is shown. stalled: cannot be done now, must be kept. */
export type Opening = () => Promise<'taken' | 'stalled'>;

type Input = { readonly kind: 'opening'; readonly open: Opening } | { readonly kind: 'key'; readonly act: () => void };

export interface InputQueue {
  readonly addOpening: (open: Opening) => void;
  readonly addKey: (act: () => void) => void;
  /** Tries again what stalled. */
  readonly resume: () => void;
}

/** onWaiting: told how many openings wait, whenever that changes. onThrown: an input ended in a defect; the queue goes on. */
export function makeInputQueue(onWaiting: (count: number) => void, onThrown: () => void): InputQueue {
  let inputs: Input[] = [];
  let isRunning = false;
  let isStalled = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let next = inputs[0]; next !== undefined && !isStalled; next = inputs[0]) await take(next);
    } finally {
      isRunning = false;
    }
  }

  /** An input that throws counts as taken: tried again it would throw again, and everything behind it would wait for ever. */
  async function take(input: Input): Promise<void> {
    try {
      if (input.kind === 'key') input.act();
      else if ((await input.open()) === 'stalled') return stall();
    } catch {
      onThrown();
    }
    inputs.shift();
    if (input.kind === 'opening') tellWaiting();
  }

  /** Scans are kept for later. Keys are not: an outcome pressed now must not fall on an item minutes later. */
  function stall(): void {
    isStalled = true;
    inputs = inputs.filter(({ kind }) => kind === 'opening');
  }

  function tellWaiting(): void {
    onWaiting(inputs.filter(({ kind }) => kind === 'opening').length);
  }

  return {
    addOpening(open) {
      inputs.push({ kind: 'opening', open });
      tellWaiting();
      void run();
    },
    addKey(act) {
      if (isStalled) return;
      inputs.push({ kind: 'key', act });
      void run();
    },
    resume() {
      isStalled = false;
      void run();
    },
  };
}
