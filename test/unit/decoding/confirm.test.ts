/** When a number that the camera sees counts: after two equal reads, and once for each time it is shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirm, CONFIRM_WITHIN_MS, LEFT_AFTER_MS, NOTHING_SHOWN, type Confirmation, type ConfirmState } from '../../../domain/decoding/confirm.ts';
import type { Read, Symbology } from '../../../domain/decoding/read.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { mod10CheckDigit } from '../../../domain/identifier/impb.ts';
import { s10CheckDigit } from '../../../domain/identifier/s10.ts';

const GS = '\u001d';
const FRAME_MS = 100;

const ITEM = 'RB123456785GB';
const OTHER_ITEM = 'LZ770000015CN';
const WRONG_DIGIT = 'RB123456784GB';
const DESK_MADE = 'IMFJFK7K3M9Q2T4A';
const TAG = 'CNCANAUSJFKAAUN60001001110105';
const PIC = `940011189922319742849${String(mod10CheckDigit('940011189922319742849'))}`;
const WEB = 'https://example.org/track';

const read = (text: string, symbology: Symbology = 'Code128'): Read => ({ text, symbology, reader: 'zxing-wasm' });

interface Taken {
  readonly at: number;
  readonly texts: readonly string[];
}

/** Frames at even times; each says what is read in it. */
const frames = (...texts: readonly (readonly string[])[]): Taken[] => texts.map((one, n) => ({ at: n * FRAME_MS, texts: one }));

function watch(taken: readonly Taken[]): Confirmation[] {
  let state: ConfirmState = NOTHING_SHOWN;
  return taken.map(({ at, texts }) => {
    const [next, confirmation] = confirm(state, texts.map((text) => read(text)), at);
    state = next;
    return confirmation;
  });
}

const words = (taken: readonly Taken[]): string[] => watch(taken).map((one) => {
  if (one.kind === 'scan') return one.read.text;
  if (one.kind === 'several') return 'several';
  return one.kind === 'unsound' ? 'unsound' : '-';
});

describe('two equal reads', () => {
  it.each([
    ['an item', ITEM], ['a tag', TAG], ['a number a desk made', DESK_MADE], ['anything else', WEB],
  ])('of %s count once', (_what, text) => {
    expect(words(frames([text], [text], [text], [text]))).toEqual(['-', text, '-', '-']);
  });

  it('may have frames without a read between them', () => {
    expect(words(frames([ITEM], [], [], [ITEM]))).toEqual(['-', '-', '-', ITEM]);
  });

  it('must not have another number between them', () => {
    expect(words(frames([ITEM], [OTHER_ITEM], [ITEM], [OTHER_ITEM]))).toEqual(['-', '-', '-', '-']);
  });

  it('must not be too far apart', () => {
    expect(words([{ at: 0, texts: [ITEM] }, { at: CONFIRM_WITHIN_MS, texts: [ITEM] }, { at: CONFIRM_WITHIN_MS + 1, texts: [ITEM] }])).toEqual(['-', '-', ITEM]);
  });

  it('are not one frame handed in twice, nor two symbols of one frame', () => {
    expect(words([{ at: 5, texts: [ITEM, ITEM] }, { at: 5, texts: [ITEM] }, { at: 6, texts: [ITEM] }])).toEqual(['-', '-', ITEM]);
  });
});

describe('a symbol that stays in view', () => {
  it('counts again when it had left the picture', () => {
    const again = LEFT_AFTER_MS + FRAME_MS;
    expect(words([...frames([ITEM], [ITEM]), { at: again, texts: [ITEM] }, { at: again + 1, texts: [ITEM] }])).toEqual(['-', ITEM, '-', ITEM]);
  });

  it('does not count again after a few frames in which it was not read', () => {
    const blind = LEFT_AFTER_MS + FRAME_MS - 1;
    expect(words([...frames([ITEM], [ITEM]), { at: blind, texts: [ITEM] }, { at: blind + 1, texts: [ITEM] }])).toEqual(['-', ITEM, '-', '-']);
  });

  it('counts again after another one', () => {
    expect(words(frames([ITEM], [ITEM], [OTHER_ITEM], [OTHER_ITEM], [ITEM], [ITEM]))).toEqual(['-', ITEM, '-', OTHER_ITEM, '-', ITEM]);
  });

  it('is not forgotten over one misread that happens to be right', () => {
    expect(words(frames([ITEM], [ITEM], [OTHER_ITEM], [ITEM], [ITEM]))).toEqual(['-', ITEM, '-', '-', '-']);
  });
});

