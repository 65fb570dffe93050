/** Whether an entry is as it was sealed: HQ cuts the hash out of the entry's text, so nothing else in the text may be taken for it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, hashOfBody, seal, type Entry } from '../../../domain/ledger/entry.ts';
import { isAsSealed } from '../../../hq/ingest/chainCheck.ts';
import { chainOf } from '../../support/entries.ts';

const [FIRST] = chainOf(1);
if (FIRST === undefined) throw new Error('no entry');
const { hash: HASH, ...BODY } = FIRST;

test.each<[string, object]>([
  ['a hash of something else in its payload', { payload: { hash: 'a'.repeat(64), examId: 'x' } }],
  ['its own hash of before in its payload', { payload: { hash: HASH, examId: 'x' } }],
  ['an unknown member before its hash that has a hash too', { attached: { hash: HASH, more: 1 } }],
  ['an unknown member that holds the words of its hash', { attached: `"hash":"${HASH}",` }],
  ['nothing after its hash but what every entry has', {}],
])('an entry with %s is as it was sealed, and with that hash on another entry it is not', (_, more) => {
  const entry = seal({ ...BODY, ...more });
  expect(isAsSealed(entry)).toBe(true);
  expect(isAsSealed({ ...entry, seq: entry.seq + 1 })).toBe(false);
  expect(isAsSealed({ ...entry, hash: HASH === entry.hash ? 'b'.repeat(64) : HASH })).toBe(false);
});

test('it says what hashing the body says, whatever the entry holds and whatever hash it names', () => {
  const hashes = fc.constantFrom(HASH, 'c'.repeat(64));
  const members = fc.dictionary(fc.constantFrom('a', 'hash', 'note', 'zzz'), fc.oneof(hashes, fc.string(), fc.integer(), fc.record({ hash: hashes, id: fc.string() })));
  fc.assert(fc.property(members, members, fc.boolean(), (payload, { hash: _, ...more }, isSealed) => {
    const sealed = seal({ ...BODY, payload, ...more });
    const entry: Entry = isSealed ? sealed : { ...sealed, payload: { ...payload, added: sealed.hash } };
    const { hash, ...body } = entry;
    expect(isAsSealed(entry)).toBe(hashOfBody(body) === hash);
    expect(canonicalText(entry)).toContain(`"hash":"${hash}",`);
  }));
});
