/** What other parts of the page may use of delivery. */
export { DeliveryScreen } from './DeliveryScreen.tsx';
export { feedStateOf } from './feedState.ts';
export { deliveryKey, REFUSAL_KEYS } from './keys.ts';
export { OutboxFacts } from './OutboxFacts.tsx';
export { RELAY_KEYS } from './relayKeys.ts';
export { makeRelaySlice } from './relaySlice.ts';
export { REMOVAL_KEY } from './removal.ts';
export { makeDeliverySlice } from './slice.ts';
