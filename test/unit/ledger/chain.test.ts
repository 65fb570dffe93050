/** The hash chain: every change to a sealed entry shows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_CHAIN, link, verifyChain } from '../../../domain/ledger/chain.ts';
import { canonicalText, entrySchema, hashOfBody, type Entry } from '../../../domain/ledger/entry.ts';
import { chainOf } from '../../support/entries.ts';

const DEVICE = 'JFK-07-TEST';

describe('the hash chain', () => {
  it('links sealed entries from the first one', () => {
    const entries = chainOf(20);
    expect(verifyChain(entries, DEVICE)).toEqual({ ok: true, head: { seq: 20, hash: entries[19]?.hash } });
  });

  it('shows a change to any member of any entry', () => {
    const entries = chainOf(5);
    const members = Object.keys(entries[0] ?? {}).filter((member) => member !== 'hash');
    for (const at of entries.keys()) {
      for (const member of members) {
        const changed = entries.map((entry, n) => (n === at ? { ...entry, [member]: changeOf(Reflect.get(entry, member)) } : entry));
        expect(verifyChain(changed, DEVICE).ok, `${member} of entry ${at + 1}`).toBe(false);
      }
    }
  });

  it.each([
    ['a missing entry', (entries: Entry[]) => entries.filter((entry) => entry.seq !== 3), 'gap'],
    ['a repeated entry', (entries: Entry[]) => entries.flatMap((entry) => (entry.seq === 3 ? [entry, entry] : [entry])), 'gap'],
    ['swapped entries', (entries: Entry[]) => entries.toReversed(), 'gap'],
    ['an entry of another device', (entries: Entry[]) => [...entries.slice(0, 2), ...chainOf(1, 'LAX-01-TEST')], 'other-device'],
    ['a link to something else', (entries: Entry[]) => entries.map((entry) => (entry.seq === 3 ? { ...entry, prevHash: 'a'.repeat(64) } : entry)), 'broken-link'],
    ['a payload changed afterwards', (entries: Entry[]) => entries.map((entry) => (entry.seq === 3 ? { ...entry, payload: {} } : entry)), 'hash-mismatch'],
  ])('names %s', (_what, change, kind) => {
    const result = verifyChain(change(chainOf(5)), DEVICE);
    expect(result).toMatchObject({ ok: false, fault: { kind } });
  });

  it('gives an entry with members of a newer desk the same hash after a round trip as JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.stringMatching(/^x[a-z]{3}$/), fc.jsonValue()), (payload, extra) => {
        const [first] = chainOf(1);
        const { hash: _, ...body } = { ...first, ...extra, payload } as Entry;
        const sent = JSON.parse(JSON.stringify({ ...body, hash: hashOfBody(body) })) as unknown;
        const received = entrySchema.parse(sent);
        expect(link(EMPTY_CHAIN, received, DEVICE).ok).toBe(true);
      }),
    );
  });

  it.each(['{"__proto__":3}', '{"more":{"__proto__":{"x":1}}}', '{"list":[{"__proto__":null}]}'])('keeps the payload %s whole, and its hash', (text) => {
    const [first] = chainOf(1);
    const { hash: _, ...body } = { ...first, payload: JSON.parse(text) as Entry['payload'] } as Entry;
    const received = entrySchema.parse(JSON.parse(JSON.stringify({ ...body, hash: hashOfBody(body) })));
    expect(JSON.stringify(received.payload)).toBe(text);
    expect(link(EMPTY_CHAIN, received, DEVICE).ok).toBe(true);
  });

  it('writes the same canonical text whatever the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalText(turned)).toBe(canonicalText(value));
      }),
    );
  });
});

function changeOf(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
  return value === null ? 'x' : { changed: true };
}
