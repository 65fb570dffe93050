/** A scan with a pause inside is joined when the number proves it, and told otherwise; it is never a row of commands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../domain/identifier/classify.ts';
import { endWait, JOIN_WITHIN_MS, takeFragment, takeScan, type CutAction, type CutHead, type CutStep } from '../../../domain/scan/cutScan.ts';
import s10Valid from '../../vectors/s10-valid.json' with { type: 'json' };

const items = s10Valid.vectors.map((vector) => vector.id);

/** What comes from the keyboard: pieces with the pause before each, ms. */
interface Arrival {
  readonly kind: 'fragment' | 'suffixed' | 'scan';
  readonly text: string;
  readonly pause: number;
}

const GAP = 8;
const typed = (text: string, pause = 1_000): Arrival => ({ kind: 'fragment', text, pause });
const suffixed = (text: string, pause = 1_000): Arrival => ({ kind: 'suffixed', text, pause });
const scanned = (text: string, pause = 1_000): Arrival => ({ kind: 'scan', text, pause });

/** Feeds the pieces; onTime: the desk's timer fires between them when a wait is over. At the end every wait is over. */
function feed(arrivals: readonly Arrival[], onTime = true): CutAction[] {
  let head: CutHead | null = null;
  let at = 0;
  const actions: CutAction[] = [];
  const take = ([next, given]: CutStep): void => {
    head = next;
    actions.push(...given);
  };
  for (const { kind, text, pause } of arrivals) {
    const firstAt = at + pause;
    if (onTime) take(endWait(head, firstAt));
    at = firstAt + (text.length - 1) * GAP;
    take(kind === 'scan' ? takeScan(head, { text, firstAt, lastAt: at }) : takeFragment(head, { text, firstAt, lastAt: at, hasSuffix: kind === 'suffixed' }));
  }
  take(endWait(head, at + JOIN_WITHIN_MS + 1));
  expect(head).toBeNull();
  return actions;
}

const words = (actions: readonly CutAction[]): string[] => actions.map(({ kind, text }) => `${kind} ${text}`);

describe('a cut scan', () => {
  it.each([
    ['after two characters', [typed('RB'), scanned('123456785GB', 40)]],
    ['at the last moment', [typed('RB12'), scanned('3456785GB', JOIN_WITHIN_MS)]],
    ['twice', [typed('RB'), typed('1', 40), scanned('23456785GB', 40)]],
    ['just before its end', [typed('RB12345678'), suffixed('5GB', 60)]],
  ])('%s is joined, because the number proves it', (_where, arrivals) => {
    expect(words(feed(arrivals))).toEqual(['scan RB123456785GB']);
  });

  it.each([
    ['came too late', [typed('RB12'), scanned('3456785GB', JOIN_WITHIN_MS + 1)], ['cut RB12', 'scan 3456785GB']],
    ['never comes', [typed('RB12')], ['cut RB12']],
    ['does not fit', [typed('RB12'), scanned('EE876543216CA', 40)], ['cut RB12EE876543216CA']],
    ['is misread', [typed('RB12'), scanned('3456786GB', 40)], ['cut RB123456786GB']],
    ['is one character and a suffix', [suffixed('B')], ['cut B']],
  ])('whose rest %s is told, and nothing of it is a command', (_how, arrivals, expected) => {
    expect(words(feed(arrivals))).toEqual(expected);
  });

  it('is told before anything acts, however late the timer', () => {
    expect(words(feed([typed('RB12'), typed('0')], false))).toEqual(['cut RB12', 'command 0']);
  });

  it('swallows a key pressed into it: it would act on an item nobody has seen', () => {
    expect(words(feed([typed('RB12'), typed('0', 100)]))).toEqual(['cut RB120']);
  });
});

describe('what is not cut', () => {
  it('is a command of one character, and a scan as it came', () => {
    expect(words(feed([typed('0'), typed('1', 60), scanned('RB123456785GB', 40), scanned('hello', 40)])))
      .toEqual(['command 0', 'command 1', 'scan RB123456785GB', 'scan hello']);
  });
});

describe('whatever comes', () => {
  const text = fc.oneof(fc.stringMatching(/^[A-Z0-9]{1,9}$/), fc.constantFrom(...items), fc.constantFrom(...items).map((id) => id.slice(5)));
  const arrival: fc.Arbitrary<Arrival> = fc.record({
    kind: fc.constantFrom('fragment', 'suffixed', 'scan'), text, pause: fc.oneof(fc.integer({ min: 36, max: 700 }), fc.constantFrom(300, 301)),
  });

  it('comes out once and in order: taken as a scan, as a command, or told', () => {
    fc.assert(fc.property(fc.array(arrival, { maxLength: 20 }), fc.boolean(), (arrivals, onTime) => {
      const out = feed(arrivals, onTime);
      expect(out.map((action) => action.text).join('')).toBe(arrivals.map((one) => one.text).join(''));
      for (const action of out) if (action.kind === 'command') expect(action.text).toHaveLength(1);
    }), { numRuns: 1_000 });
  });

  it('a scan is one that came whole, or is right by itself', () => {
    fc.assert(fc.property(fc.array(arrival, { maxLength: 20 }), (arrivals) => {
      const whole = new Set(arrivals.filter(({ kind }) => kind === 'scan').map((one) => one.text));
      for (const action of feed(arrivals)) {
        if (action.kind !== 'scan' || whole.has(action.text)) continue;
        expect(classify(action.text)).toMatchObject({ valid: true });
        expect(classify(action.text).kind).not.toBe('other');
      }
    }), { numRuns: 1_000 });
  });

  it('every right number, cut anywhere, is joined', () => {
    fc.assert(fc.property(fc.constantFrom(...items), fc.integer({ min: 2, max: 7 }), fc.integer({ min: 36, max: JOIN_WITHIN_MS }), (id, at, pause) => {
      expect(words(feed([typed(id.slice(0, at)), scanned(id.slice(at), pause)]))).toEqual([`scan ${id}`]);
    }));
  });
});
