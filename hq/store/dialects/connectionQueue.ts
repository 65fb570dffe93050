/** Users of one connection, one after the other as they came: a transaction may wait between two statements, and nobody else may come between. */

/** Who had the connection did not give it back in time. */
export class QueueTooLong extends Error {
  override readonly name = 'QueueTooLong';
}

export class ConnectionQueue {
  readonly #longestWaitMs: number;
  #isTaken = false;
  #waiting: (() => void)[] = [];

  constructor(longestWaitMs: number) {
    this.#longestWaitMs = longestWaitMs;
  }

  enter(): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== go);
        reject(new QueueTooLong('another write of this process takes long'));
      }, this.#longestWaitMs);
      this.#waiting.push(go);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
