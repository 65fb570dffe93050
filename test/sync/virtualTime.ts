/** Time that moves only from event to event: a heap of what is to happen, in order of time and then of asking. */

export interface Happening {
  readonly at: number;
  readonly words: string;
  readonly work: () => void | Promise<void>;
}

interface Planned extends Happening {
  readonly order: number;
  isCancelled: boolean;
}

export type Cancel = () => void;

export class VirtualTime {
  now = 0;
  #asked = 0;
  readonly #heap: Planned[] = [];

  /** In so many ms from now. */
  in(ms: number, words: string, work: () => void | Promise<void>): Cancel {
    const planned: Planned = { at: this.now + Math.max(0, Math.ceil(ms)), words, work, order: this.#asked, isCancelled: false };
    this.#asked += 1;
    this.#push(planned);
    return () => { planned.isCancelled = true; };
  }

  /** Takes the next happening out and moves the time there; null when nothing is planned before `until`. */
  next(until: number): Happening | null {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.at > until) return null;
      this.#pop();
      if (first.isCancelled) continue;
      this.now = first.at;
      return first;
    }
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let at = heap.push(planned) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(planned, heap[up])) break;
      heap[at] = heap[up] as Planned;
      at = up;
    }
    heap[at] = planned;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && isBefore(heap[down + 1] as Planned, heap[down])) down += 1;
      if (!isBefore(heap[down] as Planned, last)) break;
      heap[at] = heap[down] as Planned;
      at = down;
    }
    heap[at] = last;
  }
}

function isBefore(one: Planned, other: Planned | undefined): boolean {
  return other !== undefined && (one.at < other.at || (one.at === other.at && one.order < other.order));
}
