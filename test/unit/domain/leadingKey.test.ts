/** A key pressed at the moment of a scan is a command, and the scan stays whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../domain/identifier/classify.ts';
import { partLeadingKey } from '../../../domain/scan/leadingKey.ts';
import s10Valid from '../../vectors/s10-valid.json' with { type: 'json' };
import impb from '../../vectors/usps-impb.json' with { type: 'json' };

const items = s10Valid.vectors.map((vector) => vector.id);
const labels = impb.vectors.filter((vector) => vector.expect === 'valid').map((vector) => vector.compact);

describe('a key pressed at the moment of a scan', () => {
  it.each(['0', '1', '5', 'x', 'n'])('is parted from every right item number as the command %s', (key) => {
    for (const id of items) expect(partLeadingKey(key + id)).toEqual({ command: key, scan: id });
  });

  it('is never found in a right number, of whatever kind', () => {
    for (const id of [...items, ...labels]) expect(partLeadingKey(id)).toEqual({ command: null, scan: id });
  });

  it.each(['0RB123456786GB', 'hello world', '4417', '0', '', '00RB123456785GB', '-RB123456785GB', 'RB123456786US'])(
    'is not guessed where the rest does not prove itself: %s', (text) => {
      expect(partLeadingKey(text)).toEqual({ command: null, scan: text });
    },
  );

  it('loses no character, whatever was sent', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.constantFrom(...items).map((id) => `0${id}`)), (text) => {
      const { command, scan } = partLeadingKey(text);
      expect((command ?? '') + scan).toBe(text);
      if (command !== null) expect(classify(scan).valid).toBe(true);
    }));
  });
});
