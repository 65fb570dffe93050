/** What other parts of the page may use of delivery. */
export { DeliveryScreen } from './DeliveryScreen.tsx';
export { feedStateOf } from './feedState.ts';
export { deliveryKey } from './keys.ts';
export { OutboxFacts } from './OutboxFacts.tsx';
export { makeRelaySlice } from './relaySlice.ts';
export { makeDeliverySlice } from './slice.ts';
