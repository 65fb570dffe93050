/** Why the desk does not start; its words stand with those of the main process. */
import type { StoreKeyFault } from './storeKey.ts';

export type StartupFault = StoreKeyFault | 'ledger-damaged' | 'newer-store' | 'store-unusable';
