/** What other parts of the page may use of delivery. */
export { DeliveryFacts, DeliveryScreen } from './DeliveryScreen.tsx';
export { deliveryKey } from './keys.ts';
export { OutboxFacts } from './OutboxFacts.tsx';
export { makeDeliverySlice } from './slice.ts';
