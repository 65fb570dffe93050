/** Whose upload is worked on next: devices take turns, so that one desk with a week of entries does not keep the others waiting. */

/** Call it when the work is done, whatever became of it. */
export type EndTurn = () => void;

/** Taken: the turn comes, at once or later. null: this device has one upload in work or waiting already; it has to come again. */
export type TakeTurn = (deviceId: string) => Promise<EndTurn> | null;

/**
 * A device holds one place at a time, so that the queue is never longer than there are devices, and first come first served is fair: whoever
 * comes waits at most for one upload of each other device. atOnce: uploads in work at the same time, at least 1.
 *
 * Each server process has its own; what makes HQ right does not depend on it.
 */
export function makeTurns(atOnce: number): TakeTurn {
  const present = new Set<string>();
  const waiting: (() => void)[] = [];
  let inWork = 0;

  function begin(deviceId: string): EndTurn {
    inWork += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      inWork -= 1;
      present.delete(deviceId);
      waiting.shift()?.();
    };
  }

  return (deviceId) => {
    if (present.has(deviceId)) return null;
    present.add(deviceId);
    if (inWork < atOnce) return Promise.resolve(begin(deviceId));
    return new Promise((resolve) => waiting.push(() => resolve(begin(deviceId))));
  };
}