describe('several symbols in view', () => {
  it('leave the item to count, whatever else is on its label', () => {
    expect(words(frames([WEB, TAG, ITEM], ['42012345', ITEM, WEB]))).toEqual(['-', ITEM]);
    expect(words(frames([WEB, TAG], [TAG, WEB]))).toEqual(['-', TAG]);
  });

  it('give a word and no result when two are items', () => {
    const [first] = watch(frames([ITEM, OTHER_ITEM]));
    expect(first).toEqual({ kind: 'several', ids: [ITEM, OTHER_ITEM] });
    expect(words(frames([ITEM, OTHER_ITEM], [ITEM, OTHER_ITEM], [ITEM], [ITEM]))).toEqual(['several', 'several', '-', ITEM]);
  });

  it('give a word when one of the two has counted before, and it does not count again when the other is gone', () => {
    expect(words(frames([ITEM], [ITEM], [ITEM, OTHER_ITEM], [ITEM], [ITEM]))).toEqual(['-', ITEM, 'several', '-', '-']);
  });

  it('are one item when they carry one number: in two symbologies, in two ways of writing, with the ZIP code and without', () => {
    const both = [read(ITEM), read('RB 123 456 785 GB', 'DataMatrix')];
    const [state] = confirm(NOTHING_SHOWN, both, 0);
    expect(confirm(state, both, 1)[1].kind).toBe('scan');
    expect(classify(PIC).valid).toBe(true);
    const routed = `42012345${GS}${PIC}`;
    expect(words(frames([PIC, routed], [PIC, routed], [PIC], [PIC]))).toEqual(['-', routed, '-', '-']);
  });
});

describe('a number that is not right', () => {
  it('never counts, and is told', () => {
    expect(words(frames([WRONG_DIGIT], [WRONG_DIGIT], [WRONG_DIGIT, WEB]))).toEqual(['unsound', 'unsound', 'unsound']);
  });

  it('does not stand in the way of a right one', () => {
    expect(words(frames([WRONG_DIGIT, ITEM], [ITEM, WRONG_DIGIT]))).toEqual(['-', ITEM]);
  });
});

const digits = (length: number): fc.Arbitrary<string> => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const s10 = digits(8).map((serial) => `RB${serial}${String(s10CheckDigit(serial))}GB`);
const brokenS10 = fc.tuple(digits(8), fc.integer({ min: 1, max: 9 })).map(([serial, off]) => `RB${serial}${String(((s10CheckDigit(serial) ?? 0) + off) % 10)}GB`);
const aText = fc.oneof(s10, brokenS10, fc.constantFrom(ITEM, OTHER_ITEM, WRONG_DIGIT, TAG, WEB, DESK_MADE, '', GS, '420123459400111899223197428490'), fc.string({ maxLength: 30 }));
/** Few texts, so that they come again. */
const aFilm = fc.uniqueArray(aText, { minLength: 1, maxLength: 5 }).chain((texts) =>
  fc.array(fc.record({ after: fc.integer({ min: 0, max: 1_200 }), texts: fc.subarray(texts) }), { maxLength: 40 }).map((shots) => {
    let at = 0;
    return shots.map(({ after, texts: seen }): Taken => ({ at: (at += after), texts: seen }));
  }));

describe('whatever is shown', () => {
  it('counts only what was read in an earlier frame too, not long before', () => {
    fc.assert(fc.property(aFilm, (film) => {
      watch(film).forEach((one, n) => {
        if (one.kind !== 'scan') return;
        const { at } = film[n] ?? { at: 0 };
        const id = classify(one.read.text).id;
        expect(film.slice(0, n).some((earlier) => earlier.at < at && at - earlier.at < CONFIRM_WITHIN_MS && earlier.texts.some((text) => classify(text).id === id))).toBe(true);
      });
    }));
  });

  it('never counts a wrong number, nor one of two items', () => {
    fc.assert(fc.property(aFilm, (film) => {
      watch(film).forEach((one, n) => {
        if (one.kind !== 'scan') return;
        const { kind, valid } = classify(one.read.text);
        expect(valid || kind === 'other').toBe(true);
        const items = (film[n]?.texts ?? []).map(classify).filter((seen) => seen.valid && seen.kind === 's10');
        expect(new Set(items.map(({ id }) => id)).size).toBeLessThanOrEqual(1);
      });
    }));
  });

  it('counts a symbol that is held still once, however often a frame misses it', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: LEFT_AFTER_MS - 1 }), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(s10, gaps, (text, between) => {
      let at = 0;
      const film = [0, ...between].map((gap): Taken => ({ at: (at += gap), texts: [text] }));
      expect(words(film).filter((word) => word === text)).toHaveLength(1);
    }));
  });

  it('has the same answer in whatever order a frame names its symbols', () => {
    fc.assert(fc.property(aFilm, (film) => {
      const kinds = (taken: readonly Taken[]): string[] => watch(taken).map((one) => (one.kind === 'scan' ? classify(one.read.text).id : one.kind));
      expect(kinds(film.map((shot) => ({ ...shot, texts: shot.texts.toReversed() })))).toEqual(kinds(film));
    }));
  });
});
