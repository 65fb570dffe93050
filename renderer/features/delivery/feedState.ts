/** How far HQ's feed is on this desk, from the facts of delivery. */
import type { DeliveryStatus } from '../../../preload/contract/views.ts';
import type { FeedState } from '../../text/facts.ts';

export function feedStateOf(delivery: DeliveryStatus | null): FeedState {
  if (delivery === null) return 'never';
  if (delivery.feedAsOf !== null) return 'complete';
  const { firstLoad } = delivery;
  if (firstLoad !== null && firstLoad.rowsTotal > 0) return `loading ${Math.floor((firstLoad.rows * 100) / firstLoad.rowsTotal)} %`;
  if (delivery.download.phase === 'busy') return 'loading';
  return delivery.aedRows > 0 || delivery.lastContactAt !== null ? 'interrupted' : 'never';
}
