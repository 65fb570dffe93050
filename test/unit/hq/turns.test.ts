/** Fair turns among desks that upload. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTurns, type EndTurn } from '../../../hq/http/turns.ts';

describe('turns of uploads', () => {
  it('a device that has an upload in work is told to come again, and is taken once that has ended', async () => {
    const take = makeTurns(1);
    const end = await take('A');
    expect(take('A')).toBeNull();
    end?.();
    expect(take('A')).not.toBeNull();
  });

  it('a device that waits holds one place only', () => {
    const take = makeTurns(1);
    void take('A');
    expect(take('B')).not.toBeNull();
    expect(take('B')).toBeNull();
  });

  it('ending a turn twice gives nobody a second one', async () => {
    const take = makeTurns(1);
    const end = await take('A');
    const order: string[] = [];
    for (const device of ['B', 'C']) void take(device)?.then(() => order.push(device));
    end?.();
    end?.();
    await settled();
    expect(order).toEqual(['B']);
  });

  it('whoever comes waits for one upload of each other device at most, however often those come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.constantFrom('A', 'A', 'A', 'A', 'B', 'C', 'D'), { minLength: 1, maxLength: 60 }), async (atOnce, comers) => {
        const take = makeTurns(atOnce);
        const devices = new Set(comers).size;
        const working: EndTurn[] = [];
        const waits = new Map<string, number>();
        let [taken, begun] = [0, 0];
        for (const device of comers) {
          const turn = take(device);
          if (turn !== null) {
            taken += 1;
            const begunBefore = begun;
            void turn.then((end) => {
              waits.set(device, Math.max(waits.get(device) ?? 0, begun - begunBefore));
              begun += 1;
              working.push(end);
            });
          }
          await settled();
          expect(working.length).toBeLessThanOrEqual(atOnce);
          // One piece of work ends between two arrivals.
          working.shift()?.();
          await settled();
        }
        while (working.length > 0) {
          working.shift()?.();
          await settled();
        }
        // Nobody was forgotten, and the places are free again for whoever comes later.
        expect(begun).toBe(taken);
        for (let n = 0; n < atOnce; n += 1) void take(`later ${n}`)?.then(() => { begun += 1; });
        await settled();
        expect(begun).toBe(taken + atOnce);
        for (const wait of waits.values()) expect(wait).toBeLessThanOrEqual(devices);
      }),
    );
  });
});

/** Promises that can go on have gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
