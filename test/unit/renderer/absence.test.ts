/** How absence is said while AED is not all here: never as if there were none. */
import { describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import { feedStateOf } from '../../../renderer/features/delivery/feedState.ts';
import { absenceWords } from '../../../renderer/text/en/absence.ts';
import { feedWords } from '../../../renderer/text/en/delivery.ts';

const lane = { phase: 'waiting', failure: null, nextAttemptAt: null } as const;
const status = (more: Partial<DeliveryStatus>) =>
  ({ feedAsOf: null, aedRows: 0, firstLoad: null, lastContactAt: '2026-03-04T10:00:00Z', upload: lane, download: lane, ...more }) as DeliveryStatus;

describe('absence while the first load is under way', () => {
  it.each([
    [{ firstLoad: { rows: 430_999, rowsTotal: 1_000_000 } }, 'still loading from HQ, 43 % here, none so far', 'AED loading 43 %'],
    [{ firstLoad: { rows: 0, rowsTotal: 10 } }, 'still loading from HQ, 0 % here, none so far', 'AED loading 0 %'],
    [{ firstLoad: { rows: 0, rowsTotal: 0 }, download: { ...lane, phase: 'busy' as const } }, 'still loading from HQ, none so far', 'AED loading'],
    [{}, 'not all loaded from HQ yet, none so far', 'AED not all loaded'],
    [{ lastContactAt: null }, 'none on this desk, and HQ was never heard', 'AED never'],
  ])('%j is said as "%s"', (more, absence, feed) => {
    expect([absenceWords(null, feedStateOf(status(more))), feedWords(feedStateOf(status(more)))]).toEqual([absence, feed]);
  });

  it('says nothing of a load once the data have a date', () => {
    expect(feedStateOf(status({ feedAsOf: '2026-03-04T10:00:00Z', firstLoad: { rows: 1, rowsTotal: 2 } }))).toBe('complete');
  });
});
