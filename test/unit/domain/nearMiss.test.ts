/** "Did you mean a held item": proposals for numbers that cannot be right, and for no others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../domain/identifier/classify.ts';
import { heldNearMisses } from '../../../domain/identifier/nearMiss.ts';

const HELD = 'RB123456785GB';

describe('held items one slip away', () => {
  it.each([
    ['another digit', 'RB123456784GB', 'substitution'],
    ['another letter in the service', 'RB123456785G8', 'substitution'],
    ['neighbours exchanged', 'RB132456785GB', 'swap'],
    ['a digit in the country', 'RB123456785G0', 'substitution'],
    ['a letter I for a one', 'RBI23456785GB', 'lookAlike'],
  ])('are found for %s', (_case, id, slip) => {
    expect(heldNearMisses(id, [HELD, 'EE876543216CA']).map((miss) => miss.slip)).toEqual([slip]);
  });

  it('are found for any number of letters taken for digits', () => {
    expect(heldNearMisses('LZOOOOOOOO5CN', ['LZ000000005CN'])).toEqual([{ heldId: 'LZ000000005CN', slip: 'lookAlike' }]);
  });

  it.each([
    ['a right number', HELD, ['RB123456785GA', 'RB123456795GB']],
    ['two slips', 'RB123456748GB', ['RB132456785GB']],
    ['two neighbours both misread', 'RB198456785GB', [HELD]],
    ['a number that is shorter', 'RB12345678GB', [HELD]],
    ['the held number itself', 'RB123456784GB', ['RB123456784GB']],
    ['no hold at all', 'RB123456784GB', []],
  ])('are none for %s', (_case, id, held) => {
    expect(heldNearMisses(id, held)).toEqual([]);
  });

  it('are proposed likeliest first, each once', () => {
    expect(heldNearMisses('RB1Z3456785GB', ['RB123456785GB', 'RBZ13456785GB', 'RB123456785GB', 'RB133456785GB']).map(({ heldId }) => heldId))
      .toEqual(['RBZ13456785GB', 'RB123456785GB', 'RB133456785GB']);
  });

  it('are found for every substitution and every swap that the check digit catches', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 0, max: 9 }), (place, digit) => {
      const substituted = HELD.slice(0, place) + String(digit) + HELD.slice(place + 1);
      const swapped = HELD.slice(0, place - 1) + HELD.charAt(place) + HELD.charAt(place - 1) + HELD.slice(place + 1);
      for (const id of [substituted, swapped]) {
        const isCaught = id !== HELD && !classify(id).valid;
        expect(heldNearMisses(id, [HELD]).map(({ heldId }) => heldId)).toEqual(isCaught ? [HELD] : []);
      }
    }));
  });

  it('never throw, whatever is scanned', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (id, held) => {
      for (const { heldId } of heldNearMisses(id, held)) expect(held).toContain(heldId);
    }));
  });
});
