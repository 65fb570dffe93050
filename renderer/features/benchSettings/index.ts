/** What other parts of the page may use of the bench's settings. */
export { BenchSettingsScreen } from './BenchSettingsScreen.tsx';
export { benchSettingsKey, SETTINGS_KEYS } from './keys.ts';
export { makeBenchSettingsSlice } from './slice.ts';
