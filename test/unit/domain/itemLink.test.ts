/** AED that arrives after an exam is linked when there is no doubt, and proposed when there is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { foldExams } from '../../../domain/exam/history.ts';
import { linksDue } from '../../../domain/item/link.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { aedOf } from './aedVersions.ts';
import { corrected, linked, recorded, uuid, withdrawn } from './examEntries.ts';

const LATE = aedOf({}, { receivedAt: '2026-11-24T08:00:00Z' });

function due(entries: readonly Entry[], versions: readonly AedVersion[]) {
  const { exams, links } = foldExams(entries);
  return linksDue(exams, versions, links);
}

describe('late AED', () => {
  it('is linked to the exam that had none, in its newest version', () => {
    const newer = { ...LATE, version: 2 };
    expect(due([recorded(1, 1)], [newer, LATE])).toEqual({
      links: [{ examId: uuid(1), itemKey: 'RB123456785GB', postedOn: '2026-11-18', version: 2 }], proposals: [],
    });
  });

  it('is linked to an item with an id of a desk, whose AED lies under the id as it is scanned', () => {
    const exam = recorded(1, 1, { item: { kind: 'none', id: null, deskItemId: 'IMF-JFK-7K3M9Q2T4A', raw: null } });
    expect(due([exam], [{ ...LATE, itemId: 'IMFJFK7K3M9Q2T4A' }]).links).toMatchObject([{ examId: uuid(1), itemKey: 'IMF-JFK-7K3M9Q2T4A' }]);
  });

  it.each<[string, Entry[], AedVersion[]]>([
    ['for an item that has none', [recorded(1, 1)], []],
    ['of another item', [recorded(1, 1)], [{ ...LATE, itemId: 'EE876543216CA' }]],
    ['for an exam that saw AED', [recorded(1, 1, { aedShown: { postedOn: '2026-11-18', version: 1 } })], [LATE]],
    ['for a withdrawn exam', [recorded(1, 1), withdrawn(2, 1)], [LATE]],
    ['for an item that was not found', [recorded(1, 1, { outcome: 'NOT_FOUND' })], [LATE]],
    ['for an exam corrected to not found', [recorded(1, 1), corrected(2, 1, { outcome: 'NOT_FOUND' })], [LATE]],
    ['for an item without a number', [recorded(1, 1, { item: { kind: 'none', id: null, deskItemId: null, raw: null } })], [LATE]],
    ['once it is linked', [recorded(1, 1), linked(2, 1)], [LATE, { ...LATE, version: 2 }]],
    ['once a person has linked another posting', [recorded(1, 1), linked(2, 1, { postedOn: '2025-01-01' })], [LATE]],
  ])('makes no link %s', (_case, entries, versions) => {
    expect(due(entries, versions)).toEqual({ links: [], proposals: [] });
  });

  it.each<[string, Partial<AedVersion>[], boolean[]]>([
    ['two postings are known', [{}, { postedOn: '2026-10-01' }], [true, true]],
    ['one of two postings is plausible', [{}, { postedOn: '2024-10-01', receivedAt: '2024-10-02T08:00:00Z' }], [true, false]],
    ['the only posting is years old', [{ postedOn: '2024-10-01', receivedAt: '2024-10-02T08:00:00Z' }], [false]],
    ['the posting date lies after the exam', [{ postedOn: '2026-12-24' }], [false]],
    ['it arrives a year after the exam', [{ receivedAt: '2027-11-24T08:00:00Z' }], [false]],
  ])('is only proposed when %s', (_case, changes, plausible) => {
    const { links, proposals } = due([recorded(1, 1)], changes.map((change) => ({ ...LATE, ...change })));
    expect(links).toEqual([]);
    expect(proposals.flatMap(({ postings }) => postings.map(({ isPlausible }) => isPlausible))).toEqual(plausible);
  });

  it.each<[string, Partial<AedVersion>]>([
    ['HQ had it before the exam and the desk was offline', { receivedAt: '2026-11-20T08:00:00Z' }],
    ['the post sent no date', { postedOn: '' }],
    ['it was posted on what is already the next day', { postedOn: '2026-11-24' }],
  ])('is linked although %s', (_case, changes) => {
    expect(due([recorded(1, 1)], [{ ...LATE, ...changes }]).links).toHaveLength(1);
  });

  it('is asked for again without making a second link, whatever is known', () => {
    const versions = [LATE, { ...LATE, version: 2 }, aedOf({}, { postedOn: '2025-01-01' }), aedOf({}, { itemId: 'EE876543216CA' })];
    const entries = [recorded(1, 1), recorded(2, 2), recorded(3, 3, { item: { kind: 's10', id: 'EE876543216CA', deskItemId: null, raw: null } })];
    fc.assert(fc.property(fc.subarray(entries), fc.shuffledSubarray(versions), (some, known) => {
      const { exams } = foldExams(some);
      const first = linksDue(exams, known, []);
      const again = linksDue(exams, known, first.links);
      expect(again).toEqual({ links: [], proposals: first.proposals });
      expect(new Set([...first.links, ...first.proposals].map(({ examId }) => examId)).size).toBe(first.links.length + first.proposals.length);
    }));
  });
});
